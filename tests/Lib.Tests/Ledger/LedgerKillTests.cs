using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger;

namespace TikTokBan.Tests.Ledger;

/// <summary>A program that is killed at any moment leaves a ledger that opens, is whole, and holds every scan it said was stored.</summary>
public sealed class LedgerKillTests : IDisposable
{
    private const int Kills = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-ledger-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_killed_writer_never_costs_a_stored_scan()
    {
        var path = Path.Combine(_folder, "ledger.db");
        var random = new Random(20230310);
        var midway = 0;
        var next = 0;
        for (var round = 0; round < Kills; round++)
        {
            var (told, errors) = await WriteAndKill(path, next, TimeSpan.FromMilliseconds(random.Next(5, 250)));
            Assert.True(told.Count > 0, errors);

            Assert.Equal("ok", Ask(path, "PRAGMA integrity_check"));
            var ledger = new EvidenceLedger(LedgerLocation.Parse(path));
            var stored = (await ledger.ListScansAsync()).Select(scan => scan.Id).ToHashSet();
            Assert.Subset(stored, told.ToHashSet());
            Assert.Equal("0", Ask(path, "SELECT count(*) FROM segment WHERE event NOT IN (SELECT number FROM scan_head)"));

            var last = told[^1];
            var loaded = await ledger.LoadScanAsync(last);
            Assert.Equal(
                await EvidenceLedgerTests.Text(LedgerWriterProcess.Scan(Number(last))),
                await EvidenceLedgerTests.Text(loaded));
            midway += stored.Count > next + told.Count ? 1 : 0;
            next = stored.Max(Number) + 1;
        }

        Assert.True(next >= Kills, $"{next} scans were stored, {midway} times one more than was told");
    }

    private static async Task<(List<string> Told, string Errors)> WriteAndKill(string path, int first, TimeSpan wait)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(LedgerWriterProcess).Assembly.Location, "write-ledger", path, first.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var writer = Process.Start(start)!;
        var told = new List<string>();
        var errors = writer.StandardError.ReadToEndAsync();
        // From the first stored scan on, so that the moment falls among the writes and not into the start of the runtime.
        if (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            told.Add(line);
            await Task.Delay(wait);
        }

        writer.Kill();
        await writer.WaitForExitAsync();
        while (await writer.StandardOutput.ReadLineAsync() is { } more)
        {
            if (more.Length == LedgerWriterProcess.Id(0).Length)
                told.Add(more);
        }

        return (told, await errors);
    }

    private static int Number(string id) => int.Parse(id.AsSpan("kill-".Length), CultureInfo.InvariantCulture);

    private static string Ask(string path, string question)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }
}
