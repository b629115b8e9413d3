using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Ledger;

/// <summary>The ledger remembers which reports were made, who ran a scan, and what an older ledger held.</summary>
public sealed class ReportLogTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_comes_back_as_it_was_added()
    {
        var stored = await _folder.SaveAsync(1);
        var report = LedgerFolder.Report(stored) with { Figures = new Dictionary<string, string> { ["headline.exposures"] = "about 10", ["groups.été.<5"] = "<5" } };
        await _folder.Ledger.AddReportAsync(report);
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(stored, "named"));
        var list = await _folder.Ledger.ListReportsAsync();
        Assert.Equal(["aggregate", "named"], list.Select(one => one.Detail));
        Assert.Equal(report.Figures.OrderBy(pair => pair.Key, StringComparer.Ordinal), list[0].Figures);
        Assert.Equal((report.Scan, report.ScanSha256, report.Language, report.MadeAt, report.Actor, report.ManifestSha256), (list[0].Scan, list[0].ScanSha256, list[0].Language, list[0].MadeAt, list[0].Actor, list[0].ManifestSha256));
        Assert.Equal(report.Formats, list[0].Formats);
        Assert.Empty(list[1].Figures);
    }

    [Fact]
    public async Task A_report_of_a_scan_that_the_ledger_does_not_hold_is_refused()
    {
        var stored = await _folder.SaveAsync(1);
        await Assert.ThrowsAsync<UnusableInputException>(() => _folder.Ledger.AddReportAsync(LedgerFolder.Report(stored with { Sha256 = "00" })));
        Assert.Empty(await _folder.Ledger.ListReportsAsync());
    }

    [Fact]
    public async Task Who_ran_a_scan_with_what_is_told_of_the_last_run()
    {
        var scan = SampleScan.Make(exposures: 3);
        var first = await _folder.Ledger.SaveScanAsync(scan, LedgerFolder.Run);
        var second = await _folder.Ledger.SaveScanAsync(scan, LedgerFolder.Run with { Actor = "runbook@agency.example", Permissions = ["DeviceManagementApps.Read.All", "User.Read.All"], Product = "TikTokBan 0.2.0" });
        var exports = await _folder.Ledger.SaveScanAsync(scan, LedgerFolder.Run with { Permissions = [] });
        Assert.Equal((null, null), (first.Actor, first.Permissions));
        Assert.Equal(("runbook@agency.example", "TikTokBan 0.2.0"), (second.Actor, second.Product));
        Assert.Equal(["DeviceManagementApps.Read.All", "User.Read.All"], second.Permissions);
        Assert.Equal([], exports.Permissions);
    }
}
