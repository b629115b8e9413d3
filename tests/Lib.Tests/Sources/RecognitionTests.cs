using System.Text;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Sources;

/// <summary>Files are recognised by their header, in any encoding and with any delimiter.</summary>
public sealed class RecognitionTests
{
    private const string Users = "userPrincipalName,displayName,department\r\njose@authority.example,José Müller,Économie\r\nann@authority.example,Ann,\"Finance, budget\"\r\n";

    public static TheoryData<string> Headers => new()
    {
        "mdm.inventory|ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,ApplicationVersion,DeviceId,DeviceName,OSDescription,OSVersion,Platform,UserId,EmailAddress,UserName",
        "mdm.inventory-aggregate|ApplicationId,ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,ApplicationVersion,DeviceCount,Platform,Platform_loc",
        "mdm.devices|DeviceId,DeviceName,OwnerType,OwnerType_loc,OS,OSVersion,LastContact,SerialNumber,ReferenceId,UPN",
        "mdm.devices|Device ID,Device name,Enrollment date,Last check-in,Azure AD Device ID,OS version,Serial number,Manufacturer,Model,Ownership,Primary user UPN",
        "mdm.install-status|DeviceName,UserPrincipalName,Platform,AppVersion,InstallState,InstallState_loc,DeviceId,UserId,AppInstallState,AppInstallState_loc",
        "software.inventory|DeviceId,DeviceName,OSPlatform,SoftwareVendor,SoftwareName,SoftwareVersion",
        "directory.users|userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled",
        "directory.groups|groupId,groupName,memberId,memberUserPrincipalName",
        "directory.devices|displayName,accountEnabled,operatingSystem,operatingSystemVersion,joinType,registeredOwners,deviceId,isManaged",
        "directory.service-principals|id,appId,displayName,servicePrincipalType,replyUrls",
        "directory.grants|id,clientId,consentType,principalId,resourceId,scope",
        "directory.sign-ins|Date (UTC),Request ID,User ID,User,Username,Application,Application ID ,IP address,Status,Sign-in error code,Client app,Device ID",
        "mail.trace|MessageId,Received,SenderAddress,RecipientAddress,Subject,Status,ToIP,FromIP,Size",
        "mail.trace|origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id",
        "mail.events|Timestamp,NetworkMessageId,SenderFromAddress,RecipientEmailAddress,Subject,DeliveryAction,AuthenticationDetails",
        "network.events|Timestamp,DeviceId,DeviceName,ActionType,RemoteIP,RemotePort,RemoteUrl,InitiatingProcessFileName",
        "network.devices|Timestamp,DeviceId,DeviceName,AadDeviceId,OSPlatform,OSVersion,OnboardingStatus,JoinType",
        "network.cloud-discovery|id,displayName,domains,userCount,deviceCount,transactionCount,lastSeenDateTime",
        "network.cloud-apps|Timestamp,ActionType,Application,ApplicationId,AccountObjectId,AccountId,AccountDisplayName,IPAddress",
        "software.web-apps|Timestamp,DeviceId,DeviceName,ActionType,FileName,FolderPath,ProcessCommandLine,AccountUpn",
        "software.web-apps|Timestamp,DeviceId,DeviceName,ActionType,FileName,FolderPath,SHA1,InitiatingProcessAccountUpn",
        "software.web-apps|Timestamp,DeviceId,DeviceName,ActionType,RegistryKey,RegistryValueName,RegistryValueData",
        "network.clicks|Timestamp,Url,ActionType,AccountUpn,Workload,NetworkMessageId,IPAddress,IsClickedThrough",
        "funding.register|serial,imei,asset_tag,holder_upn,purchase,subscription,use,owner,issued,cost_centre,valid_from,valid_to",
        "funding.register|Numéro de série;Achat;Abonnement;Utilisation;Propriétaire;Valable du",
        "waivers.register|id;holder_upn;serial;imei;application;kind;approver;granted_by;documented;blanket;valid_from;expires;revoked",
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_header_tells_what_a_file_is_whatever_its_name(string sample)
    {
        var (kind, header) = (sample.Split('|')[0], sample.Split('|')[1]);
        using var folder = new ExportFixture().With("export (3).txt", header + "\r\n");
        var read = await folder.ReadAsync();
        Assert.Empty(read.Unrecognised);
        Assert.Equal(kind, read.Single.Kind);
        Assert.Equal(0, read.Single.Tally.RowsRead);
    }

    [Fact]
    public void Every_kind_of_source_has_its_own_id_and_a_title()
    {
        Assert.Equal(26, SourceDescriptors.All.Select(descriptor => descriptor.Id).Distinct().Count());
        Assert.All(SourceDescriptors.All, descriptor => Assert.NotEmpty(descriptor.Title));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("windows-1252", false)]
    public async Task Every_encoding_gives_the_same_people(string name, bool mark)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Users)];
        using var folder = new ExportFixture().With("users.csv", bytes);
        var people = (await folder.ReadAsync()).Single.Records.Cast<PersonRecord>().ToList();
        Assert.Equal(["José Müller", "Ann"], people.Select(person => person.DisplayName));
        Assert.Equal(["Économie", "Finance, budget"], people.Select(person => person.Department));
        Assert.Equal("users.csv:3", people[1].Reference);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public async Task Every_delimiter_gives_the_same_people(string delimiter)
    {
        using var folder = new ExportFixture().With("users.csv", Users.Replace("\"Finance, budget\"", "Finance", StringComparison.Ordinal).Replace(",", delimiter, StringComparison.Ordinal));
        Assert.Equal(["José Müller", "Ann"], (await folder.ReadAsync()).Single.Records.Cast<PersonRecord>().Select(person => person.DisplayName));
    }

    [Theory]
    [InlineData("sep=,\r\n")]
    [InlineData("\"sep=,\"\r\n")]
    [InlineData("#TYPE Microsoft.Graph.User\r\n")]
    [InlineData("\r\n\r\n")]
    public async Task What_programs_write_before_the_header_is_passed_over(string before)
    {
        using var folder = new ExportFixture().With("users.csv", before + Users);
        var read = (await folder.ReadAsync()).Single;
        Assert.Equal(2, read.Tally.RowsRead);
        Assert.Equal($"users.csv:{before.Count(letter => letter == '\n') + 3}", read.Records[1].Reference);
    }

    [Fact]
    public async Task A_byte_of_Windows_1252_far_into_a_plain_file_is_read_as_such()
    {
        var text = new StringBuilder("userPrincipalName,displayName\n");
        for (var i = 0; i < 20_000; i++)
            text.Append("someone@authority.example,Someone\n");
        byte[] bytes = [.. Encoding.ASCII.GetBytes(text.ToString()), .. "rene@authority.example,Ren"u8, 0xE9, (byte)'\n'];
        using var folder = new ExportFixture().With("users.csv", bytes);
        Assert.Equal("René", ((PersonRecord)(await folder.ReadAsync()).Single.Records[^1]).DisplayName);
    }

    [Fact]
    public async Task Invalid_UTF8_in_a_file_that_is_UTF8_costs_its_row()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "userPrincipalName,displayName\na@authority.example,Ren"u8, 0xE9, .. "\nb@authority.example,B\n"u8];
        using var folder = new ExportFixture().With("users.csv", bytes);
        var read = (await folder.ReadAsync()).Single;
        Assert.Equal("B", ((PersonRecord)Assert.Single(read.Records)).DisplayName);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal(("users.csv", 2L), (rejected.Location, rejected.Line));
        Assert.Contains("UTF-8", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_row_does_not_change_the_encoding_of_the_others()
    {
        byte[] bytes = [.. "userPrincipalName,displayName\na@authority.example,René\nb@authority.example,Zoé\nc@authority.example,Ren"u8, 0xE9, .. "\n"u8];
        using var folder = new ExportFixture().With("users.csv", bytes);
        var read = (await folder.ReadAsync()).Single;
        Assert.Equal(["René", "Zoé"], read.Records.Cast<PersonRecord>().Select(person => person.DisplayName));
        Assert.Equal(4, Assert.Single(read.Rejected).Line);
    }

    [Fact]
    public async Task A_log_says_which_period_it_covers_although_most_of_its_lines_say_nothing()
    {
        var lines = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{1731628800 + i}.0\t10.0.0.5\texample.org\n"));
        using var folder = new ExportFixture().With("dns.log", "#fields\tts\tid.orig_h\tquery\n" + lines);
        var tally = (await folder.ReadAsync()).Single.Tally;
        Assert.Equal(1000, tally.RowsRead);
        Assert.Equal(TimeSpan.FromSeconds(999), tally.To - tally.From);
    }
}
