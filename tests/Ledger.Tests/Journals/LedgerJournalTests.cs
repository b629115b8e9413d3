using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Sqlite;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using static TikTokBan.Ledger.Tests.Journals.JournalSamples;

namespace TikTokBan.Ledger.Tests.Journals;

public sealed class LedgerJournalTests
{
    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Entries_come_back_as_they_were_added(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var plan = Plan();
        JournalEntry[] added = [Sending(1), Ended(1), Ended(2, ActionOutcome.PendingApproval), End];
        await using (var run = await JournalOf(ledger).BeginAsync(plan, Started()))
        {
            Assert.Equal((1, 0), (run.Number, run.Earlier.Count));
            foreach (var entry in added)
                Assert.Equal(1, (await run.AppendAsync(entry)).Run);
        }

        var read = await JournalOf(ledger).ReadAsync(plan.Id);
        Assert.Equal([1L, 2, 3, 4, 5], read.Select(entry => entry.Number));
        Assert.Equal(Text([Started() with { Host = Environment.MachineName }, .. added]), Text(read.Select(entry => entry with { Number = 0, Run = 0 })));
        Assert.Equal(Sending(1).Before!.Value.GetRawText(), read[1].Before!.Value.GetRawText());
        Assert.Equal(Sending(1).Request, read[1].Request);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task The_next_run_is_given_what_was_written_before_it(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var plan = Plan();
        await RunAsync(ledger, plan, 2);
        await using var second = await JournalOf(ledger).BeginAsync(plan, Started(RunPurpose.Undo, "bram@agency.example"));
        Assert.Equal((2, 3), (second.Number, second.Earlier.Count));
        Assert.Equal((5L, 2), await second.AppendAsync(Ended(9)) is { } stored ? (stored.Number, stored.Run) : default);
    }

    [Fact]
    public async Task What_was_never_run_has_no_entries_and_makes_no_ledger()
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        Assert.Empty(await JournalOf(ledger).ReadAsync("p-0"));
        Assert.Empty(await JournalOf(ledger).ListPlansAsync());
        Assert.Contains("no ledger here yet", await Refused(() => JournalOf(ledger).LoadPlanAsync("latest")), StringComparison.Ordinal);
        Assert.False(await ledger.Store.ExistsAsync());
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Plans_are_listed_by_their_last_run_and_found_by_the_beginning_of_their_ids(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var journal = JournalOf(ledger);
        var (first, second) = (Plan(1), Plan(2));
        await RunAsync(ledger, first);
        await RunAsync(ledger, second);
        await RunAsync(ledger, first);

        Assert.Equal([first.Id, second.Id], (await journal.ListPlansAsync()).Select(plan => plan.Id));
        Assert.Equal(PlanFile.ToJson(first), PlanFile.ToJson(await journal.LoadPlanAsync("latest")));
        Assert.Equal(second.Id, (await journal.LoadPlanAsync(second.Id[..^4])).Id);
        Assert.Contains("beginning of several", await Refused(() => journal.LoadPlanAsync("p-")), StringComparison.Ordinal);
        Assert.Contains("no plan \"x\"", await Refused(() => journal.LoadPlanAsync("x")), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Another_plan_under_the_same_id_is_refused(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var plan = Plan();
        await RunAsync(ledger, plan);
        var other = plan with { Author = "eve@agency.example" };
        other = other with { Hash = PlanFile.HashOf(other) };
        Assert.Contains("another hash", await Refused(() => JournalOf(ledger).BeginAsync(other, Started())), StringComparison.Ordinal);
        Assert.Contains("does not fit its hash", await Refused(() => JournalOf(ledger).BeginAsync(Plan(3) with { Author = "eve@agency.example" }, Started())), StringComparison.Ordinal);
        Assert.Equal(plan.Id, Assert.Single(await JournalOf(ledger).ListPlansAsync()).Id);
        await RunAsync(ledger, plan);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task What_was_altered_is_named(string engine)
    {
        // Of one run: the plan is event 1, two approvals 2 and 3, the run 4, its entries 5 to 7.
        foreach (var (table, statement, expected) in new[]
        {
            ("event", "UPDATE event SET body = replace(body, 'done', 'skipped') WHERE number = 6", "event 6 (action p-00010001) is not what was stored"),
            ("event", "UPDATE event SET number = 99 WHERE number = 5; UPDATE event SET number = 5 WHERE number = 6; UPDATE event SET number = 6 WHERE number = 99", "event 5 (action p-00010001) is not what was stored"),
            ("event", "DELETE FROM event WHERE number = 5", "1 of its 7 events are gone, the first is event 5"),
            ("event", "DELETE FROM event WHERE number > 5", "2 of its 7 events are gone, the first is event 6"),
            ("event", "DELETE FROM event", "7 of its 7 events are gone, the first is event 1"),
            ("event", "UPDATE event SET about = 'p-other' WHERE number = 6", "entry 3 is missing"),
            ("part", "UPDATE part SET data = (SELECT data FROM part AS other WHERE other.number = part.number - 1) WHERE number = 7", "is not what was stored"),
        })
        {
            await using var ledger = await TestLedger.CreateAsync(engine);
            var plan = Plan();
            await RunAsync(ledger, plan, 3);
            await ledger.AlterAsync(engine, table, statement);
            Assert.Contains(expected, await Refused(() => JournalOf(ledger).ReadAsync(plan.Id)), StringComparison.Ordinal);
            Assert.NotEmpty(await Refused(() => JournalOf(ledger).BeginAsync(plan, Started())));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Entries_of_many_threads_stand_in_one_unbroken_order(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var journal = JournalOf(ledger);
        var plan = Plan();
        await using (var run = await journal.BeginAsync(plan, Started()))
        {
            await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, token) => await run.AppendAsync(Ended(number), token));
            await using var verify = await journal.BeginAsync(plan, Started(RunPurpose.Verify));
            await Task.WhenAll(Enumerable.Range(0, 40).Select(number => (number % 2 == 0 ? run : verify).AppendAsync(Sending(number))));
        }

        var read = await journal.ReadAsync(plan.Id);
        Assert.Equal(442, read.Count);
        Assert.Equal(400, read.Where(entry => entry.Step == JournalStep.ActionEnded).Select(entry => entry.Action).Distinct().Count());
        Assert.Equal(21, read.Count(entry => entry.Run == 2));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task An_entry_that_is_given_up_is_stored_whole_or_not_at_all(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var plan = Plan();
        var kept = 0;
        await using (var run = await JournalOf(ledger).BeginAsync(plan, Started()))
        {
            for (var round = 0; round < 30; round++)
            {
                using var given = new CancellationTokenSource();
                var waiting = Enumerable.Range(0, 8).Select(number => run.AppendAsync(Ended(number), given.Token)).ToList();
                await given.CancelAsync();
                foreach (var one in waiting)
                    kept += await Stored(one) ? 1 : 0;
            }
        }

        Assert.Equal(kept + 1, (await JournalOf(ledger).ReadAsync(plan.Id)).Count);
    }

    [Fact]
    public async Task A_full_disk_costs_the_entry_and_nothing_before_it()
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        await RunAsync(ledger, Plan(2));
        var plan = Plan();
        var pages = 0L;
        var journal = new LedgerJournal(
            new SqliteStore(ledger.Address, MasterKey.None, TimeProvider.System) { Opened = connection => pages = Limit(connection, pages == 0 ? 40 : 0, pages) },
            TimeProvider.System);
        var stored = 0;
        await using (var run = await journal.BeginAsync(plan, Started()))
        {
            var refused = await Refused(async () =>
            {
                for (; stored < 2000; stored++)
                    await run.AppendAsync(Ended(stored));
            });
            Assert.Contains("no room left", refused, StringComparison.Ordinal);
            Assert.Contains("no room left", await Refused(() => run.AppendAsync(Ended(1))), StringComparison.Ordinal);
        }

        Assert.InRange(stored, 5, 1000);
        Assert.Equal(stored + 1, (await JournalOf(ledger).ReadAsync(plan.Id)).Count);
        await RunAsync(ledger, plan, 3);
        Assert.Equal(stored + 5, (await JournalOf(ledger).ReadAsync(plan.Id)).Count);
    }

    [Fact]
    public async Task A_disk_that_is_full_before_the_first_entry_begins_nothing()
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        var plan = Plan();
        var journal = new LedgerJournal(new SqliteStore(ledger.Address, MasterKey.None, TimeProvider.System) { Opened = connection => Limit(connection, 0, 0) }, TimeProvider.System);
        Assert.Contains("no room left", await Refused(() => journal.BeginAsync(Plan(200), Started())), StringComparison.Ordinal);
        Assert.Empty(await JournalOf(ledger).ReadAsync(Plan(200).Id));
        await RunAsync(ledger, plan);
        Assert.Equal(1, (await JournalOf(ledger).ReadAsync(plan.Id))[^1].Run);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_run_that_was_disposed_of_takes_nothing_more(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var run = await JournalOf(ledger).BeginAsync(Plan(), Started());
        await run.DisposeAsync();
        await run.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => run.AppendAsync(Ended(1)));
    }

    private static JournalEntry End => new() { At = At.AddHours(1), Step = JournalStep.RunEnded, Sentence = "All of it was carried out." };

    private static LedgerJournal JournalOf(TestLedger ledger) => new(ledger.Store, TimeProvider.System);

    private static async Task RunAsync(TestLedger ledger, RemovalPlan plan, int entries = 0)
    {
        await using var run = await JournalOf(ledger).BeginAsync(plan, Started());
        for (var number = 1; number <= entries; number++)
            await run.AppendAsync(Ended(number));
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

    // The limit belongs to the connection: each is given the one that the first was.
    private static long Limit(SqliteConnection connection, int more, long pages)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        var most = pages > 0 ? pages : Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) + more;
#pragma warning disable CA2100 // A number that was just counted.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {most}");
#pragma warning restore CA2100
        command.ExecuteScalar();
        return most;
    }

    private static string Text(IEnumerable<JournalEntry> entries) => JsonSerializer.Serialize(entries);

    private static async Task<string> Refused(Func<Task> attempt) => (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message;
}
