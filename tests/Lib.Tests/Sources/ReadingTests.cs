using System.Globalization;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Sources;

/// <summary>What a row of each shape says.</summary>
public sealed class ReadingTests
{
    private const string Device = "13aeb66c-be68-4e2f-ba6b-6822bf535f72";
    private const string Zero = "00000000-0000-0000-0000-000000000000";

    [Fact]
    public async Task Inventory_says_which_device_has_it()
    {
        var read = await Read("inv.csv", $"ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceId,DeviceName,Platform,UserId,EmailAddress,UserName\nk,Teams,Microsoft,1,{Device},PC-1,Windows,{Device},a@authority.example,Ann\nk,TikTok,,41.3,{{{Device.ToUpperInvariant()}}},PC-1,MacOS,{Zero},a@authority.example,Ann\nk,TikTok,,41.3,,,IOS,,,\n");
        Assert.Equal(2, read.Tally.RowsRead);
        Assert.Equal(4, Assert.Single(read.Rejected).Line);
        var found = Assert.Single(read.Observations);
        Assert.Equal((Conduct.Installed, IndicatorKind.Name, "TikTok", "41.3"), (found.Conduct, found.Kind, found.Value, found.Version));
        Assert.Equal(new DeviceKeys(IntuneId: Device, Name: "PC-1"), found.Device);
        Assert.Equal(new PersonKeys(Mail: "a@authority.example"), found.Person);
        Assert.NotNull(found.Doubt);
        Assert.Equal("inv.csv:3", found.Reference);
    }

    [Theory]
    [InlineData("""{"values":[{"ApplicationKey":"k","ApplicationName":"TikTok","DeviceId":"D","DeviceName":"PC","Platform":"IOS","Platform_loc":"iOS"},]}""")]
    [InlineData("""[{"ApplicationKey":"k","ApplicationName":"TikTok","DeviceId":"D","DeviceName":"PC","Platform":"IOS"}]""")]
    [InlineData("""{"ApplicationKey":"k","ApplicationName":"TikTok","DeviceId":"D","DeviceName":"PC","Platform":"IOS"}""")]
    public async Task Inventory_comes_as_json_too(string text)
    {
        var read = await Read("inv.json", text);
        Assert.Equal(("mdm.inventory", "D"), (read.Kind, Assert.Single(read.Observations).Device.IntuneId));
    }

    [Fact]
    public async Task Counts_name_no_device()
    {
        var read = await Read("detected.json", """{"value":[{"@odata.type":"#microsoft.graph.detectedApp","id":"x","displayName":"TikTok","version":"1","deviceCount":11,"platform":"ios"},{"displayName":"Teams","deviceCount":500,"platform":"ios"}]}""");
        var count = Assert.IsType<ApplicationCountRecord>(Assert.Single(read.Records));
        Assert.Equal((11L, "ios", "mdm.inventory-aggregate"), (count.Devices, count.Platform, read.Kind));
    }

