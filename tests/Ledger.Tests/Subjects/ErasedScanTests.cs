using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class ErasedScanTests
{
    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_stored_scan_is_read_without_who_was_erased_and_with_all_others_as_they_were(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var scans = new LedgerScans(ledger.Store, TimeProvider.System);
        var scan = SampleScan.Make(exposures: 300);
        var person = scan.Exposures.First(exposure => exposure.Person is not null).Person!;
        var suspicion = scan.Suspicions.Count > 0 ? scan.Suspicions : [new Suspicion("f-1", scan.Exposures[0].Evidence[0], null, null, person.Id, person.UserPrincipalName)];
        scan = scan with { Suspicions = suspicion };
        await scans.SaveScanAsync(scan, new ScanRun(SampleScan.End, SampleScan.End.AddSeconds(75)) { Actor = "runner@agency.example" });
        var name = person.UserPrincipalName ?? person.Id;

        var access = await new SubjectAccess(ledger.Store, TimeProvider.System).ExportAsync(new AccessRequest { Names = [name], Folder = Path.Combine(ledger.Folder, "access"), By = "officer@agency.example", Language = "fr-BE" });
        var page = System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(access.Page));
        Assert.All(new[] { "Appareil", "Numéro de série", "Vu la première fois", "Conclusion" }, word => Assert.Contains($"<dt>{word}</dt>", page, StringComparison.Ordinal));
        Assert.DoesNotContain("<dt>firstSeen</dt>", page, StringComparison.Ordinal);
        var preview = await new SubjectErasure(ledger.Store, TimeProvider.System).PreviewAsync(World.Erasing(name));
        await new SubjectErasure(ledger.Store, TimeProvider.System).EraseAsync(World.Erasing(name));
        var loaded = await scans.LoadScanAsync("latest");

        var own = scan.Exposures.Where(exposure => exposure.Person?.Id == person.Id).ToList();
        Assert.Equal(own.Count, loaded.Erased);
        Assert.Equal(Texts(scan.Exposures.Except(own)), Texts(loaded.Exposures));
        Assert.Equal(scan.Suspicions.Count, loaded.Suspicions.Count);
        Assert.DoesNotContain(loaded.Suspicions, one => one.PersonId == person.Id || one.UserPrincipalName == name);
        Assert.Equal([scan.Summary.ScanId], preview.Scans);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(access.Json));
        Assert.Equal(scan.Summary.Authority, document.RootElement.GetProperty("authority").GetString());
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(own.Select(exposure => exposure.Id).Order(StringComparer.Ordinal), cases.Select(one => one.GetProperty("content").GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(cases, one => Assert.Equal(scan.Summary.ScanId, Assert.Single(one.GetProperty("scans").EnumerateArray()).GetProperty("id").GetString()));
    }

    private static List<string> Texts(IEnumerable<Exposure> exposures) => [.. exposures.Select(exposure => JsonSerializer.Serialize(exposure, ScanJson.Form.Exposure))];
}
