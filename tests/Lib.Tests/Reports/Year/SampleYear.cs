using System.Security.Cryptography;
using System.Text;
using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports.Year;

/// <summary>
/// Half a year of the made-up authority: its scan of 16 November 2026 is a real one of its exports, the months before are
/// made from that by taking away what was still to come and adding what has gone since.
/// </summary>
internal static class SampleYear
{
    private static readonly DateOnly[] Days =
    [
        new(2026, 5, 11), new(2026, 6, 15), new(2026, 7, 13), new(2026, 8, 17), new(2026, 9, 14), new(2026, 10, 12), new(2026, 11, 16),
    ];

    // Of a hundred violations of the last scan, how many each month had already; and of a hundred that went, how many it still had.
    private static readonly int[] Begun = [30, 42, 54, 66, 74, 82, 100];
    private static readonly int[] Left = [100, 92, 78, 61, 40, 14, 0];

    public static async Task<ReportInput> MakeAsync(string language = "en")
    {
        var request = new ExportScanRequest { Exports = Path.Combine(ProductFiles.Samples, "authority"), AsOf = Days[^1], Language = language };
        var last = await ExportScan.RunAsync(request, null, CancellationToken.None);
        var profile = AuthorityProfile.Load(Path.Combine(ProductFiles.Samples, "authority", "authority.yaml"));
        var scans = Days.Select((day, month) => month == Days.Length - 1 ? last.Scan : Earlier(last.Scan, day, month)).ToList();
        var history = scans.Select(scan => Stored(scan) with { ProfileHash = profile.Hash }).ToList();
        return new ReportInput(last.Scan)
        {
            Stored = history[^1],
            History = history,
            Previous = scans[^2],
            SeenBefore = scans[..^2].SelectMany(scan => scan.Exposures).Select(one => one.Id).ToHashSet(StringComparer.Ordinal),
            Directive = last.Directive,
            Profile = profile,
            Waivers = SampleWaivers.Make(last.Directive),
            Plans = await SamplePlans.MakeAsync(scans[^2], history[^2], profile, last.Directive),
            Head = new LedgerHead(new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["journal"] = Digest("journal"),
                ["scans"] = history[^1].Sha256,
                ["waivers"] = Digest("waivers"),
            }),
        };
    }

    private static ScanResult Earlier(ScanResult last, DateOnly day, int month)
    {
        var there = last.Exposures.Where(one => one.Verdict != Verdict.Violation || Share(one.Id) < Begun[month] || IsBackAgain(one, month));
        var gone = last.Exposures.Where(one => one is { Verdict: Verdict.Violation, Device.IntuneId: not null } && Share(one.Id + "gone") < Left[month]).Select(Gone);
        List<Exposure> cases = [.. there.Concat(gone).OrderByDescending(one => one.Verdict).ThenBy(one => one.Application, StringComparer.Ordinal).ThenBy(one => one.Organisation, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal)];
        var whole = last.Summary;
        var summary = whole with
        {
            AsOf = day,
            Exposures = cases.Count,
            ExposedDevices = cases.Select(one => one.Device?.Id).OfType<string>().Distinct().LongCount(),
            ExposedPeople = cases.Select(one => one.Person?.Id).OfType<string>().Distinct().LongCount(),
            ByVerdict = SummaryBuilder.ByVerdict(cases),
            ByApplication = SummaryBuilder.By(cases, one => [one.Application], Titles(whole.ByApplication)),
            ByOrganisation = SummaryBuilder.By(cases, one => [one.Organisation], Titles(whole.ByOrganisation)),
            BySource = SummaryBuilder.By(cases, one => one.Evidence.Select(piece => piece.Source).Distinct(), Titles(whole.BySource)),
            ByPlatform = SummaryBuilder.By(cases, one => [one.Device?.Platform], Titles(whole.ByPlatform)),
        };
        var scan = last with { Summary = summary, Exposures = cases };
        return scan with { Summary = summary with { ScanId = ScanFingerprint.Of(scan) } };
    }

    // Some were there, went, and came back in the last month.
    private static bool IsBackAgain(Exposure one, int month) => Share(one.Id) >= Begun[^2] && Share(one.Id + "back") < 35 && month < 4;

    private static Exposure Gone(Exposure one) => one with
    {
        Id = "x-" + Digest(one.Id)[..16],
        Device = one.Device! with { Id = Guid(one.Device.Id), IntuneId = Guid(one.Device.Id), EntraDeviceId = Guid(one.Device.Id + "entra"), Name = one.Device.Name + "-B", Serial = "SN0EXB" + Digest(one.Device.Id)[..6].ToUpperInvariant() },
        Person = one.Person is null ? null : one.Person with { Id = Guid(one.Person.Id), UserPrincipalName = "b." + one.Person.UserPrincipalName, DisplayName = one.Person.DisplayName + " B" },
    };

    private static StoredScan Stored(ScanResult scan) => new()
    {
        Id = scan.Summary.ScanId,
        Sha256 = Digest(scan.Summary.ScanId),
        Authority = scan.Summary.Authority,
        Directive = scan.Summary.Directive,
        AsOf = scan.Summary.AsOf,
        Devices = scan.Summary.Devices,
        Exposures = scan.Summary.Exposures,
        Violations = scan.Summary.ByVerdict[nameof(Verdict.Violation)],
        Catalogue = scan.Summary.Catalogue,
        CatalogueSize = scan.Summary.CatalogueSize,
        Runs = 1,
        Started = new DateTimeOffset(scan.Summary.AsOf, new TimeOnly(7, 30), TimeSpan.Zero),
        Finished = new DateTimeOffset(scan.Summary.AsOf, new TimeOnly(7, 34, 12), TimeSpan.Zero),
    };

    private static Func<string, string> Titles(IReadOnlyList<Breakdown> rows)
    {
        var titles = rows.ToDictionary(row => row.Key, row => row.Title, StringComparer.Ordinal);
        return key => titles.GetValueOrDefault(key, key);
    }

    private static int Share(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] * 100 / 256;

    private static string Guid(string id) => new System.Guid(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16)).ToString("D");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
