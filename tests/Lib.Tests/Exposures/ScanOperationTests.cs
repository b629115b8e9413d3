using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Sources;
using TikTokBan.Tests.Sources;

namespace TikTokBan.Tests.Exposures;

public class ScanOperationTests
{
    private readonly World _world = new();

    private static AuthorityProfile CompanyIsPaid { get; } = new()
    {
        Populations = ["be-federal"],
        Assumptions =
        [
            new Assumption(
                "company-paid",
                new LocalText(new Dictionary<string, string> { ["en"] = "Company devices are paid.", ["fr"] = "Les appareils de service sont payés." }),
                new AssumptionCondition { Ownership = ["company"] },
                new DeviceFacts { Payer = new PayerFacts { Purchase = Payer.Full } }),
        ],
    };

    [Fact]
    public async Task A_device_the_register_pays_for_in_part_is_in_violation()
    {
        _world.Inventory.Add(World.Installed(World.Phone));
        _world.Funding.Add(World.Paid(World.PhoneSerial, subscription: Payer.Part));

        var exposure = Assert.Single((await _world.ScanAsync()).Exposures);
        Assert.Equal(Verdict.Violation, exposure.Verdict);
        Assert.Equal("tiktok", exposure.Application);
        Assert.Equal("an@agency.example", exposure.Person!.UserPrincipalName);
        Assert.Equal(Confidence.Confirmed, exposure.Confidence);
        Assert.Equal("apps.csv:2", Assert.Single(exposure.Evidence).Reference);
        Assert.Empty(exposure.Missing);
    }

    [Fact]
    public async Task What_mdm_calls_company_owned_is_not_taken_for_paid()
    {
        _world.Inventory.Add(World.Installed(World.Phone));

        var exposure = Assert.Single((await _world.ScanAsync()).Exposures);
        Assert.Equal(Verdict.Review, exposure.Verdict);
        Assert.Contains("device.payer.purchase", exposure.Missing);
    }

    [Fact]
    public async Task A_declared_assumption_decides_and_is_named_and_counted()
    {
        _world.Profile = CompanyIsPaid;
        _world.Inventory.Add(World.Installed(World.Phone));
        _world.Language = "fr";

        var scan = await _world.ScanAsync();
        var exposure = Assert.Single(scan.Exposures);
        Assert.Equal(Verdict.Violation, exposure.Verdict);
        Assert.Contains(exposure.Reasons, reason => reason.Contains("Les appareils de service sont payés.", StringComparison.Ordinal));
        Assert.Equal(new UsedAssumption("company-paid", "Les appareils de service sont payés.", 1), Assert.Single(scan.Summary.Assumptions));
    }

    [Fact]
    public async Task The_register_outranks_the_assumption()
    {
        _world.Profile = CompanyIsPaid;
        _world.Inventory.Add(World.Installed(World.Phone));
        _world.Funding.Add(World.Paid(World.PhoneSerial, Payer.None, Payer.None, Payer.None));

        var scan = await _world.ScanAsync();
        Assert.NotEqual(Verdict.Violation, Assert.Single(scan.Exposures).Verdict);
        Assert.Empty(scan.Summary.Assumptions);
    }

    [Fact]
    public async Task Without_a_profile_nothing_is_assumed_and_the_facts_that_lack_are_named()
    {
        _world.Profile = AuthorityProfile.Empty;
        _world.Inventory.Add(World.Installed(World.Phone));

        var exposure = Assert.Single((await _world.ScanAsync()).Exposures);
        Assert.Equal(Verdict.Review, exposure.Verdict);
        Assert.Contains("person.population", exposure.Missing);
        Assert.Contains("device.payer.use", exposure.Missing);
    }

    [Fact]
    public async Task A_guest_is_not_taken_for_an_official()
    {
        _world.People.Add(new PersonRecord { Reference = "users.json:9", Keys = new PersonKeys("g1", "guest_other.example#EXT#@agency.example"), UserType = "Guest" });
        _world.Devices.Add(World.Device("33333333-3333-3333-3333-333333333333", "PHONE-9", DeviceType.Phone, "ios", "company", "C39ZZ0009", "g1"));
        _world.Inventory.Add(World.Installed("33333333-3333-3333-3333-333333333333"));
        _world.Funding.Add(World.Paid("C39ZZ0009", purchase: Payer.Full));

        var exposure = Assert.Single((await _world.ScanAsync()).Exposures);
        Assert.Equal(Verdict.Review, exposure.Verdict);
        Assert.Equal(["person.population"], exposure.Missing);
    }

