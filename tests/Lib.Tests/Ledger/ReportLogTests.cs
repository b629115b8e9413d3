using Microsoft.Data.Sqlite;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
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

    [Theory]
    [InlineData("UPDATE report SET json = '{}'")]
    [InlineData("DELETE FROM report")]
    [InlineData("INSERT OR REPLACE INTO report SELECT * FROM report")]
    [InlineData("INSERT INTO report VALUES (9, 1, 'named', '{}', '')")]
    public async Task Nothing_that_was_reported_can_be_changed_or_removed(string statement)
    {
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(await _folder.SaveAsync(1)));
        Assert.Contains("a ledger only grows", Assert.Throws<SqliteException>(() => _folder.Ask(statement)).Message, StringComparison.Ordinal);
        Assert.Single(await _folder.Ledger.ListReportsAsync());
    }

    [Theory]
    [InlineData("DROP TRIGGER report_stays; UPDATE report SET json = replace(json, 'aggregate', 'named') WHERE sequence = 2", "report 2")]
    [InlineData("DROP TRIGGER report_remains; DELETE FROM report WHERE sequence = 1", "report 1")]
    public async Task A_list_that_was_tampered_with_is_not_read(string statement, string which)
    {
        var stored = await _folder.SaveAsync(1);
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(stored));
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(stored));
        _folder.Ask(statement);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => _folder.Ledger.ListReportsAsync());
        Assert.Contains(which, refused.Message, StringComparison.Ordinal);
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

    [Fact]
    public async Task A_ledger_of_version_three_keeps_what_it_held_and_takes_reports()
    {
        var scan = SampleScan.Make(exposures: 20);
        var plan = JournalSamples.Plan();
        MakeOld(3);
        Assert.Equal("3", _folder.Ask("PRAGMA user_version"));
        var stored = await _folder.Ledger.SaveScanAsync(SampleScan.Make(exposures: 2, scanId: "later"), LedgerFolder.Run);

        Assert.Equal("4", _folder.Ask("PRAGMA user_version"));
        var list = await _folder.Ledger.ListScansAsync();
        Assert.Equal([stored.Id, scan.Summary.ScanId], list.Select(one => one.Id));
        Assert.Equal((null, null, "TikTokBan 0.1.0"), (list[1].Actor, list[1].Permissions, list[1].Product));
        Assert.Equal(await SqliteLedgerTests.Text(scan), await SqliteLedgerTests.Text(await _folder.Ledger.LoadScanAsync(scan.Summary.ScanId)));
        await _folder.Ledger.AddReportAsync(LedgerFolder.Report(list[1]));
        Assert.Single(await _folder.Ledger.ListReportsAsync());
        Assert.Empty(await _folder.Ledger.ReadWaiversAsync());
        await using var run = await new SqliteRemovalJournal(_folder.Location).BeginAsync(plan, JournalSamples.Started(RunPurpose.Verify));
        Assert.Equal(1, run.Number);

        // As the program of that version wrote it: its tables, and a run without the columns that came later.
        void MakeOld(int version)
        {
            using var connection = new SqliteConnection($"Data Source={_folder.Location.Path};Pooling=False");
            connection.Open();
            LedgerSchema.Migrate(connection, _folder.Location.Path, version);
            using var transaction = connection.BeginTransaction();
            new ScanWriter(connection, transaction).Write(scan, CancellationToken.None);
            transaction.Commit();
            _folder.Ask("INSERT INTO run (scan, started, finished, product) VALUES (1, '2023-04-02T09:30:00.0000000Z', '2023-04-02T09:31:15.0000000Z', 'TikTokBan 0.1.0')");
        }
    }
}
