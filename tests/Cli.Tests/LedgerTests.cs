using System.Text.Json;
using Microsoft.Data.Sqlite;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Cli.Tests;

/// <summary>The verbs that prove a ledger, move it, and forget people in it.</summary>
public sealed class LedgerTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder["ledger.db"];

    public async Task InitializeAsync()
    {
        foreach (var day in new[] { "2023-04-02", "2023-04-10" })
        {
            var scanned = await Run.OfAsync("scan", "--exports", Path.Combine(ProductFiles.Samples, "authority"), "--as-of", day, "--ledger", Ledger, "--format", "json");
            Assert.True(scanned.Status is ExitStatus.Done or ExitStatus.Incomplete, scanned.Errors);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_ledger_is_verified_proved_and_moved()
    {
        await DoneAsync("All is as it was stored", "ledger", "verify", "--ledger", Ledger);
        await DoneAsync("it is not signed", "ledger", "checkpoint", "--out", _folder["checkpoint.json"], "--ledger", Ledger);
        await DoneAsync("All is as it was stored", "ledger", "verify", "--checkpoint", _folder["checkpoint.json"], "--ledger", Ledger);
        await DoneAsync("The proof of event 1", "ledger", "prove", "1", "--out", _folder["proof.json"], "--ledger", Ledger);
        Assert.StartsWith("Holds: event 1 (scan)", (await DoneAsync("", "ledger", "check-proof", _folder["proof.json"])).Output, StringComparison.Ordinal);
        await DoneAsync("all is there as it was stored", "ledger", "move", "--to", _folder["moved.db"], "--ledger", Ledger);
        Assert.Equal((await Run.OfAsync("ledger", "list", "--ledger", Ledger, "--format", "csv")).Output, (await Run.OfAsync("ledger", "list", "--ledger", _folder["moved.db"], "--format", "csv")).Output);
        await DoneAsync("All is as it was stored", "ledger", "verify", "--checkpoint", _folder["checkpoint.json"], "--ledger", _folder["moved.db"]);
        await RefusedAsync("nothing was stored yet", "ledger", "move", "--to", _folder["moved.db"], "--ledger", Ledger);
        var trend = JsonDocument.Parse((await DoneAsync("", "ledger", "trend", "--by", "Verdict", "--format", "json", "--ledger", Ledger)).Output).RootElement;
        Assert.Contains(trend.EnumerateArray(), row => row.GetProperty("key").GetString() == "Violation" && row.GetProperty("keyExposures").GetInt64() > 0);
    }

    [Fact]
    public async Task What_was_changed_is_named_and_ends_with_one()
    {
        await DoneAsync("", "ledger", "checkpoint", "--out", _folder["checkpoint.json"], "--ledger", Ledger);
        await DoneAsync("", "ledger", "prove", "1", "--out", _folder["proof.json"], "--ledger", Ledger);
        Execute("DROP TRIGGER event_stays; UPDATE event SET body = replace(body, '2023-04-02', '2023-04-03') WHERE number = 1");
        var changed = await Run.OfAsync("ledger", "verify", "--ledger", Ledger);
        Assert.Equal(ExitStatus.Failed, changed.Status);
        Assert.Contains("event 1", changed.Output, StringComparison.OrdinalIgnoreCase);
        var json = await Run.OfAsync("ledger", "verify", "--ledger", Ledger, "--format", "json");
        using var document = JsonDocument.Parse(json.Output);
        Assert.Empty(SchemaCheck.Find("ledger-check.schema.json", json.Output));
        var finding = Assert.Single(document.RootElement.GetProperty("findings").EnumerateArray());
        Assert.False(document.RootElement.TryGetProperty("signedTo", out _));
        Assert.Equal((false, 1L), (document.RootElement.GetProperty("holds").GetBoolean(), finding.GetProperty("event").GetInt64()));
        Assert.True(document.RootElement.GetProperty("counts").GetProperty("events").GetInt64() > 1);
        await File.WriteAllTextAsync(_folder["proof.json"], (await File.ReadAllTextAsync(_folder["proof.json"])).Replace("2023-04-02", "2023-04-03", StringComparison.Ordinal));
        Assert.Equal(ExitStatus.Failed, (await Run.OfAsync("ledger", "check-proof", _folder["proof.json"])).Status);
    }

    [Fact]
    public async Task A_person_is_forgotten_and_the_chain_verifies()
    {
        var scan = JsonDocument.Parse((await Run.OfAsync("scan", "--exports", Path.Combine(ProductFiles.Samples, "authority"), "--as-of", "2023-04-10", "--no-ledger", "--format", "json")).Output).RootElement;
        var person = scan.GetProperty("exposures").EnumerateArray().Select(one => one.TryGetProperty("person", out var known) && known.TryGetProperty("userPrincipalName", out var upn) ? upn.GetString() : null).OfType<string>().First();
        await DoneAsync("record", "ledger", "subject", person, "--out", _folder["access"], "--as", "dpo@agency.example", "--ledger", Ledger);
        Assert.Contains(person, await File.ReadAllTextAsync(Path.Combine(_folder["access"], "subject-access.json")), StringComparison.OrdinalIgnoreCase);
        await DoneAsync("Nothing was erased", "ledger", "erase", person, "--as", "dpo@agency.example", "--what-if", "--ledger", Ledger);
        await RefusedAsync("--confirm", "ledger", "erase", person, "--as", "dpo@agency.example", "--ledger", Ledger);
        await DoneAsync("Erased", "ledger", "erase", person, "--as", "dpo@agency.example", "--confirm", "--ledger", Ledger);
        await DoneAsync("All is as it was stored", "ledger", "verify", "--ledger", Ledger);
        await DoneAsync("holds nothing", "ledger", "subject", person, "--out", _folder["nothing"], "--as", "dpo@agency.example", "--ledger", Ledger);
        await DoneAsync("", "report", "--out", _folder["report"], "--ledger", Ledger);
        await DoneAsync("Nothing was erased", "ledger", "retain", "--days", "1", "--as", "retention", "--what-if", "--ledger", Ledger);
    }

    [Fact]
    public async Task A_report_made_again_after_an_erasure_tells_nothing_of_who_was_erased_and_its_numbers_add_up()
    {
        var scan = JsonDocument.Parse((await Run.OfAsync("scan", "--exports", Path.Combine(ProductFiles.Samples, "authority"), "--as-of", "2023-04-10", "--no-ledger", "--format", "json")).Output).RootElement;
        var people = scan.GetProperty("exposures").EnumerateArray().Where(one => one.TryGetProperty("person", out var known) && known.TryGetProperty("userPrincipalName", out _)).GroupBy(one => one.GetProperty("person").GetProperty("userPrincipalName").GetString()!).ToList();
        var erased = people[0];
        string[] secrets = [erased.Key, .. erased.Select(one => one.GetProperty("person").TryGetProperty("id", out var id) ? id.GetString()! : erased.Key), .. erased.Select(one => one.GetProperty("id").GetString()!)];
        await DoneAsync("", "report", "--out", _folder["before"], "--format", "json", "--ledger", Ledger);
        await DoneAsync("", "report", "--out", _folder["named-before"], "--detail", "named", "--confirm", "--ledger", Ledger);
        Assert.Contains(secrets, secret => Told("named-before").Contains(secret, StringComparison.OrdinalIgnoreCase));
        await DoneAsync("Erased", "ledger", "erase", erased.Key, "--as", "dpo@agency.example", "--confirm", "--ledger", Ledger);
        await DoneAsync("", "report", "--out", _folder["after"], "--format", "json", "--ledger", Ledger);
        await DoneAsync("", "report", "--out", _folder["named-after"], "--detail", "named", "--confirm", "--ledger", Ledger);
        Assert.DoesNotContain(secrets, secret => (Told("named-after") + Told("after")).Contains(secret, StringComparison.OrdinalIgnoreCase));

        // As it ran, and without the erased: both are said, and differ by them.
        var listed = await DoneAsync("with cases that were erased since", "ledger", "list", "--format", "json", "--ledger", Ledger);
        await DoneAsync("with cases that were erased since", "ledger", "trend", "--ledger", Ledger);
        var stored = JsonDocument.Parse(listed.Output).RootElement.EnumerateArray().First(one => one.GetProperty("asOf").GetString() == "2023-04-10").GetProperty("exposures").GetInt64();
        var named = Headline("named-after");
        Assert.Equal((stored - erased.Count(), (long)erased.Count()), (named.GetProperty("exposures").GetInt64(), named.GetProperty("casesErased").GetInt64()));

        // Who has both aggregate reports doesn't get from their numbers how few they were.
        var (first, second) = (Headline("before"), Headline("after"));
        foreach (var figure in first.EnumerateObject().Where(figure => figure.Value.ValueKind == JsonValueKind.Number && second.TryGetProperty(figure.Name, out var later) && later.ValueKind == JsonValueKind.Number))
        {
            var difference = Math.Abs(figure.Value.GetInt64() - second.GetProperty(figure.Name).GetInt64());
            Assert.True(difference is 0 or >= 5, $"{figure.Name} differs by {difference}");
        }

        JsonElement Headline(string folder) => JsonDocument.Parse(File.ReadAllText(_folder[Path.Combine(folder, "report.json")])).RootElement.GetProperty("headline");

        string Told(string folder) => string.Join('\n', Directory.EnumerateFiles(_folder[folder]).Where(file => !file.EndsWith(".xlsx", StringComparison.Ordinal)).Select(File.ReadAllText));
    }

    [Fact]
    public async Task A_damaged_ledger_is_not_backed_up_and_the_older_copy_stays()
    {
        await DoneAsync("The copy is in", "ledger", "backup", _folder["copy.db"], "--ledger", Ledger);
        var before = await File.ReadAllBytesAsync(_folder["copy.db"]);
        Execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
        await using (var file = File.OpenWrite(Ledger))
        {
            // Every page after the first few, which tell what kind of file it is.
            for (file.Position = 8 * 4096; file.Position < file.Length - 8;)
            {
                await file.WriteAsync(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF });
                file.Position += 4096 - 8;
            }
        }

        await RefusedAsync("damaged", "ledger", "backup", _folder["copy.db"], "--force", "--ledger", Ledger);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder["copy.db"]));
        await RefusedAsync("damaged", "ledger", "backup", _folder["other.db"], "--ledger", Ledger);
        Assert.False(File.Exists(_folder["other.db"]));
        Assert.False(File.Exists(_folder["other.db.new"]));
    }

    [Fact]
    public async Task What_cannot_be_used_ends_with_two_and_one_sentence()
    {
        await File.WriteAllTextAsync(_folder["rubbish"], "\u0001 no json");
        foreach (var arguments in new string[][]
        {
            ["ledger", "verify", "--ledger", _folder["none.db"]],
            ["ledger", "verify", "--checkpoint", _folder["rubbish"], "--ledger", Ledger],
            ["ledger", "check-proof", _folder["rubbish"]],
            ["ledger", "prove", "9999", "--out", _folder["x"], "--ledger", Ledger],
            ["ledger", "move", "--to", Ledger, "--ledger", Ledger],
            ["ledger", "retain", "--as", "x", "--confirm", "--ledger", Ledger],
            ["ledger", "key", "rotate", "--as", "x", "--ledger", Ledger],
            ["ledger", "migrate", "--ledger", Ledger],
            ["ledger", "verify", "--ledger", "postgres://:secret@/"],
            ["ledger", "queue", "add", "a.example", "--authority", "../x", "--ledger", Ledger],
            ["work", "--settings", _folder["none"], "--ledger", Ledger],
        })
        {
            var run = await Run.OfAsync(arguments);
            Assert.True(run.Status == ExitStatus.Unusable, string.Join(' ', arguments) + run.Errors);
            Assert.Single(run.Errors.Trim().Split('\n'));
            Assert.DoesNotContain("secret", run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_worker_says_of_each_tenant_why_it_was_not_scanned()
    {
        await DoneAsync("queued", "ledger", "queue", "add", "a.example", "--authority", "none.yaml", "--ledger", Ledger);
        await File.WriteAllTextAsync(_folder["token"], "made.up.token");
        var worked = await Run.OfAsync("work", "--settings", _folder[""], "--token-file", _folder["token"], "--graph-endpoint", "http://127.0.0.1:1", "--ledger", Ledger);
        Assert.Equal(ExitStatus.Incomplete, worked.Status);
        Assert.Contains("a.example could not be scanned", worked.Errors, StringComparison.Ordinal);
        Assert.Contains("not scanned: 1", worked.Errors, StringComparison.Ordinal);
        Assert.NotEqual("", JsonDocument.Parse((await DoneAsync("", "ledger", "queue", "list", "--format", "json", "--ledger", Ledger)).Output).RootElement[0].GetProperty("problem").GetString());
        await DoneAsync("not queued any more", "ledger", "queue", "remove", "A.example", "--ledger", Ledger);
        await DoneAsync("Tenants scanned: 0", "work", "--settings", _folder[""], "--token-file", _folder["token"], "--ledger", Ledger);
    }

    private static async Task<Run> DoneAsync(string says, params string[] arguments)
    {
        var run = await Run.OfAsync(arguments);
        Assert.True(run.Status is ExitStatus.Done, string.Join(' ', arguments) + "\n" + run.Errors + run.Output);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        return run;
    }

    private static async Task RefusedAsync(string says, params string[] arguments)
    {
        var run = await Run.OfAsync(arguments);
        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
    }

    private void Execute(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Ledger};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own statement.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
