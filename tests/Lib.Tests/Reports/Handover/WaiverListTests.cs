using TikTokBan.Ledger;
using TikTokBan.Reports.Handover;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Sharing;
using TikTokBan.Tenants;
using TikTokBan.Tests.Waivers;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Reports.Handover;

public sealed class WaiverListTests : IAsyncLifetime
{
    private static readonly string[] All = [.. WaiverColumns.All.Select(column => column.Name)];

    private readonly string _folder = Directory.CreateTempSubdirectory("waiver-list-").FullName;
    private readonly StandingClock _time = new(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1));
    private HandoverTenant _tenant = null!;

    private WaiverListTarget Target => new(_tenant.Session, _tenant.Site, "Waivers");

    private FakeList List => _tenant.Sharing.Sites[0].Lists.Single(list => list.Name == "Waivers");

    public async Task InitializeAsync() => _tenant = await HandoverTenant.StartAsync();

    public async Task DisposeAsync()
    {
        await _tenant.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(11)]
    public async Task The_way_to_a_list_and_back_loses_nothing(int siteHours)
    {
        _tenant.Sharing.SiteHours = siteHours;
        var waivers = await RegisteredAsync(Register("a"));

        var exported = await WaiverList.ExportAsync(Target, waivers);

        Assert.Equal((true, 4), (exported.WasMade, exported.Count(ExportedWaiverState.Added)));
        var (list, _) = await SharePointList.OpenAsync(new SharePointClient(_tenant.Session), SiteAddress.Parse(_tenant.Site, TenantCloud.Global), "waivers", null, CancellationToken.None);
        var rows = await list.ReadAsync(CancellationToken.None);
        Assert.Equal(waivers.Select(waiver => WaiverRow.Of(waiver).Values), rows.Select(row => row.Values));
        Assert.All(await WaiverList.ImportAsync(Target, Import(Register("a"))), item => Assert.Equal(ImportedWaiverState.AlreadyRegistered, item.State));

        var imported = await WaiverList.ImportAsync(Target, Import(Register("b")));
        Assert.Equal([ImportedWaiverState.Registered, ImportedWaiverState.Registered, ImportedWaiverState.Past, ImportedWaiverState.Registered], imported.Select(item => item.State));
        foreach (var waiver in await Register("b").ListAsync())
            Assert.Empty(WaiverRow.Of(waiver).Differences(WaiverRow.Of(waivers.Single(known => known.Id == waiver.Id)), all: false));
    }

    [Fact]
    public async Task Every_field_of_a_waiver_has_a_column()
    {
        var fields = typeof(Waiver).GetProperties().Select(property => property.Name).Except(["Facts", "Revocation"]).Concat(typeof(WaiverRevocation).GetProperties().Select(property => "Revoked" + property.Name)).Order(StringComparer.Ordinal);
        var columns = All.Select(name => name == WaiverColumns.Id ? "Id" : char.ToUpperInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal);

        Assert.Equal(fields, columns);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_second_export_changes_only_what_differs_and_deletes_nothing()
    {
        var register = Register("a");
        await WaiverList.ExportAsync(Target, await RegisteredAsync(register));
        List.Items.Add(new FakeListItem(99) { Fields = new() { ["Title"] = "WL-OTHER" } });
        List.Items[0].Fields["motive"] = "something else";
        await register.RevokeAsync("WL-2026-0002", "ada@agency.example", "No longer needed");
        _tenant.Server.Log.Clear();

        var exported = await WaiverList.ExportAsync(Target, await register.ListAsync());

        Assert.Equal((false, 0, 2, 2), (exported.WasMade, exported.Count(ExportedWaiverState.Added), exported.Count(ExportedWaiverState.Updated), exported.Count(ExportedWaiverState.Unchanged)));
        Assert.Equal(["motive"], exported.Waivers[0].Columns);
        Assert.Equal(["99"], exported.Others);
        Assert.Equal(2, _tenant.Server.Log.Requests.Count(request => request.Method != "GET"));
        Assert.Equal(5, List.Items.Count);
        Assert.Equal(0, (await WaiverList.ExportAsync(Target, await register.ListAsync())).Count(ExportedWaiverState.Updated));
    }

    [Fact]
    public async Task What_the_list_says_otherwise_is_told_and_the_register_stays()
    {
        var register = Register("a");
        await WaiverList.ExportAsync(Target, await RegisteredAsync(register));
        List.Items[0].Fields["expires"] = "2030-01-01T00:00:00Z";

        var imported = await WaiverList.ImportAsync(Target, Import(register));

        Assert.Equal(ImportedWaiverState.Changed, imported[0].State);
        Assert.StartsWith("Item 1 (WL-2026-0001): it is registered, and the list differs in expires", imported[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2027, 1, 31), (await register.ListAsync())[0].Expires);
    }

    [Theory]
    [InlineData("grantor", "hanne.dhooghe@agentschap.example", "four eyes")]
    [InlineData("Title", null, "Item 1: it has no id")]
    [InlineData("Title", "W 1", "can't be a waiver's id")]
    [InlineData("kind", null, "needs its kind")]
    [InlineData("expires", null, "needs its expiry")]
    [InlineData("directive", null, "it names no directive")]
    [InlineData("directive", "nowhere", "nowhere")]
    [InlineData("conditions", "bluetooth=yes", "the condition 'bluetooth' is not known")]
    [InlineData("conditions", "wifi=perhaps", "neither yes nor no")]
    [InlineData("application", "tiktak", "no application 'tiktak'")]
    [InlineData("motive", "one\ntwo", "on one line")]
    public async Task An_item_that_cannot_be_registered_is_told_by_its_number_and_the_others_are(string column, string? value, string sentence)
    {
        await WaiverList.ExportAsync(Target, await RegisteredAsync(Register("a")));
        List.Items[0].Fields[column] = value;

        var imported = await WaiverList.ImportAsync(Target, Import(Register("b")));

        Assert.Equal(ImportedWaiverState.Refused, imported[0].State);
        Assert.StartsWith("Item 1", imported[0].Sentence, StringComparison.Ordinal);
        Assert.Contains(sentence, imported[0].Sentence, StringComparison.Ordinal);
        Assert.Equal(2, (await Register("b").ListAsync()).Count);
    }

    [Fact]
    public async Task Nothing_is_registered_that_was_not_agreed_to()
    {
        await WaiverList.ExportAsync(Target, await RegisteredAsync(Register("a")));
        var asked = new List<string>();

        var imported = await WaiverList.ImportAsync(Target, Import(Register("b")) with
        {
            Agree = (id, line) =>
            {
                asked.Add(line);
                return Task.FromResult(id == "WL-2026-0002");
            },
        });

        Assert.Equal(["WL-2026-0002"], (await Register("b").ListAsync()).Select(waiver => waiver.Id));
        Assert.Equal(2, imported.Count(item => item.State == ImportedWaiverState.Left));
        Assert.StartsWith("WL-2026-0001 for hanne.dhooghe@agentschap.example until 2027-01-31 under agency-716", asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_fail_lose_and_double_nothing()
    {
        var waivers = await RegisteredAsync(Register("a"));
        _tenant.Server.Faults.EachKindOnce(new FaultRule(FaultKind.LostAnswer), new FaultRule(FaultKind.Throttle) { RetryAfter = "1" }, new FaultRule(FaultKind.DuplicateRows), new FaultRule(FaultKind.LateError) { Status = 504 });

        Assert.Equal(4, (await WaiverList.ExportAsync(Target, waivers)).Count(ExportedWaiverState.Added));
        List.Items[0].Fields["motive"] = "something else";
        Assert.Equal(1, (await WaiverList.ExportAsync(Target, waivers)).Count(ExportedWaiverState.Updated));

        Assert.Equal(waivers.Select(waiver => waiver.Id), List.Items.Select(item => (string?)item.Fields["Title"]));
        Assert.Single(_tenant.Sharing.Sites[0].Lists);
    }

    [Fact]
    public async Task Items_come_in_pages_and_an_item_that_is_changed_meanwhile_stays()
    {
        var waivers = Enumerable.Range(1, 1_100).Select(number => Sample with { Id = $"W-{number}" }).ToList();
        await WaiverList.ExportAsync(Target, waivers);
        _tenant.Server.Log.Clear();
        List.Items[1_050].Fields["motive"] = "something else";
        _tenant.Server.Log.Received = request =>
        {
            if (request.Method == "PATCH")
                List.Items[1_050].Version++;
        };

        var refusal = await Assert.ThrowsAsync<TenantException>(() => WaiverList.ExportAsync(Target, waivers));

        Assert.Contains("was changed there by somebody else meanwhile", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("something else", (string?)List.Items[1_050].Fields["motive"]);
        Assert.Equal(2, _tenant.Server.Log.Requests.Count(request => request.Kind.EndsWith("/items", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_list_does_not_take_and_a_list_that_is_none_are_told()
    {
        var exported = await WaiverList.ExportAsync(Target, [Sample with { ApprovedBy = new string('x', 256) }]);
        Assert.Equal(ExportedWaiverState.Refused, Assert.Single(exported.Waivers).State);
        Assert.Contains("approvedBy has more than 255 characters", exported.Waivers[0].Problem, StringComparison.Ordinal);

        Assert.Contains("has no list 'Others'; check its name", (await Assert.ThrowsAsync<UnusableInputException>(() => WaiverList.ImportAsync(Target with { List = "Others" }, Import(Register("a"))))).Message, StringComparison.Ordinal);
        List.Columns.Remove("kind");
        List.Columns.Remove("motive");
        Assert.Contains("it lacks the columns kind, motive", (await Assert.ThrowsAsync<UnusableInputException>(() => WaiverList.ImportAsync(Target, Import(Register("a"))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_may_not_be_made_is_told()
    {
        _tenant.Sharing.Sites[0].GrantedRole = "write";
        var refusal = await Assert.ThrowsAsync<TenantException>(() => WaiverList.ExportAsync(Target, [Sample]));
        Assert.Equal(TenantFailure.Denied, refusal.Failure);
        Assert.StartsWith("The list 'Waivers' can't be reached", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Holder")]
    [InlineData("fr", "Bénéficiaire")]
    [InlineData("nl", "Houder")]
    [InlineData("de", "Inhaber")]
    public async Task Columns_are_named_in_the_language_that_is_asked_for(string language, string title)
    {
        await WaiverList.ExportAsync(Target with { Language = language }, []);
        Assert.Equal(title, (string?)List.Columns["holder"]["displayName"]);
    }

    private static Waiver Sample => new()
    {
        Id = "W-1",
        Holder = "an@agency.example",
        Directive = "agency-716",
        DirectiveHash = "0",
        Kind = "operational",
        Approver = "head",
        ApprovedBy = "Ada Ash",
        Grantor = "ada@agency.example",
        Motive = "Press",
        ValidFrom = new DateOnly(2026, 1, 1),
        Expires = new DateOnly(2027, 1, 1),
        GrantedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private WaiverRegister Register(string ledger) => new(new EvidenceLedger(LedgerLocation.Parse(Path.Combine(_folder, ledger + ".db"))), _time);

    private static WaiverImport Import(WaiverRegister register) => new()
    {
        Register = register,
        Directives = id => id == WaiverSamples.Own.Id ? WaiverSamples.Own : throw new UnusableInputException($"there is no directive '{id}'"),
        Applications = WaiverSamples.Applications,
    };

    // One with everything, one with little, one that was taken back, and one that begins later.
    private static async Task<IReadOnlyList<Waiver>> RegisteredAsync(WaiverRegister register)
    {
        async Task AddAsync(WaiverGrant grant) => await register.GrantAsync(grant, WaiverSamples.Own, WaiverSamples.Applications);
        await AddAsync(WaiverSamples.Grant with { Motive = "=Deuil & <b>« été »</b>; a|b", Evidence = "DOS-117" });
        await AddAsync(WaiverSamples.Grant with { Holder = null, Serial = null, DeviceId = "716e0000-0000-4000-8000-000000000001", Application = null, Evidence = null, Documented = null, Conditions = new Dictionary<string, bool>() });
        await AddAsync(WaiverSamples.Grant with { Serial = "SN-3" });
        await register.RevokeAsync("WL-2026-0003", "Ada Ash", "It ended");
        await AddAsync(WaiverSamples.Grant with { Serial = "SN-4", ValidFrom = new DateOnly(2026, 12, 1), Expires = new DateOnly(2027, 3, 28) });
        return await register.ListAsync();
    }
}
