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
    public async Task A_changed_scan_is_one_finding_that_tells_how_many_of_its_cases_are_touched(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine);
        await using var editor = await LedgerEditor.OpenAsync(world.Ledger, engine);
        var scan = editor["event"].Last(row => (string)row["kind"]! == "scan");
        var cases = await world.AskAsync($"SELECT exposures FROM scan_head WHERE authority = @authority AND number = {scan["number"]}");
        var directive = (string)editor["scan_head"][0]["directive"]!;
        await editor.WriteAsync("event", editor["event"].Select(row => row == scan ? new Dictionary<string, object?>(row) { ["body"] = ((string)row["body"]!).Replace($"\"{directive}\"", "\"be-other\"", StringComparison.Ordinal) } : row));
        var finding = Assert.Single((await world.CheckAsync()).Findings);
        Assert.Equal((ChainFlaw.EventChanged, (long?)scan["number"], "scan", cases), (finding.Flaw, finding.Event, finding.Kind, finding.Cases));
        Assert.Contains($"{cases} of its cases", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains(finding.Follows, sentence => sentence.Contains("table of cases seen lacks", StringComparison.Ordinal));
        Assert.True(finding.FollowsCount >= finding.Follows.Count);

        // What has a cause of its own is still told beside it.
        await editor.WriteAsync("tally", editor["tally"].Skip(1));
        Assert.Equal([(long)scan["number"]!, (long)editor["tally"][0]["scan"]!], (await world.CheckAsync()).Findings.Select(one => one.Event ?? 0));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_changed_erasure_is_the_finding_and_not_the_events_whose_keys_it_tells_of(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine);
        await using var editor = await LedgerEditor.OpenAsync(world.Ledger, engine);
        var erasure = editor["event"].Last(row => (string)row["kind"]! == "erasure");
        await editor.WriteAsync("event", editor["event"].Select(row => row == erasure ? new Dictionary<string, object?>(row) { ["kind"] = "access" } : row));
        var finding = Assert.Single((await world.CheckAsync()).Findings);
        Assert.Equal((ChainFlaw.EventChanged, (long?)erasure["number"]), (finding.Flaw, finding.Event));
        Assert.Contains(finding.Follows, sentence => sentence.Contains("no erasure tells", StringComparison.Ordinal));
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
