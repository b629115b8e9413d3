using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Removal.Journals;
using static TikTokBan.Ledger.Tests.Journals.JournalSamples;

namespace TikTokBan.Ledger.Tests.Journals;

/// <summary>What a journal tells when somebody in it was erased, and what it never tells in clear.</summary>
public sealed class ErasedJournalTests
{
    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_personal_of_a_plan_or_its_runs_stands_in_clear(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await RunAsync(ledger);
        var text = await ledger.Store.ClearTextAsync();
        Assert.Contains("runStarted", text, StringComparison.Ordinal);
        foreach (var personal in new[] { "user1", "author@", "ada@", "bram@", "simonis", Environment.MachineName, DeviceId(1), "e0000000", "SN0EX", "PHONE", "3c4d0000" })
            Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Documents_say_by_number_whom_they_name(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await RunAsync(ledger);
        await using var session = await ledger.Store.ReadAsync();
        var keys = new SubjectKeys(session, TimeProvider.System);
        var device = Assert.Single(await keys.KnownAsync(["device:" + DeviceId(1)]));
        var person = Assert.Single(await keys.KnownAsync(["person:" + User(1)]));
        var other = Assert.Single(await keys.KnownAsync(["device:" + DeviceId(2)]));
        Assert.Equal(3, await CountAsync(device));
        Assert.Equal(2, await CountAsync(person));
        Assert.Equal(2, await CountAsync(other));
        foreach (var name in new[] { "device:sn0ex0000001", "device:e0000000-0000-4000-a000-000000000001" })
            Assert.Equal(device, Assert.Single(await keys.KnownAsync([name])));

        // The plan, the request and the end of the first action; the plan and the request; the plan and the end of the second.
        async Task<long> CountAsync(long subject) => await session.FirstAsync<long>("SELECT count(*) FROM document_subject WHERE authority = @authority AND subject = @subject", new { subject });
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task What_remains_of_an_erased_entry_is_its_place_its_step_and_its_outcome(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await RunAsync(ledger);
        await ledger.Store.EraseAsync($"document:journal:{Plan(2).Id}/action/a-00001");
        await ledger.Store.EraseAsync("person:ada@agency.example");
        await ledger.Store.EraseAsync("person:bram@agency.example");

        var read = await new LedgerJournal(ledger.Store, TimeProvider.System).ReadAsync(Plan(2).Id);
        Assert.Equal([JournalStep.RunStarted, JournalStep.Sending, JournalStep.ActionEnded, JournalStep.ActionEnded], read.Select(entry => entry.Step));
        Assert.Equal([null, null, ActionOutcome.Done, ActionOutcome.Skipped], read.Select(entry => entry.Outcome));
        Assert.Equal(("(erased)", null, "TikTokBan 0.1.0"), (read[0].Operator, read[0].Host, read[0].Product));
        Assert.Equal(["(erased)", "Océane Simonis"], read[0].Approvers!);
        Assert.Equal(("a-00001", "(erased)", null, null), (read[1].Action, read[1].Sentence, read[1].Request, read[1].Devices));
        Assert.Equal(At.AddSeconds(1), read[2].At);
        Assert.Equal("It was carried out.", read[3].Sentence);
        await using var next = await new LedgerJournal(ledger.Store, TimeProvider.System).BeginAsync(Plan(2), Started(RunPurpose.Verify));
        Assert.Equal(4, next.Earlier.Count);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_that_was_erased_is_neither_listed_nor_loaded(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await RunAsync(ledger);
        await ledger.Store.EraseAsync($"document:plan:{Plan(2).Id}");
        var journal = new LedgerJournal(ledger.Store, TimeProvider.System);
        Assert.Empty(await journal.ListPlansAsync());
        Assert.Contains("was erased", (await Assert.ThrowsAsync<UnusableInputException>(() => journal.LoadPlanAsync("latest"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_names_those_of_the_plan_that_stand_in_its_request_however_they_are_written()
    {
        var plan = Plan(3) with { Author = "o'neil@agency.example" };
        var subjects = new PlanSubjects(plan);
        Assert.Equal(7, subjects.All.Count);
        Assert.Equal(["person:user2@agency.example", "device:" + DeviceId(2)], Names(new SentRequest("GET", "graph", $"/v1.0/users/USER2%40agency.example/owned('{DeviceId(2).ToUpperInvariant()}')", null)));
        Assert.Equal(["person:o'neil@agency.example"], Names(new SentRequest("GET", "graph", "/v1.0/users('o'neil@agency.example')", null)));
        Assert.Equal(["device:" + DeviceId(3)], Names(new SentRequest("POST", "graph", "/v1.0/x", """{"serialNumber":"SN0EX0000003."}""")));
        Assert.Empty(Names(new SentRequest("POST", "graph", "/v1.0/users/user22@agency.example", "{}")));

        IEnumerable<string> Names(SentRequest request) => subjects.In(Sending(1) with { Request = request }).Select(subject => subject.Names[0]);
    }

    private static async Task RunAsync(TestLedger ledger)
    {
        await using var run = await new LedgerJournal(ledger.Store, TimeProvider.System).BeginAsync(Plan(2), Started());
        await run.AppendAsync(Sending(1));
        await run.AppendAsync(Ended(1));
        await run.AppendAsync(Ended(2, ActionOutcome.Skipped, device: 2));
    }
}