    [Fact]
    public async Task Devices_of_Intune_keep_their_keys_and_lose_their_zeros()
    {
        var read = await Read("devices.csv", $"DeviceId,DeviceName,OwnerType,OwnerType_loc,OS,OSVersion,Model,SerialNumber,IMEI,ReferenceId,LastContact,UPN,SupervisedStatus\n{Device},iPad,1,Company,iOS,18.1,iPad Pro,SN1,0,{Zero},2026-11-16 07:23:23.0000000,a@authority.example,True\n{Device},Phone,2,Personal,Android,15,SM-A556B,0,123456789012345,{Device},0001-01-01 00:00:00.0000000,,\n,nameless,,,,,,,,,,,\n");
        var devices = read.Records.Cast<DeviceRecord>().ToList();
        Assert.Equal(new DeviceKeys(IntuneId: Device, Serial: "SN1", Name: "iPad"), devices[0].Keys);
        Assert.Equal(("ipados", DeviceType.Tablet, "company", true), (devices[0].Platform, devices[0].Type, devices[0].Ownership, devices[0].Supervised));
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 7, 23, 23, TimeSpan.Zero), devices[0].LastContact);
        Assert.Equal(("android", DeviceType.Phone, "personal", (DateTimeOffset?)null), (devices[1].Platform, devices[1].Type, devices[1].Ownership, devices[1].LastContact));
        Assert.Equal(Device, devices[1].Keys.EntraDeviceId);
        Assert.Single(read.Rejected);
    }

    [Fact]
    public async Task An_install_state_is_an_observation_only_where_the_application_is_named()
    {
        var bare = await Read("s.csv", $"DeviceId,DeviceName,AppInstallState,LastModifiedDateTime\n{Device},PC,1,2026-11-14 14:54:14\n");
        Assert.Equal("installed", Assert.IsType<InstallStatusRecord>(Assert.Single(bare.Records)).State);
        var named = await Read("s.csv", $"DeviceId,DeviceName,AppInstallState,ApplicationName\n{Device},PC,1,TikTok\n{Device},PC,3,TikTok\n");
        Assert.Equal(["installed", "notInstalled"], named.Records.OfType<InstallStatusRecord>().Select(status => status.State));
        Assert.Single(named.Observations);
    }

    [Fact]
    public async Task Software_inventory_comes_with_a_schema_in_either_case()
    {
        foreach (var (schema, results) in new[] { ("schema", "results"), ("Schema", "Results") })
        {
            var read = await Read("h.json", $$"""{"{{schema}}":[{"Name":"DeviceId","Type":"String"}],"{{results}}":[{"DeviceId":"AB12","DeviceName":"pc","OSPlatform":"Windows11","SoftwareVendor":"tiktok","SoftwareName":"tiktok_pte_ltd","SoftwareVersion":"1"}]}""");
            Assert.Equal("ab12", Assert.Single(read.Observations).Device.DefenderId);
        }
    }

    [Fact]
    public async Task Rows_that_are_arrays_follow_their_schema()
    {
        var read = await Read("r.json", $$"""{"TotalRowCount":1,"Schema":[{"Column":"DeviceId","PropertyType":"String"},{"Column":"AppInstallState","PropertyType":"Int32"}],"Values":[["{{Device}}",4],["one"]]}""");
        Assert.Equal("uninstallFailed", Assert.IsType<InstallStatusRecord>(Assert.Single(read.Records)).State);
        Assert.Single(read.Rejected);
    }

    [Fact]
    public async Task People_come_with_all_their_addresses()
    {
        var read = await Read("users.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"id":"{{Device}}","userPrincipalName":"a@authority.example","mail":"ann@authority.example","proxyAddresses":["SMTP:ann@authority.example","smtp:a.old@authority.example","SIP:a@authority.example"],"otherMails":["x@post.example"],"accountEnabled":false},{"@removed":{"reason":"deleted"},"id":"{{Device}}"},{"displayName":"nobody"}]}""");
        var person = Assert.IsType<PersonRecord>(Assert.Single(read.Records));
        Assert.Equal(["a.old@authority.example", "x@post.example"], person.Addresses);
        Assert.False(person.Enabled);
        Assert.Equal((2L, 1L), (read.Tally.RowsRead, read.Tally.RowsRejected));
    }

    [Fact]
    public async Task Groups_and_devices_of_the_directory_name_members_and_owners()
    {
        var groups = await Read("g.json", $$"""{"@odata.context":"https://x/$metadata#groups(id,displayName)","value":[{"id":"{{Device}}","displayName":"G","members":[{"id":"u1","userPrincipalName":"a@authority.example"},{"id":"u2"}]},{"id":"{{Device}}","displayName":"Empty"}]}""");
        Assert.Equal(["u1", "u2", null], groups.Records.Cast<MembershipRecord>().Select(member => member.Member.UserId));
        var devices = await Read("d.json", $$"""{"value":[{"id":"o","deviceId":"{{Device}}","displayName":"PC","operatingSystem":"Windows","trustType":"AzureAd","deviceOwnership":"Company","isManaged":true,"registeredOwners":[{"id":"u1","userPrincipalName":"a@authority.example"}]}]}""");
        var device = Assert.IsType<DeviceRecord>(Assert.Single(devices.Records));
        Assert.Equal((Device, "u1", "company", true), (device.Keys.EntraDeviceId, device.User.UserId, device.Ownership, device.Managed));
    }

    [Fact]
    public async Task A_grant_counts_when_the_application_is_covered()
    {
        using var folder = new ExportFixture()
            .With("a-grants.json", """{"value":[{"clientId":"sp1","consentType":"Principal","principalId":"u1"},{"clientId":"sp2","consentType":"Principal","principalId":"u2"},{"clientId":"sp3","consentType":"AllPrincipals"},{"clientId":"sp4","consentType":"Principal","principalId":"u4"},{"clientId":"other","consentType":"Principal","principalId":"u5"}]}""")
            .With("z-apps.json", """{"value":[{"id":"sp1","appId":"a1","displayName":"Ads","servicePrincipalType":"Application","verifiedPublisher":{"displayName":"TikTok Pte. Ltd."}},{"id":"sp2","displayName":"TikTok","servicePrincipalType":"Application"},{"id":"sp3","displayName":"Y","servicePrincipalType":"Application","replyUrls":["https://www.tiktok.com/callback"]},{"id":"sp4","displayName":"TikTok","servicePrincipalType":"Application","replyUrls":["https://tiktok.com.evil.example/callback"]},{"id":"other","displayName":"Teams","servicePrincipalType":"Application"}]}""")
            .With("signins.csv", "Date (UTC),User ID,Username,Application,Application ID ,IP address,Status,Sign-in error code,Client app\n2026-11-15T09:56:46Z,u1,a@authority.example,Ads,a1,198.51.100.1,Success,0,Browser\n2026-11-15T09:57:46Z,u1,a@authority.example,Ads,a1,198.51.100.1,Failure,50126,Browser\n");
        var read = await folder.ReadAsync();
        Assert.Equal(
            [("u1", MatchOutcome.Covered), ("u2", MatchOutcome.Review), (null, MatchOutcome.Covered), ("u4", MatchOutcome.Suspicious)],
            read.Files[0].Observations.Select(found => (found.Person.UserId, found.Match.Outcome)));
        Assert.Equal(4, read.Files[2].Records.Count);
        Assert.Equal("198.51.100.1", Assert.Single(read.Files[1].Observations).ClientAddress);
    }

    [Fact]
    public async Task Mail_of_an_account_is_told_from_the_rest()
    {
        var read = await Read("t.csv", "Received,SenderAddress,RecipientAddress,Subject,Status\n15/11/2026 10:00:00,register@account.tiktok.com,a@authority.example,s,Delivered\n15/11/2026 10:00:00,register@account.tiktok.com,b@authority.example,s,Failed\n15/11/2026 10:00:00,notification@service.tiktok.com,c@authority.example,s,Delivered\n15/11/2026 10:00:00,newsletter@service.tiktok.com,d@authority.example,s,Delivered\n15/11/2026 10:00:00,x@y.example,d@authority.example,s,Delivered\n");
        Assert.Equal([("a@authority.example", MatchOutcome.Covered), ("c@authority.example", MatchOutcome.Review)], read.Observations.Select(found => (found.Person.Mail, found.Match.Outcome)));
        Assert.Equal(new DateTimeOffset(2026, 11, 15, 10, 0, 0, TimeSpan.Zero), read.Observations[0].ObservedAt);
        Assert.Equal(5, read.Tally.RowsRead);
    }

    [Fact]
    public async Task A_historical_search_has_all_recipients_in_one_cell()
    {
        var read = await Read("h.csv", "origin_timestamp_utc,sender_address,recipient_status,message_subject\n2026-11-01T08:00:00.000Z,register@account.tiktok.com,\"a@authority.example##Receive, Deliver;b@authority.example##Receive, Fail;c@authority.example##Receive, Deliver\",s\n");
        Assert.Equal(["a@authority.example", "c@authority.example"], read.Observations.Select(found => found.Person.Mail));
    }

    [Fact]
    public async Task Mail_that_failed_DMARC_is_suspicious()
    {
        var read = await Read("e.csv", "Timestamp,SenderFromAddress,RecipientEmailAddress,DeliveryAction,AuthenticationDetails\n2026-11-01T08:00:00Z,register@account.tiktok.com,a@authority.example,Delivered,\"{\"\"SPF\"\":\"\"pass\"\",\"\"DMARC\"\":\"\"fail\"\"}\"\n2026-11-01T08:00:00Z,register@account.tiktok.com,b@authority.example,Blocked,\n2026-11-01T08:00:00Z,register@account.tiktok.com,c@authority.example,Blocked,\"{\"\"DMARC\"\":\"\"fail\"\"}\"\n");
        Assert.Equal([("a@authority.example", MatchOutcome.Suspicious, true), ("c@authority.example", MatchOutcome.Suspicious, true)], read.Observations.Select(found => (found.Person.Mail, found.Match.Outcome, found.Personal)));
    }

    [Fact]
    public async Task Network_events_tell_the_application_from_a_browser()
    {
        var read = await Read("n.csv", "Timestamp,DeviceId,DeviceName,ActionType,RemoteIP,RemoteUrl,InitiatingProcessFileName,InitiatingProcessAccountUpn\nt,D1,pc,ConnectionSuccess,1.2.3.4,www.tiktok.com,msedge.exe,a@authority.example\nt,D1,pc,ConnectionSuccess,1.2.3.4,https://www.tiktok.com:443/x,TikTok.exe,\nt,D1,pc,ConnectionSuccess,1.2.3.4,www.tiktok.com,svchost.exe,\nt,D1,pc,ConnectionSuccess,1.2.3.4,analytics.tiktok.com,chrome.exe,\nt,D1,pc,ConnectionSuccess,71.18.247.10,,svchost.exe,\nt,D1,pc,ConnectionSuccess,71.18.247.10,other.example,svchost.exe,\n");
        Assert.Equal(
            [(Conduct.Web, MatchOutcome.Covered), (Conduct.Used, MatchOutcome.Covered), (Conduct.Traffic, MatchOutcome.Covered), (Conduct.Web, MatchOutcome.Review), (Conduct.Traffic, MatchOutcome.Review)],
            read.Observations.Select(found => (found.Conduct, found.Match.Outcome)));
    }

    [Fact]
    public async Task A_click_counts_when_it_went_through()
    {
        var read = await Read("c.csv", "Timestamp,Url,ActionType,AccountUpn,IsClickedThrough\nt,https://vm.tiktok.com/abc,ClickAllowed,a@authority.example,False\nt,https://vm.tiktok.com/abc,ClickBlocked,b@authority.example,False\nt,https://vm.tiktok.com/abc,ClickBlocked,c@authority.example,True\n");
        Assert.Equal(["a@authority.example", "c@authority.example"], read.Observations.Select(found => found.Person.UserPrincipalName));
    }

    [Fact]
    public async Task Logs_name_the_client()
    {
        var squid = await Read("access.log", "1731628800.123    180 10.0.0.5 TCP_MISS/200 411 GET http://example.org/ - HIER_DIRECT/1.2.3.4 text/html\n1731628801.123      5 10.0.0.6 TCP_TUNNEL/200 9 CONNECT www.tiktok.com:443 a@authority.example HIER_DIRECT/1.2.3.4 -\nnot a line\n1731628802.000 0 10.0.0.7 TCP_DENIED/403 9 CONNECT www.tiktok.com:443 - HIER_NONE/- text/html\n");
        Assert.Equal([("10.0.0.6", "a@authority.example", false), ("10.0.0.7", null, true)], squid.Observations.Select(found => (found.ClientAddress, found.Person.UserPrincipalName, found.Doubt is not null)));
        Assert.Equal(3, Assert.Single(squid.Rejected).Line);
        Assert.Equal(3, squid.Tally.RowsRead);

        var dns = await Read("dns.log", "#separator \\x09\n#path\tdns\n#fields\tts\tuid\tid.orig_h\tid.resp_h\tquery\n#types\ttime\tstring\taddr\taddr\tstring\n1731628800.5\tC1\t10.0.0.5\t71.18.247.10\texample.org\n1731628801.5\tC2\t10.0.0.6\t9.9.9.9\twww.tiktok.com\n#close\t2026-11-15\n");
        Assert.Equal(("10.0.0.6", "dns.log:6"), (Assert.Single(dns.Observations).ClientAddress, dns.Observations[0].Reference));
        Assert.Empty(dns.Rejected);
        Assert.Equal(2024, dns.Tally.From!.Value.Year);

        var tls = await Read("ssl.log", "#fields\tts\tid.orig_h\tid.resp_h\tserver_name\n1731628800.5\t10.0.0.5\t71.18.247.10\t-\n1731628800.5\t10.0.0.5\t71.18.247.10\texample.org\n");
        Assert.Equal((IndicatorKind.Address, MatchOutcome.Review), (Assert.Single(tls.Observations).Kind, tls.Observations[0].Match.Outcome));

        var json = await Read("ssl.json", "{\"ts\":1731628800.5,\"id.orig_h\":\"10.0.0.5\",\"server_name\":\"v16.tiktokcdn.com\"}\n{\"ts\":1731628800.5,\"id.orig_h\":\"10.0.0.5\"}\n");
        Assert.Equal(("network.tls", 1), (json.Kind, json.Observations.Count));
    }

    [Fact]
    public async Task The_funding_register_reads_as_Belgians_write()
    {
        var read = await Read("r.csv", "serial;imei;purchase;subscription;use;owner;issued;valid_from;valid_to\nS1;;full;50 %;17,50;service;oui;1/03/2024;2025-02-28\nS2;;0;;rien;persoonlijk;nee;;\nS3;;maybe;;;;;;\nS4;;full;;;;;31/02/2024;\n;;full;;;;;;\n");
        var funding = read.Records.Cast<FundingRecord>().ToList();
        Assert.Equal(new PayerFacts { Purchase = Payer.Full, Subscription = Payer.Part, Use = Payer.Part }, funding[0].Payer);
        Assert.Equal((DeviceOwner.Service, true, new DateOnly(2024, 3, 1), new DateOnly(2025, 2, 28)), (funding[0].Owner, funding[0].Issued, funding[0].From, funding[0].To));
        Assert.Equal(new PayerFacts { Purchase = Payer.None, Subscription = null, Use = Payer.None }, funding[1].Payer);
        Assert.Equal([4L, 5L, 6L], read.Rejected.Select(row => row.Line));
        Assert.Contains("maybe", read.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_waiver_register_keeps_what_is_unknown_unknown()
    {
        var read = await Read("w.csv", "id;holder_upn;serial;application;kind;approver;granted_by;documented;blanket;valid_from;expires;revoked;single_purpose;wifi\nW1;a@authority.example;;TikTok;operational;Head;x;yes;;1/2/2026;31/1/2027;;ja;\nW2;;;;because;head;;;;;;;;\n;;;;operational;head;;;;;;;;\n");
        var waiver = Assert.IsType<WaiverRecord>(Assert.Single(read.Records));
        Assert.Equal(("tiktok", "operational", "head", true, (bool?)null), (waiver.Application, waiver.Facts.Kind, waiver.Facts.Approver, waiver.Facts.Documented, waiver.Facts.Blanket));
        Assert.Equal(("singlePurpose", true), (Assert.Single(waiver.Facts.Conditions!).Key, waiver.Facts.Conditions!["singlePurpose"]));
        Assert.Equal(new DateOnly(2027, 1, 31), waiver.Facts.Expires);
        Assert.Equal(2, read.Rejected.Count);
    }

    [Theory]
    [InlineData("15/11/2026 9:00:00", "2026-04-03")]
    [InlineData("11/15/2026 9:00:00", "2026-03-04")]
    [InlineData("2/2/2026 9:00:00", null)]
    public async Task A_date_that_could_be_two_is_read_as_the_other_rows_of_its_column_show(string other, string? expected)
    {
        var read = await Read("t.csv", $"Received,SenderAddress,RecipientAddress,Status\n3/4/2026 10:00:00,register@account.tiktok.com,a@authority.example,Delivered\n{other},x@y.example,b@authority.example,Delivered\n");

        Assert.Equal(expected, Assert.Single(read.Records.OfType<Observation>()).ObservedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Dates_that_contradict_one_another_tell_no_order()
    {
        var read = await Read("t.csv", "Received,SenderAddress,RecipientAddress,Status\n3/4/2026 10:00:00,register@account.tiktok.com,a@authority.example,Delivered\n15/11/2026 9:00:00,x@y.example,b@authority.example,Delivered\n11/15/2026 9:00:00,x@y.example,b@authority.example,Delivered\n");

        Assert.Null(Assert.Single(read.Records.OfType<Observation>()).ObservedAt);
    }

    [Theory]
    [InlineData("2026-11-16T07:23:23Z", "2026-11-16T07:23:23")]
    [InlineData("2016-12-31T23:59:43.797191-08:00", "2017-01-01T07:59:43.797191")]
    [InlineData("15/11/2026 10:00:00", "2026-11-15T10:00:00")]
    [InlineData("11/15/2026, 10:00:00 AM", "2026-11-15T10:00:00")]
    [InlineData("3/4/2026 10:00:00", null)]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("2026-13-45T99:00:00Z", null)]
    [InlineData("yesterday", null)]
    public async Task A_time_is_read_only_where_it_is_certain(string text, string? expected)
    {
        var read = await Read("t.csv", $"Received,SenderAddress,RecipientAddress,Status\n\"{text}\",register@account.tiktok.com,a@authority.example,Delivered\n");
        var time = Assert.Single(read.Observations).ObservedAt;
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected + "Z", System.Globalization.CultureInfo.InvariantCulture), time);
    }

    [Fact]
    public async Task A_header_may_say_how_its_dates_are_written()
    {
        var read = await Read("t.csv", "Received (d/m/yyyy),SenderAddress,RecipientAddress,Status\n3/4/2026 10:00:00,register@account.tiktok.com,a@authority.example,Delivered\n");
        Assert.Equal(4, Assert.Single(read.Observations).ObservedAt!.Value.Month);
    }

    private static async Task<ReadFile> Read(string name, string text)
    {
        using var folder = new ExportFixture().With(name, text);
        var read = await folder.ReadAsync();
        Assert.Empty(read.Unrecognised);
        return read.Single;
    }
}
