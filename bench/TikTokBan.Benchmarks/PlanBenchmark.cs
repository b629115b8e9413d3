using BenchmarkDotNet.Attributes;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Benchmarks;

/// <summary>What it costs to plan ten thousand actions, beside the canonical form and the hash of the plan that comes of it.</summary>
[MemoryDiagnoser]
public class PlanBenchmark
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    private RemovalPlanRequest _request = null!;
    private RemovalPlan _plan = null!;

    // Each telephone is told and asked to check in, and twenty share a request that fills their group.
    [Params(5_000)]
    public int Phones { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue);
        _request = new RemovalPlanRequest
        {
            Scan = new ScanResult(Summary(catalogue), [], [.. Enumerable.Range(1, Phones).Select(Phone)], [], []),
            ScanFinished = Now.AddHours(-1),
            Catalogue = catalogue,
            Profile = AuthorityProfile.Empty,
            Remedies = RemedyMatrix.Load(ProductFiles.Remedies),
            Tenant = "71600000-0000-4000-8000-000000000001",
            Author = "ada@agency.example",
            Now = Now,
        };
        _plan = Plan();
        if (_plan.Actions.Count < 2 * Phones)
            throw new InvalidOperationException($"The plan has {_plan.Actions.Count} actions only.");
    }

    [Benchmark(Baseline = true)]
    public string Hash() => PlanFile.HashOf(_plan);

    [Benchmark]
    public RemovalPlan Plan() => RemovalPlanner.Make(_request);

    private ScanSummary Summary(CoveredCatalogue catalogue) => new()
    {
        ScanId = "3f9c2a61b7d04e58",
        Directive = "be-federal-716",
        AsOf = DateOnly.FromDateTime(Now.UtcDateTime),
        Catalogue = $"{catalogue.Version} {catalogue.Hash}",
        DirectiveHash = "",
        Devices = 30L * Phones,
        DevicesUnseen = 0,
        People = Phones,
        Exposures = Phones,
        ExposedDevices = Phones,
        ExposedPeople = Phones,
        ByVerdict = new Dictionary<string, long>(),
        ByApplication = [],
        ByOrganisation = [],
        BySource = [],
        ByPlatform = [],
        UnseenByReason = new Dictionary<string, long>(),
        Assumptions = [],
        Suspicious = 0,
    };

    private static Exposure Phone(int number) => new()
    {
        Id = $"x-{number:x6}",
        Application = "tiktok",
        Class = "tiktok_service",
        Conducts = [Conduct.Installed],
        Device = new ExposedDevice
        {
            Id = $"71600000-0000-4000-9000-{number:x12}",
            IntuneId = $"71600000-0000-4000-9000-{number:x12}",
            EntraDeviceId = $"71600000-0000-4000-a000-{number:x12}",
            Name = $"GSM-{number}",
            Platform = "ios",
            Enrolment = "appleBulkWithUser",
            Supervised = true,
            Ownership = "company",
            LastContact = Now.AddDays(-1),
            Facts = new DeviceFacts { Owner = DeviceOwner.Service, Payer = new PayerFacts { Purchase = Payer.Full }, Type = DeviceType.Phone },
        },
        Person = new ExposedPerson { Id = $"person{number}@agency.example", UserPrincipalName = $"person{number}@agency.example", Language = "nl-BE" },
        Confidence = Confidence.Confirmed,
        Evidence = [new Evidence("mdm.inventory", IndicatorKind.Name, Conduct.Installed, Now.AddDays(-1), "TikTok", "TikTok", MatchOutcome.Covered, "It is.", "apps.csv:2")],
        Directive = "be-federal-716",
        Verdict = Verdict.Violation,
        Reasons = [],
        Missing = [],
    };
}
