using TikTokBan.Ledger.Tests.Scans;

namespace TikTokBan.Ledger.Tests.Stores;

/// <summary>An SQLite ledger must look up subjects, events and scans by their indexes from its first day on.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData("SELECT data FROM part WHERE authority = 1 AND subject = 5", "part_by_digest (authority=? AND subject=?)")]
    [InlineData("SELECT data FROM part WHERE authority = 1 AND number = 5", "PRIMARY KEY (authority=? AND number=?)")]
    [InlineData("SELECT body FROM event WHERE authority = 1 AND kind = 'scan' ORDER BY number", "event_by_kind (authority=? AND kind=?)")]
    [InlineData("SELECT body FROM event WHERE authority = 1 AND about = 'x' AND kind = 'scan'", "event_by_about (authority=? AND about=? AND kind=?)")]
    [InlineData("SELECT key FROM subject_key WHERE authority = 1 AND subject = 5", "PRIMARY KEY (authority=? AND subject=?)")]
    [InlineData("SELECT key FROM subject_key WHERE authority = 1 AND period = 5", "subject_key_by_period (authority=? AND period=?)")]
    [InlineData("SELECT token FROM subject_name WHERE authority = 1 AND subject = 5", "subject_name_by_subject (authority=? AND subject=?)")]
    [InlineData("SELECT token FROM seen WHERE authority = 1 AND subject = 5", "seen_by_subject (authority=? AND subject=?)")]
    [InlineData("SELECT started FROM scan_run WHERE authority = 1 AND scan = 5", "scan_run_by_scan (authority=? AND scan=?)")]
    [InlineData("SELECT sha256 FROM scan_head WHERE authority = 1 AND id = 'x'", "scan_head_by_id (authority=? AND id=?)")]
    public async Task A_row_is_found_by_its_index(string question, string way)
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        await Asking.DoAsync(ledger, "SELECT 1");
        var plan = string.Join('\n', (await Asking.AskAsync<Step>(ledger, "EXPLAIN QUERY PLAN " + question)).Select(step => step.Detail));
        Assert.Contains(way, plan, StringComparison.Ordinal);
    }

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
