using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Ledger;

public sealed class EvidenceLedgerTests : IDisposable
{
    private static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddSeconds(75), ProfileHash: "ab12", Product: "TikTokBan 0.1.0");

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-ledger-").FullName;

    private string Database => Path.Combine(_folder, "evidence", "ledger.db");

    private EvidenceLedger Ledger => new(LedgerLocation.Parse(Database));

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
        Assert.Equal(scan.Summary.ScanId, (await Ledger.LoadScanAsync("latest")).Summary.ScanId);
    }

    [Theory]
    [InlineData("UPDATE event SET about = 'x'")]
    [InlineData("DELETE FROM event")]
    [InlineData("INSERT OR REPLACE INTO event SELECT * FROM event")]
    [InlineData("UPDATE part SET subject = 1")]
    [InlineData("DELETE FROM part WHERE number = 3")]
    [InlineData("INSERT OR REPLACE INTO part SELECT * FROM part")]
    [InlineData("DELETE FROM segment")]
    [InlineData("UPDATE segment SET items = 1")]
    [InlineData("UPDATE scan_head SET devices = 0")]
    [InlineData("DELETE FROM scan_head")]
    [InlineData("UPDATE scan_run SET started = ''")]
    [InlineData("DELETE FROM scan_run")]
    [InlineData("UPDATE tally SET cases = 0")]
    [InlineData("DELETE FROM tally")]
    public async Task Nothing_stored_can_be_changed_or_removed(string statement)
    {
        var scan = SampleScan.Make(exposures: 5);
        await Ledger.SaveScanAsync(scan, Run);
        var refused = Assert.Throws<SqliteException>(() => Ask(statement));
        Assert.Contains("a ledger only grows", refused.Message, StringComparison.Ordinal);
        Assert.Equal(await Text(scan), await Text(await Ledger.LoadScanAsync("latest")));
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
}
