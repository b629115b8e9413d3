using System.Globalization;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Removal.Journals;
using static TikTokBan.Ledger.Tests.Journals.JournalSamples;

namespace TikTokBan.Ledger.Tests.Journals;

/// <summary>One run at a time changes a tenant, and one that lost its claim writes nothing more.</summary>
public sealed class TenantHoldTests
{
    private const string Other = "71600000-0000-4000-8000-0000000000ff";

    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Who_comes_second_is_told_who_was_first(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var journal = JournalOf(ledger);
        var plan = Plan();
        await using (await journal.BeginAsync(plan, Started()))
        {
            foreach (var purpose in new[] { RunPurpose.Apply, RunPurpose.Undo })
            {
                var refused = await Refused(() => journal.BeginAsync(Plan(2), Started(purpose, "bram@agency.example")));
                Assert.Contains($"ada@agency.example's run 1 of plan {plan.Id} on {Environment.MachineName}, begun 2026-11-16 10:30:00 UTC, works on this tenant; wait for it, or stop it", refused, StringComparison.Ordinal);
                Assert.Equal(engine == "postgres", refused.Contains("its claim ends at 20", StringComparison.Ordinal));
            }
        }

        await using var next = await journal.BeginAsync(plan, Started(RunPurpose.Undo, "bram@agency.example"));
        Assert.Equal(2, next.Number);
        Assert.Contains("bram@agency.example's run 2", await Refused(() => journal.BeginAsync(plan, Started())), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Another_tenant_and_a_look_at_the_same_are_free(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var journal = JournalOf(ledger);
        await using var first = await journal.BeginAsync(Plan(), Started());
        await using var elsewhere = await journal.BeginAsync(Plan(tenant: Other), Started());
        await using var look = await journal.BeginAsync(Plan(), Started(RunPurpose.Verify));
        await using var another = await journal.BeginAsync(Plan(), Started(RunPurpose.Verify));
        foreach (var run in new[] { first, elsewhere, look, another })
            await run.AppendAsync(Ended(1));
        Assert.Equal([1, 1, 2, 3], new[] { first.Number, elsewhere.Number, look.Number, another.Number });
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_run_whose_claim_ended_is_told_so_and_one_that_was_succeeded_by_whom(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var plan = Plan();
        await using var first = await JournalOf(ledger).BeginAsync(plan, Started());
        await first.AppendAsync(Ended(1));
        await EndLeasesAsync(ledger);
        Assert.Contains("so long that its claim to the tenant ended; it must send nothing more", await Refused(() => first.AppendAsync(Ended(2))), StringComparison.Ordinal);

        foreach (var file in Directory.GetFiles(ledger.Folder, "*.lock"))
            File.Delete(file);
        await using var second = await JournalOf(ledger).BeginAsync(Plan(2), Started(by: "bram@agency.example"));
        Assert.Contains($"bram@agency.example's run 1 of plan {Plan(2).Id}", await Refused(() => first.AppendAsync(Ended(2))), StringComparison.Ordinal);
        Assert.Contains("has the tenant now; this run must send nothing more", await Refused(() => first.AppendAsync(Ended(2))), StringComparison.Ordinal);
        await second.AppendAsync(Ended(1));
        Assert.Equal(2, (await JournalOf(ledger).ReadAsync(plan.Id)).Count);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_killed_program_is_succeeded_and_every_entry_that_it_was_told_of_is_there(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        using var holder = await HoldingProcess.StartAsync(ledger.Address, TimeSpan.FromMinutes(5));
        for (var number = 2; number <= 6; number++)
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), await holder.AddAsync());
        Assert.Contains("ada@agency.example's run 1", await Refused(() => JournalOf(ledger).BeginAsync(Plan(), Started())), StringComparison.Ordinal);

        await holder.KillAsync();
        // A file's lock says at once that the holder is gone; elsewhere its lease has to end.
        if (engine == "postgres")
        {
            Assert.Contains("if it was cut off, its claim ends at", await Refused(() => JournalOf(ledger).BeginAsync(Plan(), Started())), StringComparison.Ordinal);
            await EndLeasesAsync(ledger);
        }

        await using var next = await JournalOf(ledger).BeginAsync(Plan(), Started());
        Assert.Equal((2, 6), (next.Number, next.Earlier.Count));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_program_that_was_stopped_past_its_claim_and_succeeded_writes_nothing_more(string engine)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows stops no process by a signal");
        await using var ledger = await TestLedger.CreateAsync(engine);
        using var holder = await HoldingProcess.StartAsync(ledger.Address, TimeSpan.FromSeconds(3));
        Assert.Equal("2", await holder.AddAsync());
        await holder.SignalAsync("STOP");
        await using var next = await SucceedAsync(ledger);
        await next.AppendAsync(Ended(7));
        await holder.SignalAsync("CONT");

        Assert.Contains("bram@agency.example's run 1 of plan " + Plan(2).Id, await holder.AddAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await JournalOf(ledger).ReadAsync(Plan().Id)).Count);
        Assert.Equal(2, (await JournalOf(ledger).ReadAsync(Plan(2).Id)).Count);
    }

    // The lock of a stopped process is still its own, so it is taken away, as on a disk that two machines share without locks.
    private static async Task<IRemovalRun> SucceedAsync(TestLedger ledger)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var ended = await LeaseEndedAsync(ledger);
            if (ended)
            {
                foreach (var file in Directory.GetFiles(ledger.Folder, "*.lock"))
                    File.Delete(file);
                return await JournalOf(ledger).BeginAsync(Plan(2), Started(by: "bram@agency.example"));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException("The lease did not end.");
    }

    private static async Task<bool> LeaseEndedAsync(TestLedger ledger)
    {
        await using var session = await ledger.Store.ReadAsync();
        return await session.FirstAsync<long>("SELECT until FROM lease WHERE authority = @authority") <= await session.NowAsync();
    }

    private static async Task EndLeasesAsync(TestLedger ledger)
    {
        await using var session = await ledger.Store.BesideAsync();
        Assert.Equal(1, await session.ExecuteAsync("UPDATE lease SET until = 1 WHERE authority = @authority AND until > 1"));
        await session.CommitAsync();
    }

    private static LedgerJournal JournalOf(TestLedger ledger) => new(ledger.Store, TimeProvider.System);

    private static async Task<string> Refused(Func<Task> attempt) => (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message;
}
