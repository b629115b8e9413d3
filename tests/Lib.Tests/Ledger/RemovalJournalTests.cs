using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using static TikTokBan.Tests.Ledger.JournalSamples;

namespace TikTokBan.Tests.Ledger;

public sealed class RemovalJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-journal-").FullName;

    private string Database => Path.Combine(_folder, "evidence", "ledger.db");

    private SqliteRemovalJournal Journal => new(LedgerLocation.Parse(Database));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Entries_come_back_as_they_were_added()
    {
        var plan = Plan();
        JournalEntry[] added = [Sending(1), Ended(1), Ended(2, ActionOutcome.PendingApproval)];
        await using (var run = await Journal.BeginAsync(plan, Started()))
        {
            Assert.Equal((1, 0), (run.Number, run.Earlier.Count));
            foreach (var entry in added)
                Assert.Equal(1, (await run.AppendAsync(entry)).Run);
        }

        var read = await Journal.ReadAsync(plan.Id);
        Assert.Equal([1L, 2, 3, 4], read.Select(entry => entry.Number));
        Assert.Equal(Text([Started() with { Host = Environment.MachineName }, .. added]), Text(read.Select(entry => entry with { Number = 0, Run = 0 })));
        Assert.Equal(Sending(1).Before!.Value.GetRawText(), read[1].Before!.Value.GetRawText());
        Assert.Equal(Sending(1).Request, read[1].Request);
    }

    [Fact]
    public async Task The_next_run_is_given_what_was_written_before_it()
    {
        var plan = Plan();
        await Run(plan, 2);
        await using var second = await Journal.BeginAsync(plan, Started(RunPurpose.Undo, "bram@agency.example"));
        Assert.Equal((2, 3), (second.Number, second.Earlier.Count));
        Assert.Equal((4L, 2), await second.AppendAsync(Ended(9)) is { } stored ? (stored.Number - 1, stored.Run) : default);
    }

    [Fact]
    public async Task What_was_never_run_has_no_entries_and_makes_no_ledger()
    {
        Assert.Empty(await Journal.ReadAsync("p-0"));
        Assert.Empty(await Journal.ListPlansAsync());
        Assert.Contains("no ledger here yet", await Refused(() => Journal.LoadPlanAsync("latest")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Plans_are_listed_by_their_last_run_and_found_by_the_beginning_of_their_ids()
    {
        var (first, second) = (Plan(1), Plan(2));
        await Run(first);
        await Run(second);
        await Run(first);

        Assert.Equal([first.Id, second.Id], (await Journal.ListPlansAsync()).Select(plan => plan.Id));
        Assert.Equal(PlanFile.ToJson(first), PlanFile.ToJson(await Journal.LoadPlanAsync("latest")));
        Assert.Equal(second.Id, (await Journal.LoadPlanAsync(second.Id[..^3])).Id);
        Assert.Contains("beginning of several", await Refused(() => Journal.LoadPlanAsync("p-")), StringComparison.Ordinal);
        Assert.Contains("no plan \"x\"", await Refused(() => Journal.LoadPlanAsync("x")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_plan_under_the_same_id_is_refused()
    {
        var plan = Plan();
        await Run(plan);
        var other = plan with { Author = "eve@agency.example" };
        other = other with { Hash = PlanFile.HashOf(other) };
        Assert.Contains("another hash", await Refused(() => Journal.BeginAsync(other, Started())), StringComparison.Ordinal);
        Assert.Contains("does not fit its hash", await Refused(() => Journal.BeginAsync(Plan(3) with { Author = "eve@agency.example" }, Started())), StringComparison.Ordinal);
        Assert.Equal(plan.Id, Assert.Single(await Journal.ListPlansAsync()).Id);
    }

    [Theory]
    [InlineData("UPDATE journal_entry SET json = '{}'")]
    [InlineData("DELETE FROM journal_entry")]
    [InlineData("INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry")]
    [InlineData("INSERT INTO journal_entry (plan, number, run, json, sha256) VALUES (1, 9, 1, '{}', '')")]
    [InlineData("INSERT OR REPLACE INTO journal_entry (plan, number, run, json, sha256) VALUES (1, 2, 1, '{}', '')")]
    [InlineData("UPDATE removal_plan SET hash = ''")]
    [InlineData("DELETE FROM removal_plan")]
    [InlineData("INSERT OR REPLACE INTO removal_plan SELECT * FROM removal_plan")]
    public async Task Nothing_stored_can_be_changed_or_removed(string statement)
    {
        var plan = Plan();
        await Run(plan, 3);
        Assert.Contains("a ledger only grows", Assert.Throws<SqliteException>(() => Ask(statement)).Message, StringComparison.Ordinal);
        Assert.Equal(4, (await Journal.ReadAsync(plan.Id)).Count);
    }

    [Theory]
    [InlineData("UPDATE journal_entry SET json = replace(json, 'done', 'skipped') WHERE number = 3", "entry 3 is not what was stored")]
    [InlineData("UPDATE journal_entry SET run = 2 WHERE number = 2", "entry 2 is not what was stored")]
    [InlineData("UPDATE journal_entry SET starts = 'verify' WHERE number = 1", "entry 1 is not what was stored")]
    [InlineData("UPDATE journal_entry SET number = 99 WHERE number = 2; UPDATE journal_entry SET number = 2 WHERE number = 3; UPDATE journal_entry SET number = 3 WHERE number = 99", "entry 2 is not what was stored")]
    [InlineData("UPDATE journal_entry SET number = number + 1 WHERE number = 4", "entry 4 is missing")]
    [InlineData("DELETE FROM journal_entry WHERE number = 2", "1 of its 4 entries are gone, the first from place 2")]
    [InlineData("DELETE FROM journal_entry WHERE number > 2", "2 of its 4 entries are gone, the first from place 3")]
    [InlineData("DELETE FROM journal_entry", "4 of its 4 entries are gone, the first from place 1")]
    [InlineData("UPDATE removal_plan SET hash = replace(hash, substr(hash, 1, 1), 'x')", "entry 1 is not what was stored")]
    public async Task What_was_altered_is_named(string statement, string expected)
    {
        var plan = Plan();
        await Run(plan, 3);
        Ask("DROP TRIGGER journal_entry_stays; DROP TRIGGER journal_entry_remains; DROP TRIGGER removal_plan_stays");
        Ask(statement);
        Assert.Contains(expected, await Refused(() => Journal.ReadAsync(plan.Id)), StringComparison.Ordinal);
        Assert.NotEmpty(await Refused(() => Journal.BeginAsync(plan, Started())));
    }

    [Fact]
    public async Task A_plan_that_was_altered_is_not_loaded()
    {
        var plan = Plan();
        await Run(plan);
        Ask("DROP TRIGGER removal_plan_stays; UPDATE removal_plan SET json = replace(json, 'ada@', 'eve@')");
        Assert.Contains($"{plan.Id} is not what was stored", await Refused(() => Journal.LoadPlanAsync("latest")), StringComparison.Ordinal);
        Assert.Contains($"{plan.Id} is not what was stored", await Refused(() => Journal.ListPlansAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_of_many_threads_stand_in_one_unbroken_order()
    {
        var plan = Plan();
        await using (var run = await Journal.BeginAsync(plan, Started()))
        {
            await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, token) => await run.AppendAsync(Ended(number), token));
            await using var verify = await Journal.BeginAsync(plan, Started(RunPurpose.Verify));
            await Task.WhenAll(Enumerable.Range(0, 40).Select(number => (number % 2 == 0 ? run : verify).AppendAsync(Sending(number))));
        }

        var read = await Journal.ReadAsync(plan.Id);
        Assert.Equal(442, read.Count);
        Assert.Equal(400, read.Where(entry => entry.Step == JournalStep.ActionEnded).Select(entry => entry.Action).Distinct().Count());
        Assert.Equal(21, read.Count(entry => entry.Run == 2));
    }

    [Fact]
    public async Task An_entry_that_is_given_up_is_stored_whole_or_not_at_all()
    {
        var plan = Plan();
        var kept = 0;
        await using (var run = await Journal.BeginAsync(plan, Started()))
        {
            for (var round = 0; round < 50; round++)
            {
                using var given = new CancellationTokenSource();
                var waiting = Enumerable.Range(0, 8).Select(number => run.AppendAsync(Ended(number), given.Token)).ToList();
                await given.CancelAsync();
                foreach (var one in waiting)
                    kept += await Stored(one) ? 1 : 0;
            }
        }

        Assert.Equal(kept + 1, (await Journal.ReadAsync(plan.Id)).Count);
    }

    [Fact]
    public async Task A_full_disk_costs_the_entry_and_nothing_before_it()
    {
        var plan = Plan();
        var journal = new SqliteRemovalJournal(LedgerLocation.Parse(Database))
        {
            // The tables take some pages before the first run; a few more are left to it.
            Opened = connection => Limit(connection, 40),
        };
        var stored = 0;
        var refused = "";
        await using (var run = await journal.BeginAsync(plan, Started()))
        {
            refused = await Refused(async () =>
            {
                for (; stored < 2000; stored++)
                    await run.AppendAsync(Ended(stored));
            });
            Assert.Contains("no room left", await Refused(() => run.AppendAsync(Ended(1))), StringComparison.Ordinal);
        }

        Assert.Contains("no room left", refused, StringComparison.Ordinal);
        Assert.InRange(stored, 5, 1000);
        Assert.Equal(stored + 1, (await Journal.ReadAsync(plan.Id)).Count);
        await Run(plan, 3);
        Assert.Equal(stored + 5, (await Journal.ReadAsync(plan.Id)).Count);
    }

    [Fact]
    public async Task A_disk_that_is_full_before_the_first_entry_begins_nothing()
    {
        var plan = Plan();
        var journal = new SqliteRemovalJournal(LedgerLocation.Parse(Database)) { Opened = connection => Limit(connection, 0) };
        Assert.Contains("no room left", await Refused(() => journal.BeginAsync(plan, Started())), StringComparison.Ordinal);
        Assert.Empty(await Journal.ReadAsync(plan.Id));
        await Run(plan);
        Assert.Equal(1, (await Journal.ReadAsync(plan.Id))[^1].Run);
    }

    [Fact]
    public async Task A_run_that_was_disposed_of_takes_nothing_more()
    {
        var run = await Journal.BeginAsync(Plan(), Started());
        await run.DisposeAsync();
        await run.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => run.AppendAsync(Ended(1)));
    }

    private static async Task<bool> Stored(Task<JournalEntry> one)
    {
        try
        {
            return (await one).Number > 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static void Limit(SqliteConnection connection, int more)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        var pages = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
#pragma warning disable CA2100 // A number that was just counted.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages + more}");
#pragma warning restore CA2100
        command.ExecuteScalar();
    }

    private async Task Run(RemovalPlan plan, int entries = 0)
    {
        await using var run = await Journal.BeginAsync(plan, Started());
        for (var number = 1; number <= entries; number++)
            await run.AppendAsync(Ended(number));
    }

    private static string Text(IEnumerable<JournalEntry> entries) => JsonSerializer.Serialize(entries);

    private static async Task<string> Refused(Func<Task> attempt) => (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message;

    private void Ask(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of this test.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
