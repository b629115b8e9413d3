using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Benchmarks;

/// <summary>A scan of as many cases as wanted, each with a device, a person and two pieces of evidence of its own.</summary>
internal static class ManyCases
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Verdict[] Verdicts = [Verdict.Violation, Verdict.Violation, Verdict.RemoveBy, Verdict.Review, Verdict.Exempt, Verdict.OutOfScope];
    private static readonly string[] Applications = ["tiktok", "tiktok-lite", "capcut", "lemon8"];
    private static readonly string[] Platforms = ["ios", "android", "ipados", "windows"];

    // A scan has one string of each reason, whatever number of cases it stands in.
    private static readonly string[] Reasons = ["The purchase of the device is paid in full by the authority.", "Declared assumption: company-owned devices are paid in full."];

    public static ScanResult Make(int cases) =>
        Of([.. Enumerable.Range(0, cases).Select(One).OrderByDescending(one => one.Verdict).ThenBy(one => one.Id, StringComparer.Ordinal)]);

    /// <summary>A scan of these cases.</summary>
    public static ScanResult Of(List<Exposure> list)
    {
        var coverage = new SourceCoverage { Source = "mdm.inventory", Title = "Intune app inventory", Location = "apps.csv", State = "read", RowsRead = 5_000_000, Observations = list.Count, BlindTo = [] };
        return new ScanResult(Summary(list), [coverage], list, [], []);
    }

    private static ScanSummary Summary(List<Exposure> list) => new()
    {
        ScanId = "3f9c2a61b7d04e58",
        Authority = "Federal Service of Examples",
        Directive = "be-federal-716",
        AsOf = DateOnly.FromDateTime(Seen.UtcDateTime),
        Catalogue = "2026.11 " + new string('a', 64),
        DirectiveHash = new string('b', 64),
        Devices = list.Count,
        DevicesUnseen = 0,
        People = list.Count,
        Exposures = list.Count,
        ExposedDevices = list.Count,
        ExposedPeople = list.Count,
        ByVerdict = list.GroupBy(one => one.Verdict).ToDictionary(group => group.Key.ToString(), group => group.LongCount()),
        ByApplication = Break(list, one => one.Application),
        ByOrganisation = Break(list, one => one.Organisation ?? ""),
        BySource = Break(list, _ => "mdm.inventory"),
        ByPlatform = Break(list, one => one.Device?.Platform ?? ""),
        UnseenByReason = new Dictionary<string, long>(),
        Assumptions = [],
        Suspicious = 0,
    };

    private static List<Breakdown> Break(List<Exposure> list, Func<Exposure, string> key) =>
    [
        .. list.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Breakdown(group.Key, group.Key, group.LongCount(), group.GroupBy(one => one.Verdict).ToDictionary(part => part.Key.ToString(), part => part.LongCount()))),
    ];

    /// <summary>A case.</summary>
    public static Exposure One(int number)
    {
        var verdict = Verdicts[number % Verdicts.Length];
        return new Exposure
        {
            Id = $"x-{number * 7919L % 1_000_003:x6}-{number:x6}",
            Application = Applications[number / 3 % Applications.Length],
            Class = "tiktok_service",
            Conducts = [Conduct.Installed],
            Device = new ExposedDevice
            {
                Id = $"71600000-0000-4000-9000-{number:x12}",
                IntuneId = $"71600000-0000-4000-9000-{number:x12}",
                EntraDeviceId = $"71600000-0000-4000-a000-{number:x12}",
                Name = $"GSM-{number}",
                Serial = $"SN{number:D9}",
                Platform = Platforms[number % Platforms.Length],
                LastContact = Seen,
                Facts = new DeviceFacts { Owner = DeviceOwner.Service, Payer = new PayerFacts { Purchase = Payer.Full }, Type = DeviceType.Phone },
            },
            Person = new ExposedPerson { Id = $"71600000-0000-4000-b000-{number:x12}", UserPrincipalName = $"person{number}@agency.example", DisplayName = $"Person {number}" },
            Organisation = $"unit-{number % 40}",
            FirstSeen = Seen.AddMinutes(-number),
            LastSeen = Seen.AddMinutes(-number / 2),
            Confidence = Confidence.Confirmed,
            Evidence = [Piece(number, Conduct.Installed), Piece(number, Conduct.Used)],
            Directive = "be-federal-716",
            Verdict = verdict,
            Deadline = verdict == Verdict.RemoveBy ? new DateOnly(2026, 12, 1) : null,
            Rule = "be-federal-716.paid",
            Basis = "Decision of 10 March 2023",
            Reasons = Reasons,
            Missing = verdict == Verdict.Review ? ["device.payer.use"] : [],
        };
    }

    private static Evidence Piece(int number, Conduct conduct) => new(
        "mdm.inventory", IndicatorKind.Bundle, conduct, Seen.AddMinutes(-number), "com.zhiliaoapp.musically", "com.zhiliaoapp.musically", MatchOutcome.Covered, "The bundle id of TikTok.", $"apps.csv:{number + 2}");
}
