using System.Globalization;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Removal;

/// <summary>Scans to plan from: ones that are as one expects, and ones that are as wild as the facts allow.</summary>
internal static class PlanSamples
{
    public const string Tenant = "71600000-0000-4000-8000-000000000001";
    public const string Author = "ada@agency.example";

    public static readonly DateTimeOffset Now = new(2023, 4, 3, 17, 0, 0, TimeSpan.Zero);

    private static readonly string[] Enrolments =
    [
        "appleBulkWithUser", "appleBulkWithoutUser", "userEnrollment", "appleUserEnrollment", "androidEnterpriseFullyManaged", "androidEnterpriseDedicatedDevice",
        "androidEnterpriseCorporateWorkProfile", "Android (personally-owned work profile)", "androidAOSPUserlessDeviceEnrollment", "Android device administrator", "windowsAzureADJoin", "unknown",
    ];

    private static readonly string?[] Apps = ["tiktok", "tiktok", "tiktok", "tiktok-lite", "tiktok-studio", "capcut", "lark", "not-in-the-catalogue"];

    private static readonly Lazy<CoveredCatalogue> ShippedCatalogue = new(() => CoveredCatalogue.Load(ProductFiles.Catalogue));

    private static readonly Lazy<RemedyMatrix> ShippedRemedies = new(() => RemedyMatrix.Load(ProductFiles.Remedies));

    public static CoveredCatalogue Catalogue => ShippedCatalogue.Value;

    public static RemedyMatrix Remedies => ShippedRemedies.Value;

    public static RemovalPlanRequest Request(ScanResult scan, AuthorityProfile? profile = null) => new()
    {
        Scan = scan,
        ScanFinished = Now.AddHours(-2),
        Catalogue = Catalogue,
        Profile = profile ?? AuthorityProfile.Empty,
        Remedies = Remedies,
        Tenant = Tenant,
        Author = Author,
        Now = Now,
    };

    public static ScanResult Scan(params IReadOnlyList<Exposure> exposures) => With(SampleScan.From(exposures, devices: Math.Max(200, exposures.Count * 30)));

    /// <summary>A company iPhone with the application on it, under supervision, judged a violation; each part to be changed by a test.</summary>
    public static Exposure Phone(int number, string application = "tiktok") => new()
    {
        Id = $"x-{number:x4}-{application}",
        Application = application,
        Class = "tiktok_service",
        Conducts = [Conduct.Installed],
        Device = Device(number),
        Person = SampleScan.Person(number, $"Person {number}", $"person{number}@agency.example") with { Language = "nl-BE" },
        Organisation = "ict",
        Confidence = Confidence.Confirmed,
        Evidence = [Covered("mdm.inventory", IndicatorKind.Name)],
        Directive = "be-federal-716",
        Verdict = Verdict.Violation,
        Rule = "paid",
        Basis = "Decision of 10 March 2023",
        Reasons = [],
        Missing = [],
    };

    public static ExposedDevice Device(int number) => SampleScan.Device(number, "ios", Now.AddDays(-1)) with
    {
        Id = Intune(number),
        IntuneId = Intune(number),
        EntraDeviceId = $"3c4d0000-0000-4000-a000-{number:x12}",
        Enrolment = "appleBulkWithUser",
        Supervised = true,
        Address = null,
        Facts = new DeviceFacts { Owner = DeviceOwner.Service, Payer = new PayerFacts { Purchase = Payer.Full }, Type = DeviceType.Phone },
    };

    public static string Intune(int number) => $"71600000-0000-4000-9000-{number:x12}";

    public static Evidence Covered(string source, IndicatorKind kind, Conduct conduct = Conduct.Installed, MatchOutcome outcome = MatchOutcome.Covered) =>
        new(source, kind, conduct, Now.AddDays(-1), "com.zhiliaoapp.musically", "TikTok", outcome, "It is.", "apps.csv:2");

    /// <summary>Anything that a scan could say, contradictions included: one device may stand in several exposures with other facts.</summary>
    public static ScanResult Wild(int seed)
    {
        var random = new Random(seed);
        return Scan([.. Enumerable.Range(0, random.Next(1, 60)).Select(number => Any(random, number))]);
    }

    private static Exposure Any(Random random, int number)
    {
        var application = Apps[random.Next(Apps.Length)]!;
        var device = random.Next(12) == 0 ? null : AnyDevice(random);
        var conduct = Enum.GetValues<Conduct>()[random.Next(random.Next(3) == 0 ? 6 : 1)];
        return Phone(number, application) with
        {
            Id = $"x-{number:x4}",
            Conducts = [conduct],
            Device = device,
            Person = random.Next(8) == 0 ? null : SampleScan.Person(random.Next(9), "Somebody", $"person{random.Next(9)}@agency.example"),
            Organisation = random.Next(3) == 0 ? null : "ict",
            Confidence = Enum.GetValues<Confidence>()[Math.Min(2, random.Next(6))],
            Evidence = [Covered(random.Next(5) == 0 ? "mdm.install-status" : "mdm.inventory", random.Next(4) == 0 ? IndicatorKind.PackageFamilyName : IndicatorKind.Name, conduct, random.Next(9) == 0 ? MatchOutcome.Suspicious : MatchOutcome.Covered)],
            Verdict = Enum.GetValues<Verdict>()[random.Next(3) == 0 ? random.Next(8) : random.Next(5, 8)],
            Deadline = random.Next(2) == 0 ? new DateOnly(2023, 4, 30) : null,
            Missing = random.Next(10) == 0 ? ["device.payer.use"] : [],
        };
    }

    private static ExposedDevice AnyDevice(Random random)
    {
        var number = random.Next(40);
        var platforms = Situation.Platforms;
        Payer? Part() => random.Next(3) switch { 0 => Payer.None, 1 => Payer.Full, _ => null };
        return Device(number) with
        {
            IntuneId = random.Next(9) == 0 ? null : random.Next(15) == 0 ? "../users" : Intune(number),
            EntraDeviceId = random.Next(9) == 0 ? null : $"3c4d0000-0000-4000-a000-{number:x12}",
            Address = random.Next(12) == 0 ? "10.1.2.3" : null,
            Name = random.Next(9) == 0 ? "{a-00001.id}" : $"DEVICE-{number.ToString(CultureInfo.InvariantCulture)}",
            Platform = random.Next(9) == 0 ? null : platforms[random.Next(platforms.Count)],
            Enrolment = Enrolments[random.Next(Enrolments.Length)],
            Supervised = random.Next(3) switch { 0 => true, 1 => false, _ => null },
            LastContact = Now.AddDays(-random.Next(60)),
            Facts = new DeviceFacts
            {
                Owner = random.Next(6) switch { 0 => DeviceOwner.Personal, 1 => null, 2 when random.Next(3) == 0 => DeviceOwner.Other, _ => DeviceOwner.Service },
                Payer = random.Next(8) == 0 ? null : new PayerFacts { Purchase = Part(), Subscription = Part(), Use = Part() },
            },
        };
    }

    private static ScanResult With(ScanResult scan) => scan with
    {
        Coverage = [.. scan.Coverage.Where(source => source.State == "read")],
        Summary = scan.Summary with { Catalogue = $"{Catalogue.Version} {Catalogue.Hash}", CatalogueSize = Catalogue.Indicators.LongCount() },
    };
}
