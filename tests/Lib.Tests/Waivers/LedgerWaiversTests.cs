using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Sources;
using TikTokBan.Tests.Exposures;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

/// <summary>From a granted waiver to the verdict of a scan.</summary>
public sealed class LedgerWaiversTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 16);

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-waivers-").FullName;
    private readonly StandingClock _clock = new(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1));
    private readonly World _world = new();

    private EvidenceLedger Ledger => new(LedgerLocation.Parse(Path.Combine(_folder, "ledger.db")));

    private WaiverRegister Register => new(Ledger, _clock);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("an@agency.example", null, null)]
    [InlineData("AN@agency.example", World.PhoneSerial, null)]
    [InlineData(null, World.PhoneSerial, null)]
    [InlineData(null, null, World.Phone)]
    public async Task A_granted_waiver_exempts_its_holder_or_device_alone(string? holder, string? serial, string? deviceId)
    {
        await Grant(Exempting with { Holder = holder, Serial = serial, DeviceId = deviceId });

        var verdicts = await Scan(WaiverSamples.Own);

        Assert.Equal(Verdict.Exempt, verdicts[World.Phone]);
        Assert.Equal(Verdict.Violation, verdicts[World.Laptop]);
    }

    [Fact]
    public async Task Revoked_expired_unbegun_unmet_and_other_people_s_waivers_exempt_nobody()
    {
        var id = (await Grant(Exempting)).Waiver.Id;
        Assert.Equal(Verdict.Exempt, (await Scan(WaiverSamples.Own))[World.Phone]);
        Assert.Equal(Verdict.Violation, (await Scan(WaiverSamples.Own, Exempting.Expires!.Value.AddDays(1)))[World.Phone]);
        Assert.Equal(Verdict.Violation, (await Scan(WaiverSamples.Own, Today.AddDays(-1)))[World.Phone]);

        await Register.RevokeAsync(id, "jan@agency.example", "no longer needed");
        Assert.Equal(Verdict.Violation, (await Scan(WaiverSamples.Own))[World.Phone]);

        await Grant(Exempting with { Conditions = new Dictionary<string, bool> { ["singlePurpose"] = true, ["wifi"] = true } });
        await Grant(Exempting with { Approver = "other" });
        await Grant(Exempting with { Application = "douyin" });
        await Grant(Exempting with { Holder = "cis@agency.example", Serial = null });
        Assert.Equal(Verdict.Violation, (await Scan(WaiverSamples.Own))[World.Phone]);
    }

    [Fact]
    public async Task Under_the_federal_ban_itself_a_waiver_is_for_review_and_one_of_another_directive_is_nothing()
    {
        await Grant(Exempting);
        Assert.Equal(Verdict.Violation, (await Scan(WaiverSamples.Federal))[World.Phone]);

        await Register.GrantAsync(Exempting with { WithoutEffect = true }, WaiverSamples.Federal, WaiverSamples.Applications);
        Assert.Equal(Verdict.Review, (await Scan(WaiverSamples.Federal))[World.Phone]);
    }

    [Fact]
    public async Task It_stands_beside_the_register_that_is_kept_as_a_file()
    {
        await Grant(Exempting with { Approver = "other" });
        var line = new WaiverRecord
        {
            Reference = "waivers.csv:2",
            Id = "W-2026-001",
            Holder = new PersonKeys(UserPrincipalName: "an@agency.example"),
            Facts = WaiverSamples.Terms(Exempting).Facts with { Expires = Today },
        };
        _world.Waivers = [line];

        // The one that exempts counts, although the other one ends later.
        Assert.Equal(Verdict.Exempt, (await Scan(WaiverSamples.Own))[World.Phone]);
    }

    [Fact]
    public async Task A_ledger_without_waivers_is_no_source_so_that_it_proves_nothing()
    {
        Assert.Null(await LedgerWaivers.OpenAsync(Ledger, "agency-716"));
        Assert.False(File.Exists(Path.Combine(_folder, "ledger.db")));
        await Grant(Exempting);
        Assert.Null(await LedgerWaivers.OpenAsync(Ledger, "be-federal-716"));
        var source = await LedgerWaivers.OpenAsync(Ledger, "agency-716");
        Assert.Equal(("ledger", "waivers.register"), (source!.Location, source.Descriptor.Id));
    }

    private static WaiverGrant Exempting => WaiverSamples.Grant with { Holder = "an@agency.example", Serial = null, ValidFrom = Today };

    private Task<GrantedWaiver> Grant(WaiverGrant grant) => Register.GrantAsync(grant, WaiverSamples.Own, WaiverSamples.Applications);

    private async Task<Dictionary<string, Verdict>> Scan(Directive directive, DateOnly? asOf = null)
    {
        var ledger = await LedgerWaivers.OpenAsync(Ledger, directive.Id);
        List<ISource> sources =
        [
            new ListSource(SourceDescriptors.MdmDevices, "devices.csv",
            [
                World.Device(World.Phone, "PHONE-1", DeviceType.Phone, "ios", "company", World.PhoneSerial, "u1"),
                World.Device(World.Laptop, "LAPTOP-1", DeviceType.Computer, "windows", "company", "C39ZZ0002", "u2"),
            ]),
            new ListSource(SourceDescriptors.DirectoryUsers, "users.json", _world.People),
            new ListSource(SourceDescriptors.MdmInventory, "apps.csv", [World.Installed(World.Phone), World.Installed(World.Laptop)]),
            new ListSource(SourceDescriptors.FundingRegister, "register.csv", [World.Paid(World.PhoneSerial, Payer.Full), World.Paid("C39ZZ0002", Payer.Full)]),
            .. _world.Waivers is { } lines ? [new ListSource(SourceDescriptors.WaiverRegister, "waivers.csv", lines)] : Array.Empty<ISource>(),
            .. ledger is null ? Array.Empty<ISource>() : [ledger],
        ];
        var scan = await ScanOperation.RunAsync(
            new ScanRequest
            {
                Sources = sources,
                Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue),
                Directive = directive,
                Profile = _world.Profile,
                AsOf = asOf ?? Today,
            },
            null,
            CancellationToken.None);
        Assert.DoesNotContain(scan.Coverage, line => line.Problem is not null);
        return scan.Exposures.ToDictionary(exposure => exposure.Device!.Id, exposure => exposure.Verdict);
    }
}
