using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Removal.Journals;
using static TikTokBan.Ledger.Tests.Journals.JournalSamples;

namespace TikTokBan.Ledger.Tests.Journals;

/// <summary>A plan and its journal after an erasure of somebody they name among others.</summary>
public sealed class RedactedJournalTests
{
    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Whoever_was_erased_is_gone_from_them_the_rest_stays_and_the_chain_verifies(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var journal = new LedgerJournal(ledger.Store, TimeProvider.System);
        await using (var run = await journal.BeginAsync(Plan(2), Started()))
        {
            await run.AppendAsync(Sending(1));
            await run.AppendAsync(Ended(1));
            await run.AppendAsync(Ended(2, ActionOutcome.Skipped, device: 2));
        }

        Assert.Empty((await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions())).Findings);
        foreach (var name in new[] { User(1), DeviceId(1) })
            await new SubjectErasure(ledger.Store, TimeProvider.System).EraseAsync(new ErasureRequest { Names = [name], By = "officer@agency.example" });
        Assert.Empty((await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions())).Findings);

        var listed = Assert.Single(await journal.ListPlansAsync());
        Assert.Equal((Plan(2).Id, Plan(2).Hash), (listed.Id, listed.Hash));
        Assert.Equal([DeviceId(2)], listed.Devices.Select(device => device.Id));
        Assert.Contains("names somebody whose data was erased", (await Assert.ThrowsAsync<UnusableInputException>(() => journal.LoadPlanAsync("latest"))).Message, StringComparison.Ordinal);
        var read = await journal.ReadAsync(Plan(2).Id);
        Assert.Equal(4, read.Count);
        Assert.DoesNotContain(User(1), Uri.UnescapeDataString(read[1].Request!.Path), StringComparison.Ordinal);
        Assert.DoesNotContain(DeviceId(1), read[1].Request!.Body, StringComparison.Ordinal);
        Assert.Equal((ActionOutcome.Done, 0), (read[2].Outcome, read[2].Devices!.Count));
        Assert.Equal(DeviceId(2), Assert.Single(read[3].Devices!).Id);
    }
}
