using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Tests.Exposures;

public sealed class ScanSelectionTests
{
    [Fact]
    public async Task A_selection_counts_its_own_exposures_and_keeps_the_coverage()
    {
        var whole = await ScanSamplesAsync();
        var violations = whole.Exposures.Where(exposure => exposure.Verdict == Verdict.Violation).ToList();

        var part = ScanSelection.Of(whole, violations.AsEnumerable().Reverse());

        Assert.Equal(violations, part.Exposures);
        Assert.Equal(violations.Count, part.Summary.Exposures);
        Assert.Equal(violations.Count, part.Summary.ByVerdict["Violation"]);
        Assert.Equal(0, part.Summary.ByVerdict["Review"]);
        Assert.Equal(violations.Count, part.Summary.ByApplication.Sum(row => row.Total));
        Assert.Equal(whole.Summary.ByApplication[0].Title, part.Summary.ByApplication[0].Title);
        Assert.Equal(whole.Exposures.Count, part.Summary.SelectedFrom);
        Assert.Equal((whole.Summary.ScanId, whole.Summary.Devices, whole.Summary.DevicesUnseen), (part.Summary.ScanId, part.Summary.Devices, part.Summary.DevicesUnseen));
        Assert.Same(whole.Coverage, part.Coverage);
    }

    [Fact]
    public async Task All_of_a_scan_is_the_scan_and_a_part_of_a_part_still_knows_the_whole()
    {
        var whole = await ScanSamplesAsync();

        Assert.Same(whole, ScanSelection.Of(whole, whole.Exposures));
        var none = ScanSelection.Of(ScanSelection.Of(whole, whole.Exposures.Take(9)), []);
        Assert.Empty(none.Exposures);
        Assert.Equal(whole.Exposures.Count, none.Summary.SelectedFrom);
    }

    [Fact]
    public async Task Where_nobody_names_a_directive_the_federal_one_is_taken()
    {
        var folder = Directory.CreateTempSubdirectory("tiktokban-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "users.json"),
                """{ "value": [ { "id": "11111111-1111-1111-1111-111111111111", "userPrincipalName": "an@example.example", "displayName": "An" } ] }""");
            var request = new ExportScanRequest { Exports = folder.FullName, AsOf = new DateOnly(2026, 11, 16) };

            var outcome = await ExportScan.RunAsync(request, null, CancellationToken.None);

            Assert.Equal("be-federal-716", outcome.Scan.Summary.Directive);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ScanResult> ScanSamplesAsync()
    {
        var request = new ExportScanRequest { Exports = Path.Combine(ProductFiles.Samples, "authority"), AsOf = new DateOnly(2026, 11, 16) };
        return (await ExportScan.RunAsync(request, null, CancellationToken.None)).Scan;
    }
}
