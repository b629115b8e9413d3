using System.Security.Cryptography.X509Certificates;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Records;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Chain;

public sealed class CheckpointTests
{
    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Each_thousandth_event_is_a_checkpoint_by_itself_and_goes_on_from_the_one_before(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        await AppendAsync(ledger.Store, 2100, gathers: true);
        await AppendAsync(ledger.Store, 950, gathers: false);
        await using var session = await ledger.Store.ReadAsync();
        var numbers = await session.QueryAsync<long>("SELECT number FROM event WHERE authority = @authority AND kind = 'checkpoint' ORDER BY number");
        Assert.Equal([1000L, 2000, 3000], numbers);
        var check = await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions());
        Assert.Empty(check.Findings.Select(finding => finding.Sentence));
        Assert.Equal((3053L, 3L, 0L), (check.Events, check.Checkpoints, check.Signed));
    }

    [Fact]
    public async Task A_ledger_without_events_has_nothing_to_be_over()
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        var missing = await Assert.ThrowsAsync<UnusableInputException>(() => Checkpoints.MakeAsync(ledger.Store, null, TimeProvider.System));
        Assert.Equal(InputProblem.LedgerNotFound, missing.Problem);
        await AppendAsync(ledger.Store, 0, gathers: false);
        var empty = await Assert.ThrowsAsync<UnusableInputException>(() => Checkpoints.MakeAsync(ledger.Store, null, TimeProvider.System));
        Assert.Contains("nothing yet", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_is_the_same_after_it_was_kept_in_a_file_and_any_change_of_it_is_told()
    {
        await using var world = await ChainWorld.CreateAsync("sqlite");
        var file = Path.Combine(world.Ledger.Folder, "checkpoint.json");
        await CheckpointFile.WriteAsync(world.Kept, file);
        var read = await CheckpointFile.ReadAsync(file);
        Assert.Equal(world.Kept, read);
        Assert.True((await world.CheckAsync(new ChainCheckOptions { Kept = [read] })).Holds);
        foreach (var changed in new[]
        {
            read with { Root = new string('a', 64) },
            read with { Head = new string('a', 64) },
            read with { Size = read.Size - 1 },
            read with { Size = read.Size + 1 },
            read with { Chain = new string('a', 32) },
            read with { At = read.At.AddDays(1) },
            read with { Product = "another" },
            read with { Index = new string('a', 64) },
            read with { Signature = read.Signature![..^4] + "AAAA" },
        })
        {
            var check = await world.CheckAsync(new ChainCheckOptions { Kept = [changed] });
            Assert.False(check.Holds);
            Assert.Contains(check.Findings, finding => finding.Sentence.Contains("kept elsewhere", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_file_that_is_no_checkpoint_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        var file = Path.Combine(folder, "checkpoint.json");
        foreach (var content in new[] { "", "null", "[]", "{}", """{"format":1}""", """{"format":1,"chain":"x","chain":"x"}""", """{"format":2,"chain":"00000000000000000000000000000000","size":1,"root":"","head":"","at":"2026-11-16T09:30:00Z","product":"x"}""" })
        {
            await File.WriteAllTextAsync(file, content);
            Assert.Contains("is not a checkpoint", (await Assert.ThrowsAsync<UnusableInputException>(() => CheckpointFile.ReadAsync(file))).Message, StringComparison.Ordinal);
        }

        Assert.Contains("can't be read", (await Assert.ThrowsAsync<UnusableInputException>(() => CheckpointFile.ReadAsync(file + ".not"))).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Signatures_are_checked_against_the_trust_that_is_given()
    {
        await using var world = await ChainWorld.CreateAsync("sqlite");
        using var signer = X509CertificateLoader.LoadCertificate(ChainWorld.CertificateOf(world.Kept));
        var trusted = await world.CheckAsync(new ChainCheckOptions { Trust = [signer] });
        // The first checkpoint is signed by another certificate of the same name.
        Assert.Single(trusted.Findings);
        Assert.Contains("vouches", trusted.Findings[0].Sentence, StringComparison.Ordinal);
        var noted = await world.CheckAsync(new ChainCheckOptions());
        Assert.Contains(noted.Notes, note => note.Contains("certificates that you trust", StringComparison.Ordinal));
        Assert.Contains(noted.Notes, note => note.Contains("cut off at the end", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_chain_that_was_cut_off_or_written_anew_as_a_whole_is_found_by_the_checkpoint_that_was_kept(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine);
        await using var other = await ChainWorld.CreateAsync(engine);
        var replaced = await other.CheckAsync(new ChainCheckOptions { Kept = [world.Kept] });
        Assert.Equal(ChainFlaw.ChainReplaced, Assert.Single(replaced.Findings).Flaw);
        await using var fresh = await TestLedger.CreateAsync(engine);
        await AppendAsync(fresh.Store, 3, gathers: false);
        string chain;
        await using (var session = await fresh.Store.ReadAsync())
            chain = session.Head.Chain;
        var cut = await ChainVerification.RunAsync(fresh.Store, new ChainCheckOptions { Kept = [world.Kept with { Chain = chain, Signature = null }] });
        Assert.Equal(ChainFlaw.ChainCut, Assert.Single(cut.Findings).Flaw);
    }

    [Fact]
    public async Task Checkpoints_that_were_kept_in_one_minute_are_told_apart_by_their_files_or_else_by_their_number()
    {
        await using var world = await ChainWorld.CreateAsync("sqlite");
        var wrong = world.Kept with { Root = new string('0', 64), Signature = null };
        var named = await world.CheckAsync(new ChainCheckOptions { Kept = [world.Kept, wrong], KeptIn = ["first.json", "second.json"] });
        Assert.NotEmpty(named.Findings);
        Assert.All(named.Findings, finding => Assert.Contains("kept elsewhere (second.json)", finding.Sentence, StringComparison.Ordinal));
        var numbered = await world.CheckAsync(new ChainCheckOptions { Kept = [world.Kept, wrong] });
        Assert.All(numbered.Findings, finding => Assert.Contains("kept elsewhere (number 2 of 2)", finding.Sentence, StringComparison.Ordinal));
        var only = await world.CheckAsync(new ChainCheckOptions { Kept = [wrong] });
        Assert.All(only.Findings, finding => Assert.DoesNotContain("(number", finding.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task How_far_a_chain_without_any_signature_is_signed_is_told_too()
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        await AppendAsync(ledger.Store, 3, gathers: false);
        var check = await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions());
        Assert.Null(check.SignedTo);
        Assert.Contains(check.Notes, note => note.StartsWith("Signed up to event 0 of 3: ", StringComparison.Ordinal));
    }

    internal static async Task AppendAsync(ILedgerStore store, int events, bool gathers)
    {
        await using var session = await store.WriteAsync();
        using var writer = new EventWriter(session, new TestClock()) { Gathers = gathers };
        for (var number = 0; number < events; number++)
            await writer.AppendAsync("run", "p-1", "{}");
        await writer.FlushAsync();
        await session.CommitAsync();
    }
}
