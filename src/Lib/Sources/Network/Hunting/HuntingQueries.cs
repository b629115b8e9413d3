namespace TikTokBan.Sources.Network.Hunting;

/// <summary>
/// The queries. Each gives the columns that the shape of its rows reads, with those that say when and where; none that the table
/// doesn't have, because then it would be refused: events know a device by Defender's id alone.
/// </summary>
internal static class HuntingQueries
{
    /// <summary>Which host which program on which device reached.</summary>
    public static IEnumerable<HuntingQuery> NetworkEvents(HuntingTerms terms) => HuntingFilter.Hosts(terms, "RemoteUrl").Select(filter => HuntingQuery.Rows(
        "DeviceNetworkEvents", "DeviceId", filter, "Timestamp", "DeviceId", "DeviceName", "ActionType", "RemoteUrl", "RemoteIP",
        "InitiatingProcessFileName", "InitiatingProcessAccountUpn", "InitiatingProcessAccountObjectId", "ReportId"));

    /// <summary>Which link who followed.</summary>
    public static IEnumerable<HuntingQuery> Clicks(HuntingTerms terms) => HuntingFilter.Hosts(terms, "Url").Select(filter => HuntingQuery.Rows(
        "UrlClickEvents", "ReportId", filter, "Timestamp", "Url", "ActionType", "AccountUpn", "IsClickedThrough", "IPAddress", "ReportId"));

    /// <summary>Mail of covered senders, and of those who pose as them.</summary>
    public static IEnumerable<HuntingQuery> Mail(HuntingTerms terms) => HuntingFilter.Hosts(terms, "SenderFromDomain", "SenderMailFromDomain").Select(filter => HuntingQuery.Rows(
        "EmailEvents", "RecipientEmailAddress", filter, "Timestamp", "NetworkMessageId", "SenderFromAddress", "SenderMailFromAddress", "RecipientEmailAddress", "RecipientObjectId",
        "DeliveryAction", "AuthenticationDetails", "ReportId"));

    /// <summary>Programs by name or vendor, which come with underscores for blanks.</summary>
    public static IEnumerable<HuntingQuery> Software(HuntingTerms terms) =>
    [
        HuntingQuery.Rows(
            "DeviceTvmSoftwareInventory", "DeviceId",
            HuntingFilter.Any([HuntingFilter.In("SoftwareName", terms.Brands, Joined(terms.Names)), HuntingFilter.In("SoftwareVendor", terms.Brands, Joined(terms.Publishers))]),
            "DeviceId", "DeviceName", "OSPlatform", "SoftwareVendor", "SoftwareName", "SoftwareVersion") with { IsTimed = false },
    ];

    /// <summary>What connected cloud applications report of the people who use them.</summary>
    public static IEnumerable<HuntingQuery> CloudApps(HuntingTerms terms) =>
    [
        HuntingQuery.Rows(
            "CloudAppEvents", "ReportId", HuntingFilter.In("Application", terms.Brands, terms.Names),
            "Timestamp", "ActionType", "Application", "AccountObjectId", "AccountId", "IPAddress", "ReportId"),
    ];

    /// <summary>Which device of the directory a device of Defender is.</summary>
    public static IEnumerable<HuntingQuery> Devices(HuntingTerms terms) =>
    [
        new("DeviceInfo", "DeviceId", "Timestamp > ago(30d) and isnotempty(AadDeviceId)", "summarize arg_max(Timestamp, DeviceName, AadDeviceId, OSPlatform, OSVersion) by DeviceId") { IsTimed = false },
    ];

    /// <summary>Traces of web applications, which no inventory lists: programs started as one, their shortcuts, their registration.</summary>
    public static IEnumerable<HuntingQuery> WebApps(HuntingTerms terms)
    {
        var packages = (string column) => HuntingFilter.In(column, terms.Packages, []);
        foreach (var hosts in HuntingFilter.Hosts(terms, "ProcessCommandLine"))
        {
            yield return HuntingQuery.Rows(
                "DeviceProcessEvents", "DeviceId", $"({packages("ProcessCommandLine")} or {packages("FolderPath")} or (ProcessCommandLine contains \"--app\" and {hosts}))",
                "Timestamp", "DeviceId", "DeviceName", "ActionType", "FileName", "FolderPath", "ProcessCommandLine", "AccountUpn", "AccountObjectId", "ReportId");
        }

        yield return HuntingQuery.Rows(
            "DeviceFileEvents", "DeviceId",
            $"ActionType != \"FileDeleted\" and ({packages("FolderPath")} or (FolderPath contains {HuntingFilter.Quote(@"\WindowsApps\")} and {HuntingFilter.In("FolderPath", terms.Brands, [])}) or (FileName endswith \".lnk\" and {HuntingFilter.In("FileName", terms.Brands, terms.Names)}))",
            "Timestamp", "DeviceId", "DeviceName", "ActionType", "FileName", "FolderPath", "InitiatingProcessAccountUpn", "InitiatingProcessAccountObjectId", "ReportId");
        yield return HuntingQuery.Rows(
            "DeviceRegistryEvents", "DeviceId",
            $"({packages("RegistryKey")} or {HuntingFilter.In("RegistryKey", terms.Brands, [])} or (RegistryValueName =~ \"DisplayName\" and {HuntingFilter.In("RegistryValueData", terms.Brands, terms.Names)}))",
            "Timestamp", "DeviceId", "DeviceName", "ActionType", "RegistryKey", "RegistryValueName", "RegistryValueData", "InitiatingProcessAccountUpn", "InitiatingProcessAccountObjectId", "ReportId");
    }

    private static List<string> Joined(IReadOnlyList<string> names) => [.. names.Concat(names.Select(name => name.Replace(' ', '_'))).Distinct(StringComparer.Ordinal)];
}
