using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Ledger;

public sealed class SqliteLedgerTests : IDisposable
{
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddSeconds(75), ProfileHash: "ab12", Product: "TikTokBan 0.1.0");

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-ledger-").FullName;

    private string Database => Path.Combine(_folder, "evidence", "ledger.db");

    private SqliteLedger Ledger => new(LedgerLocation.Parse(Database));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_scan_comes_back_as_it_was_stored()
    {
        var scan = SampleScan.Make(exposures: 300);
        var stored = await Ledger.SaveScanAsync(scan, Run);
        var loaded = await Ledger.LoadScanAsync("latest");

        Assert.Equal(await Text(scan), await Text(loaded));
        Assert.Equal(scan.Summary.ByVerdict, loaded.Summary.ByVerdict);
        Assert.Equal(scan.Exposures[17].Evidence, loaded.Exposures[17].Evidence);
        Assert.Equal(scan.Exposures[17].FirstSeen, loaded.Exposures[17].FirstSeen);
        Assert.Equal(scan.Rejected, loaded.Rejected);
        Assert.Equal((300L, 1L, Run.Started, Run.Finished), (stored.Exposures, stored.Runs, stored.Started, stored.Finished));
        Assert.Equal(scan.Summary.ByVerdict["Violation"], stored.Violations);
    }

    [Fact]
    public async Task The_stored_hash_is_that_of_the_printed_document()
    {
        var scan = SampleScan.Make();
        var stored = await Ledger.SaveScanAsync(scan, Run);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(await Text(scan)))).ToLowerInvariant(), stored.Sha256);
    }

    [Fact]
    public async Task The_same_scan_again_is_another_run_and_not_another_scan()
    {
        var scan = SampleScan.Make();
        await Ledger.SaveScanAsync(scan, Run);
        await Ledger.SaveScanAsync(SampleScan.Make(seed: 8, scanId: "another"), Run);
        var again = await Ledger.SaveScanAsync(scan, Run with { Started = Run.Started.AddDays(1), Finished = Run.Finished.AddDays(1) });

        Assert.Equal((2L, Run.Started.AddDays(1)), (again.Runs, again.Started));
        var list = await Ledger.ListScansAsync();
        Assert.Equal([scan.Summary.ScanId, "another"], list.Select(one => one.Id));
        Assert.Equal(list[0].Sha256, list[1].PreviousSha256);
        Assert.Null(list[0].PreviousSha256);
        Assert.Equal("240", Ask("SELECT count(*) FROM exposure"));
        Assert.Equal(scan.Summary.ScanId, (await Ledger.LoadScanAsync("latest")).Summary.ScanId);
    }

    [Fact]
    public async Task Another_content_under_the_same_id_is_kept_beside_the_first()
    {
        await Ledger.SaveScanAsync(SampleScan.Make(seed: 1), Run);
        var second = SampleScan.Make(seed: 2);
        await Ledger.SaveScanAsync(second, Run);
        Assert.Equal(2, (await Ledger.ListScansAsync()).Count);
        Assert.Equal(await Text(second), await Text(await Ledger.LoadScanAsync(second.Summary.ScanId)));
    }

    [Fact]
    public async Task A_scan_is_found_by_the_beginning_of_its_id_if_only_one_has_it()
    {
        foreach (var id in new[] { "abc-1", "abc-2", "abc", "xyz" })
            await Ledger.SaveScanAsync(SampleScan.Make(exposures: 3, scanId: id), Run);
        Assert.Equal("xyz", (await Ledger.LoadScanAsync("x")).Summary.ScanId);
        Assert.Equal("abc", (await Ledger.LoadScanAsync("abc")).Summary.ScanId);
        var several = await Assert.ThrowsAsync<UnusableInputException>(() => Ledger.LoadScanAsync("abc-"));
        Assert.Contains("abc-2, abc-1", several.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<UnusableInputException>(() => Ledger.LoadScanAsync("%"));
        Assert.Contains("no scan \"%\"", none.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE scan SET devices = 0")]
    [InlineData("DELETE FROM scan")]
    [InlineData("INSERT OR REPLACE INTO scan SELECT * FROM scan")]
    [InlineData("UPDATE run SET started = ''")]
    [InlineData("DELETE FROM run")]
    [InlineData("INSERT OR REPLACE INTO run SELECT * FROM run")]
    [InlineData("UPDATE exposure SET json = '{}' WHERE ordinal = 3")]
    [InlineData("DELETE FROM exposure WHERE ordinal = 3")]
    [InlineData("INSERT INTO exposure (scan, ordinal, id, application, verdict, json) VALUES (1, 999, 'x', 'tiktok', 'Violation', '{}')")]
    [InlineData("INSERT OR REPLACE INTO exposure SELECT * FROM exposure")]
    [InlineData("DELETE FROM rejected_row")]
    [InlineData("UPDATE rejected_row SET json = '{}'")]
    [InlineData("INSERT INTO rejected_row VALUES (1, 999, '{}')")]
    public async Task Nothing_stored_can_be_changed_or_removed(string statement)
    {
        var scan = SampleScan.Make(exposures: 5);
        await Ledger.SaveScanAsync(scan, Run);
        var refused = Assert.Throws<SqliteException>(() => Ask(statement));
        Assert.Contains("a ledger only grows", refused.Message, StringComparison.Ordinal);
        Assert.Equal(await Text(scan), await Text(await Ledger.LoadScanAsync("latest")));
    }

    [Fact]
    public async Task A_scan_that_was_tampered_with_is_not_loaded()
    {
        await Ledger.SaveScanAsync(SampleScan.Make(exposures: 5), Run);
        Ask("DROP TRIGGER exposure_stays; UPDATE exposure SET json = replace(json, 'Violation', 'Exempt')");
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => Ledger.LoadScanAsync("latest"));
        Assert.Contains("does not match its hash", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_that_is_cancelled_leaves_no_trace()
    {
        await Ledger.SaveScanAsync(SampleScan.Make(scanId: "first"), Run);
        using var cancelled = new CancellationTokenSource();
        // The cancellation falls into the writing: the last rows ask for it.
        var trap = new CancellingList(SampleScan.Make(exposures: 3000, scanId: "second").Exposures, 5000, cancelled);
        var scan = SampleScan.Make(scanId: "second") with { Exposures = trap };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ledger.SaveScanAsync(scan, Run, cancelled.Token));
        Assert.Equal("first", Assert.Single(await Ledger.ListScansAsync()).Id);
        Assert.Equal("120", Ask("SELECT count(*) FROM exposure"));
    }

    [Fact]
    public async Task Many_writers_at_once_all_get_their_turn()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
            Ledger.SaveScanAsync(SampleScan.Make(exposures: 50, seed: number, scanId: $"scan-{number}"), Run))));
        var scans = await Ledger.ListScansAsync();
        Assert.Equal(6, scans.Count);
        Assert.Equal(5, scans.Select(scan => scan.PreviousSha256).OfType<string>().Distinct().Count());
    }

    internal static async Task<string> Text(ScanResult scan)
    {
        using var stream = new MemoryStream();
        await ScanJson.WriteScanAsync(scan, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private string Ask(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of this test.
        command.CommandText = statement;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private sealed class CancellingList(IReadOnlyList<Exposure> items, int reads, CancellationTokenSource source) : IReadOnlyList<Exposure>
    {
        private int _reads;

        public int Count => items.Count;

        public Exposure this[int index]
        {
            get
            {
                if (++_reads == reads - items.Count)
                    source.Cancel();
                return items[index];
            }
        }

        public IEnumerator<Exposure> GetEnumerator() => items.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