    [Fact]
    public async Task One_weak_sign_is_never_acted_on()
    {
        var weak = World.Installed(World.Phone) with
        {
            Match = new MatchResult(MatchOutcome.Review, "tiktok", "tiktok_service", "tiktok something", 1, null, "One source states it."),
        };
        _world.Inventory.Add(weak);
        _world.Funding.Add(World.Paid(World.PhoneSerial, purchase: Payer.Full));

        var exposure = Assert.Single((await _world.ScanAsync()).Exposures);
        Assert.Equal(Verdict.Review, exposure.Verdict);
        Assert.Equal(Confidence.Possible, exposure.Confidence);
        Assert.Contains("does not confirm", exposure.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_with_a_work_address_is_for_review_and_on_no_device()
    {
        _world.Mail.Add(new Observation
        {
            Source = "mail.trace",
            Reference = "trace.csv:4",
            Conduct = Conduct.Account,
            Kind = IndicatorKind.Sender,
            Value = "register@account.tiktok.com",
            Match = World.Matcher.Match(IndicatorKind.Sender, "register@account.tiktok.com"),
            Person = new PersonKeys(Mail: "an@agency.example"),
        });

        var exposure = Assert.Single((await _world.ScanAsync()).Exposures);
        Assert.Equal(Verdict.Review, exposure.Verdict);
        Assert.Null(exposure.Device);
        Assert.Equal([Conduct.Account], exposure.Conducts);
    }

    [Fact]
    public async Task A_revoked_waiver_counts_for_nothing_and_the_reason_says_so()
    {
        _world.Inventory.Add(World.Installed(World.Phone));
        _world.Funding.Add(World.Paid(World.PhoneSerial, purchase: Payer.Full));
        _world.Waivers =
        [
            new WaiverRecord
            {
                Reference = "waivers.csv:2",
                Id = "W-7",
                Device = new DeviceKeys(Serial: World.PhoneSerial),
                Facts = new WaiverFacts { Kind = "operational", Approver = "head", Documented = true, Blanket = false, Expires = new DateOnly(2027, 1, 1) },
                Revoked = new DateOnly(2026, 11, 1),
            },
        ];

        var exposure = Assert.Single((await _world.ScanAsync()).Exposures);
        Assert.Equal(Verdict.Violation, exposure.Verdict);
        Assert.Contains(exposure.Reasons, reason => reason.Contains("W-7", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("W-8;{0};operatonal;head;yes;no;01/01/2027;")]
    [InlineData("W-8;{0};operational;haed;yes;no;01/01/2027;")]
    [InlineData("W-8;{0};operational;head;yse;no;01/01/2027;")]
    [InlineData("W-8;{0};operational;head;yes;no;29/02/2027;", "waiver.expires")]
    [InlineData("W-8;{0};operational;head;yes;no;01/01/2027;31/02/2026", "waiver.expires")]
    public async Task A_waiver_of_which_one_cell_cannot_be_read_asks_for_a_review_and_is_counted_as_rejected(string line, string? missing = null)
    {
        using var files = new ExportFixture().With("waivers.csv", "id;serial;kind;approver;documented;blanket;expires;revoked\n" + string.Format(null, line, World.PhoneSerial) + "\n");
        using var set = TikTokBan.Sources.Exports.ExportSet.Open(files.Path);
        _world.Inventory.Add(World.Installed(World.Phone));
        _world.Funding.Add(World.Paid(World.PhoneSerial, purchase: Payer.Full));
        _world.More.AddRange(set.Sources);

        var scan = await _world.ScanAsync();

        var exposure = Assert.Single(scan.Exposures);
        Assert.Equal(Verdict.Review, exposure.Verdict);
        Assert.Equal(missing is null ? [] : [missing], exposure.Missing);
        Assert.Equal(2, Assert.Single(scan.Rejected).Line);
        Assert.Contains(ScanWarnings.Of(scan), warning => warning.StartsWith("Rejected: waivers.csv:2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_the_directive_was_in_force_nothing_is_judged()
    {
        _world.AsOf = new DateOnly(2023, 3, 9);
        _world.Inventory.Add(World.Installed(World.Phone));

        Assert.Equal(Verdict.NotInForce, Assert.Single((await _world.ScanAsync()).Exposures).Verdict);
    }

    [Fact]
    public async Task A_source_that_fails_is_named_and_costs_the_others_nothing()
    {
        _world.Inventory.Add(World.Installed(World.Phone));
        _world.More.Add(new ListSource(SourceDescriptors.NetworkDns, "dns.log", [], new IOException("the disk went away")));

        var scan = await _world.ScanAsync();
        Assert.Single(scan.Exposures);
        var failed = Assert.Single(scan.Coverage, line => line.Location == "dns.log");
        Assert.Equal("failed", failed.State);
        Assert.Equal("the disk went away", failed.Problem);
    }

    [Fact]
    public async Task What_a_source_gave_before_it_failed_is_kept()
    {
        _world.More.Add(new ListSource(SourceDescriptors.SoftwareInventory, "software.json", [World.Installed(World.Phone)], new InvalidDataException("the document breaks off")));

        var scan = await _world.ScanAsync();
        Assert.Single(scan.Exposures);
        Assert.Equal("partial", Assert.Single(scan.Coverage, line => line.Location == "software.json").State);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_not_taken_for_a_fault_of_the_source()
    {
        _world.More.Add(new ListSource(SourceDescriptors.NetworkDns, "dns.log", [], new InvalidOperationException("a bug")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _world.ScanAsync());
    }

    [Fact]
    public async Task Every_kind_of_source_has_a_line_in_the_coverage()
    {
        var scan = await _world.ScanAsync();

        Assert.Equal(
            SourceDescriptors.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
            scan.Coverage.Select(line => line.Source).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(scan.Coverage, line => line is { State: "absent", Source: "network.proxy" });
    }

    [Fact]
    public async Task Without_an_inventory_every_device_is_unseen()
    {
        var scan = await _world.ScanAsync();

        Assert.Equal(2, scan.Summary.Devices);
        Assert.Equal(2, scan.Summary.DevicesUnseen);
        Assert.Equal(2, scan.Summary.UnseenByReason["no-inventory-given"]);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_ids_in_whatever_order_it_comes()
    {
        _world.Inventory.Add(World.Installed(World.Phone));
        _world.Inventory.Add(World.Installed(World.Laptop, row: 3));
        var first = await _world.ScanAsync();
        _world.Inventory.Reverse();
        _world.Devices.Reverse();
        _world.People.Reverse();
        var second = await _world.ScanAsync();

        Assert.Equal(first.Summary.ScanId, second.Summary.ScanId);
        Assert.Equal(first.Exposures.Select(exposure => exposure.Id), second.Exposures.Select(exposure => exposure.Id));
    }

    [Fact]
    public async Task Something_that_changed_gives_another_scan_id()
    {
        _world.Inventory.Add(World.Installed(World.Phone));
        var first = await _world.ScanAsync();
        _world.Funding.Add(World.Paid(World.PhoneSerial, purchase: Payer.Full));
        var second = await _world.ScanAsync();

        Assert.NotEqual(first.Summary.ScanId, second.Summary.ScanId);
        Assert.Equal(first.Exposures[0].Id, second.Exposures[0].Id);
    }

    [Fact]
    public async Task A_cancelled_scan_ends_as_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.ScanAsync(cancelled.Token));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("nl")]
    [InlineData("de")]
    public void Every_text_of_a_scan_is_there_in_every_language(string language)
    {
        var text = new ScanText(language);

        foreach (var verdict in Enum.GetValues<Verdict>())
            Assert.NotEmpty(text.Of(verdict));
        foreach (var conduct in Enum.GetValues<Conduct>())
            Assert.NotEmpty(text.Of(conduct));
        Assert.Contains("W-1", text.WaiverDoesNotHold("W-1"), StringComparison.Ordinal);
        if (language != "en")
            Assert.NotEqual(new ScanText("en").Assumed("x"), text.Assumed("x"));
    }
}
