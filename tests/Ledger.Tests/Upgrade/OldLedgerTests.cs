using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Chain;

namespace TikTokBan.Ledger.Tests.Upgrade;

/// <summary>A ledger as the program before the chain left it, with made-up people: two scans, one of them run twice, waivers, a plan that was begun twice, a report.</summary>
public sealed class OldLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-old-").FullName;

    private string Database => Path.Combine(_folder, "ledger.db");

    public OldLedgerTests()
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Upgrade", "ledger-4.db.gz")), CompressionMode.Decompress);
        using var file = File.Create(Database);
        packed.CopyTo(file);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task All_that_it_held_is_told_again_in_the_chain()
    {
        var hashes = Ask("SELECT group_concat(sha256, ' ') FROM (SELECT sha256 FROM scan ORDER BY sequence)").Split(' ');
        var ledger = new EvidenceLedger(LedgerLocation.Parse(Database));
        var scans = await ledger.ListScansAsync();
        Assert.Equal([hashes[0], hashes[1]], scans.Select(scan => scan.Sha256));
        Assert.Equal([2L, 1L], scans.Select(scan => scan.Runs));
        foreach (var scan in scans)
        {
            var loaded = await ledger.LoadScanAsync(scan.Id);
            Assert.Equal(92, loaded.Exposures.Count);
            Assert.Contains(loaded.Exposures, one => one.Person is not null);
        }

        var waivers = await ledger.ReadWaiversAsync();
        Assert.Equal(["WL-2026-0001", "WL-2026-0002"], waivers.Select(waiver => waiver.Id));
        Assert.Equal(("an@agency.example", "bram@agency.example", "left"), (waivers[0].Holder, waivers[0].Revocation!.By, waivers[0].Revocation!.Why));
        Assert.Equal(("C39ZZ0001", "Ada", "ada@agency.example"), (waivers[1].Serial, waivers[1].ApprovedBy, waivers[1].Grantor));

        var plan = Assert.Single(await ledger.Journal.ListPlansAsync());
        var entries = await ledger.Journal.ReadAsync(plan.Id);
        Assert.Equal([1L, 2, 3, 4], entries.Select(entry => entry.Number));
        Assert.Equal([1, 1, 2, 2], entries.Select(entry => entry.Run));
        Assert.Equal(("ada@agency.example", "desk-1"), (entries[0].Operator, entries[0].Host));
        Assert.Equal(["bram@agency.example"], entries[0].Approvers);
        Assert.Single(await ledger.ListReportsAsync());

        var verified = await ChainVerification.RunAsync(TikTokBan.Ledger.Stores.LedgerStores.Open(LedgerLocation.Parse(Database), TimeProvider.System), new ChainCheckOptions());
        Assert.Empty(verified.Findings);
        Assert.Contains("\"scan\":\"" + hashes[1], Ask("SELECT body FROM event WHERE number = 1"), StringComparison.Ordinal);
        Assert.Equal("import scan", Ask("SELECT group_concat(kind, ' ') FROM event WHERE number < 3"));
    }

    [Fact]
    public async Task Nothing_is_left_of_it_in_clear()
    {
        Assert.True(Holds("an@agency.example"));
        await new EvidenceLedger(LedgerLocation.Parse(Database)).ListScansAsync();
        Assert.False(Holds("an@agency.example"));
        Assert.Equal("0", Ask("SELECT count(*) FROM sqlite_schema WHERE name IN ('scan', 'run', 'exposure', 'waiver_event', 'removal_plan', 'journal_entry', 'report')"));
    }

    [Theory]
    [InlineData("UPDATE scan SET devices = devices, summary = replace(summary, '2023', '2024') WHERE sequence = 1")]
    [InlineData("UPDATE exposure SET json = replace(json, 'tiktok', 'xiktok')")]
    [InlineData("DELETE FROM waiver_event WHERE sequence = 1")]
    [InlineData("DELETE FROM journal_entry WHERE sequence = 2")]
    [InlineData("UPDATE report SET detail = 'named'")]
    public async Task What_does_not_fit_its_hashes_is_refused_and_left_as_it_is(string statement)
    {
        foreach (var trigger in Ask("SELECT group_concat(name, ' ') FROM sqlite_schema WHERE type = 'trigger'").Split(' '))
            Ask("DROP TRIGGER " + trigger);
        Ask(statement);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => new EvidenceLedger(LedgerLocation.Parse(Database)).ListScansAsync());
        Assert.Equal(InputProblem.LedgerDamaged, refused.Problem);
        Assert.Equal("2", Ask("SELECT count(*) FROM scan"));
    }

    [Fact]
    public async Task Many_that_open_it_at_once_convert_it_once()
    {
        var lists = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new EvidenceLedger(LedgerLocation.Parse(Database)).ListScansAsync())));
        Assert.All(lists, scans => Assert.Equal(2, scans.Count));
        Assert.Equal("1", Ask("SELECT count(*) FROM event WHERE kind = 'import'"));
    }

    private bool Holds(string text) => Directory.GetFiles(_folder).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private string Ask(string question)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own statement.
        command.CommandText = question;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
