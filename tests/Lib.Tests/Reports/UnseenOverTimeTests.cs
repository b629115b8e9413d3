using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Tests.Ledger;

namespace TikTokBan.Tests.Reports;

/// <summary>How many devices no source can see stays told from report to report: it is nobody's use of anything.</summary>
public sealed partial class UnseenOverTimeTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_of_three_reports_of_one_ledger_tells_how_many_devices_are_unseen()
    {
        foreach (var day in new[] { 16, 20, 22 })
        {
            var scanned = await ExportScan.RunAsync(new ExportScanRequest { Exports = Path.Combine(ProductFiles.Samples, "authority"), AsOf = new DateOnly(2026, 11, day) }, null, CancellationToken.None);
            await _folder.Ledger.SaveScanAsync(scanned.Scan, LedgerFolder.Run);
            var folder = Path.Combine(Path.GetDirectoryName(_folder.Location.Path)!, $"report-{day}");
            await ReportOperation.RunAsync(new ReportRequest { Options = new ReportOptions { Formats = ReportFormats.Json }, Folder = folder, Ledger = _folder.Location, Reference = "latest", Product = "TikTokBan" }, TimeProvider.System);
            using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.json")));
            var headline = report.RootElement.GetProperty("headline");
            Assert.Matches(Number(), headline.GetProperty("devicesSeen").ToString());
            Assert.Matches(Number(), headline.GetProperty("devicesUnseen").ToString());
            Assert.DoesNotContain("withheld", report.RootElement.GetProperty("unseen").GetRawText(), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("""^([0-9]+|\{"about":[0-9]+\})$""")]
    private static partial Regex Number();
}
