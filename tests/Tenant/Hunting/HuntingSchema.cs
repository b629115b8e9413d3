namespace TikTokBan.Tenant.Hunting;

/// <summary>
/// The tables that a scan may ask, with the columns that they have in the service. A column that an export shows and the table
/// doesn't have (device events carry no directory id) can't be asked for.
/// </summary>
internal static class HuntingSchema
{
    private const string Process =
        "InitiatingProcessSHA1 InitiatingProcessSHA256 InitiatingProcessMD5 InitiatingProcessFileName InitiatingProcessFileSize:Int64 InitiatingProcessVersionInfoCompanyName InitiatingProcessVersionInfoProductName "
        + "InitiatingProcessVersionInfoProductVersion InitiatingProcessVersionInfoInternalFileName InitiatingProcessVersionInfoOriginalFileName InitiatingProcessVersionInfoFileDescription InitiatingProcessId:Int64 "
        + "InitiatingProcessCommandLine InitiatingProcessCreationTime:DateTime InitiatingProcessFolderPath InitiatingProcessParentFileName InitiatingProcessParentId:Int64 InitiatingProcessParentCreationTime:DateTime "
        + "InitiatingProcessAccountDomain InitiatingProcessAccountName InitiatingProcessAccountSid InitiatingProcessAccountUpn InitiatingProcessAccountObjectId InitiatingProcessIntegrityLevel InitiatingProcessTokenElevation";

    private static readonly (string Table, string Columns)[] Tables =
    [
        ("DeviceNetworkEvents", "Timestamp:DateTime DeviceId DeviceName ActionType RemoteIP RemotePort:Int32 RemoteUrl LocalIP LocalPort:Int32 Protocol LocalIPType RemoteIPType " + Process + " ReportId:Int64 AppGuardContainerId AdditionalFields"),
        ("DeviceTvmSoftwareInventory", "DeviceId DeviceName OSPlatform OSVersion OSArchitecture SoftwareVendor SoftwareName SoftwareVersion EndOfSupportStatus EndOfSupportDate:DateTime ProductCodeCpe"),
        ("DeviceInfo", "Timestamp:DateTime DeviceId DeviceName ClientVersion PublicIP OSArchitecture OSPlatform OSBuild:Int64 IsAzureADJoined:SByte JoinType AadDeviceId LoggedOnUsers RegistryDeviceTag OSVersion MachineGroup ReportId:Int64 OnboardingStatus AdditionalFields DeviceCategory DeviceType DeviceSubtype Model Vendor OSDistribution OSVersionInfo MergedDeviceIds MergedToDeviceId IsInternetFacing:SByte SensorHealthState IsExcluded:SByte ExclusionReason ExposureLevel AssetValue DeviceManualTags DeviceDynamicTags"),
        ("DeviceProcessEvents", "Timestamp:DateTime DeviceId DeviceName ActionType FileName FolderPath SHA1 SHA256 MD5 FileSize:Int64 ProcessVersionInfoCompanyName ProcessVersionInfoProductName ProcessVersionInfoProductVersion ProcessVersionInfoInternalFileName ProcessVersionInfoOriginalFileName ProcessVersionInfoFileDescription ProcessId:Int64 ProcessCommandLine ProcessIntegrityLevel ProcessTokenElevation ProcessCreationTime:DateTime AccountDomain AccountName AccountSid AccountUpn AccountObjectId LogonId:Int64 " + Process + " ReportId:Int64 AppGuardContainerId AdditionalFields"),
        ("DeviceFileEvents", "Timestamp:DateTime DeviceId DeviceName ActionType FileName FolderPath SHA1 SHA256 MD5 FileOriginUrl FileOriginReferrerUrl FileOriginIP PreviousFolderPath PreviousFileName FileSize:Int64 " + Process + " RequestProtocol RequestSourceIP RequestSourcePort:Int32 RequestAccountName RequestAccountDomain RequestAccountSid ShareName ReportId:Int64 AppGuardContainerId AdditionalFields"),
        ("DeviceRegistryEvents", "Timestamp:DateTime DeviceId DeviceName ActionType RegistryKey RegistryValueType RegistryValueName RegistryValueData PreviousRegistryKey PreviousRegistryValueName PreviousRegistryValueData " + Process + " ReportId:Int64 AppGuardContainerId"),
        ("DeviceEvents", "Timestamp:DateTime DeviceId DeviceName ActionType FileName FolderPath SHA1 SHA256 MD5 AccountDomain AccountName AccountSid RemoteUrl RemoteDeviceName ProcessId:Int64 ProcessCommandLine RegistryKey RegistryValueName RegistryValueData RemoteIP RemotePort:Int32 LocalIP LocalPort:Int32 FileOriginUrl FileOriginIP AdditionalFields FileSize:Int64 " + Process + " ReportId:Int64 AppGuardContainerId"),
        ("EmailEvents", "Timestamp:DateTime NetworkMessageId InternetMessageId SenderMailFromAddress SenderFromAddress SenderDisplayName SenderObjectId SenderMailFromDomain SenderFromDomain SenderIPv4 SenderIPv6 RecipientEmailAddress RecipientObjectId Subject EmailClusterId:Int64 EmailDirection DeliveryAction DeliveryLocation ThreatTypes ThreatNames DetectionMethods ConfidenceLevel EmailAction EmailActionPolicy EmailActionPolicyGuid AuthenticationDetails AttachmentCount:Int32 UrlCount:Int32 EmailLanguage Connectors OrgLevelAction OrgLevelPolicy UserLevelAction UserLevelPolicy ReportId AdditionalFields LatestDeliveryLocation LatestDeliveryAction"),
        ("EmailUrlInfo", "Timestamp:DateTime NetworkMessageId Url UrlDomain UrlLocation ReportId"),
        ("UrlClickEvents", "Timestamp:DateTime Url ActionType AccountUpn Workload NetworkMessageId ThreatTypes DetectionMethods IPAddress IsClickedThrough:SByte UrlChain ReportId"),
        ("CloudAppEvents", "Timestamp:DateTime ActionType Application ApplicationId:Int32 AppInstanceId:Int32 AccountObjectId AccountId AccountDisplayName IsAdminOperation:SByte DeviceType OSPlatform IPAddress IsAnonymousProxy:SByte CountryCode City Isp UserAgent ActivityType ActivityObjects ObjectName ObjectType ObjectId ReportId AccountType IsExternalUser:SByte IsImpersonated:SByte IPTags IPCategory UserAgentTags RawEventData AdditionalFields"),
        ("IdentityInfo", "Timestamp:DateTime AccountObjectId AccountUpn OnPremSid AccountDisplayName AccountName AccountDomain Department JobTitle EmailAddress Manager IsAccountEnabled:SByte"),
    ];

    /// <summary>New tables without rows.</summary>
    public static Dictionary<string, HuntingTable> EmptyTables() =>
        Tables.ToDictionary(table => table.Table, table => new HuntingTable(table.Table, [.. table.Columns.Split(' ').Select(Column)]), StringComparer.Ordinal);

    private static HuntingColumn Column(string text) => text.Split(':') is [var name, var type] ? new(name, type) : new(text, "String");
}
