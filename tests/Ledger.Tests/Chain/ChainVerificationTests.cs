using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Chain;

public sealed class ChainVerificationTests
{
    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_ledger_that_nobody_touched_holds_and_everything_in_it_was_checked(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine, MasterKey.Of(new byte[32]));
        var check = await world.CheckAsync();
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        await using var session = await world.Store.ReadAsync();
        Assert.Equal((session.Head.Events, session.Head.Parts, session.Head.Parts, session.Head.Subjects), (check.Events, check.Parts, check.Opened + check.Erased, check.Subjects));
        Assert.Equal((3L, 2L), (check.Checkpoints, check.Signed));
        Assert.True(check.Erased > 10 && check.Opened > 10);
        Assert.True(check.Segments > 6);
        Assert.Equal(Convert.ToHexString(session.Head.Hash).ToLowerInvariant(), check.Head);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Without_the_master_key_the_chain_is_verified_all_the_same_and_that_nothing_was_opened_is_said(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine, MasterKey.Of(new byte[32]));
        var check = await ChainVerification.RunAsync(world.Ledger.Another(), new ChainCheckOptions());
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        Assert.Equal(0, check.Opened);
        Assert.Contains(check.Notes, note => note.Contains("master key", StringComparison.Ordinal));
        var shallow = await world.CheckAsync(new ChainCheckOptions { Deep = false });
        Assert.True(shallow.Holds);
        Assert.Equal((0L, check.Parts), (shallow.Opened, shallow.Parts));
    }
}
