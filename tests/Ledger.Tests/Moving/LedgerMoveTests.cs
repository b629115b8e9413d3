using System.Text;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Moving;
using TikTokBan.Ledger.Queues;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Moving;

public sealed class LedgerMoveTests
{
    private static readonly MasterKey Key = MasterKey.Of(Encoding.ASCII.GetBytes(new string('k', 32)));

    [SkippableTheory]
    [InlineData("sqlite", "postgres")]
    [InlineData("postgres", "sqlite")]
    [InlineData("sqlite", "sqlite")]
    [InlineData("postgres", "postgres")]
    public async Task All_of_it_arrives_under_the_other_stores_master_key_and_verifies(string from, string to)
    {
        await using var source = await FilledAsync(from);
        await using var target = await TestLedger.CreateAsync(to);
        var moved = await LedgerMove.RunAsync(source.Store, target.Store, null, default);
        Assert.Equal(2, moved.Events);
        Assert.Equal(3, moved.Tables.Single(table => table.Table == "part").Rows);
        var (before, after) = (await VerifiedAsync(source), await VerifiedAsync(target));
        Assert.Equal((before.Chain, before.Head, before.Root, before.Opened), (after.Chain, after.Head, after.Root, after.Opened));
        Assert.Equal(3, after.Opened);

        // The chain goes on there.
        await using (var session = await target.Store.WriteAsync())
        {
            using var writer = new EventWriter(session, TimeProvider.System);
            await writer.AppendAsync(EventKinds.Report, null, "{}");
            await session.CommitAsync();
        }

        Assert.Equal(3, (await VerifiedAsync(target)).Events);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => LedgerMove.RunAsync(source.Store, target.Store, null, default));
        Assert.Contains("nothing was stored yet", refused.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Tenants_that_were_queued_there_before_stay_queued(string to)
    {
        await using var source = await FilledAsync("sqlite");
        await using var target = await TestLedger.CreateAsync(to);
        await BeginAsync(target.Store);
        await new ScanTasks(target.Store).AddAsync("there.example", "{}", TimeSpan.FromDays(1));
        await LedgerMove.RunAsync(source.Store, target.Store, null, default);
        Assert.Equal("there.example", Assert.Single(await new ScanTasks(target.Store).ListAsync()).Tenant);
        Assert.Equal(2, (await VerifiedAsync(target)).Events);

        await using var other = await TestLedger.CreateAsync(to);
        await BeginAsync(other.Store);
        await new ScanTasks(other.Store).AddAsync("there.example", "{}", TimeSpan.FromDays(1));
        await new ScanTasks(source.Store).AddAsync("here.example", "{}", TimeSpan.FromDays(1));
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => LedgerMove.RunAsync(source.Store, other.Store, null, default));
        Assert.Contains("queue remove", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await VerifiedAsync(other)).Events);
    }

    [Fact]
    public async Task A_damaged_ledger_is_named_itself_and_leaves_no_empty_one_behind()
    {
        await using var source = await FilledAsync("sqlite");
        await using (var file = File.OpenWrite(source.Address))
        {
            // The first pages stay, so that it opens.
            file.Position = file.Length / 2;
            file.Write(new byte[file.Length - file.Position]);
        }

        var to = Path.Combine(source.Folder, "copy.db");
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => LedgerMove.RunAsync(LedgerLocation.Parse(source.Address), LedgerLocation.Parse(to)));
        Assert.Equal(source.Address, refused.Path);
        Assert.Equal([Path.GetFileName(source.Address)], Directory.EnumerateFiles(source.Folder, "*.db").Select(Path.GetFileName));
    }

    private static async Task<ChainCheck> VerifiedAsync(TestLedger ledger)
    {
        var check = await ChainVerification.RunAsync(ledger.Store, new ChainCheckOptions());
        Assert.Empty(check.Findings);
        return check;
    }

    private static async Task BeginAsync(ILedgerStore store)
    {
        await using var session = await store.WriteAsync();
        await session.CommitAsync();
    }

    private static async Task<TestLedger> FilledAsync(string engine)
    {
        var ledger = await TestLedger.CreateAsync(engine, Key);
        await using var session = await ledger.Store.WriteAsync();
        var keys = new SubjectKeys(session, TimeProvider.System);
        using var writer = new EventWriter(session, TimeProvider.System);
        foreach (var key in await keys.EnsureAsync([SubjectIdentity.Person("an@agency.example"), SubjectIdentity.Device("d1"), SubjectIdentity.Authority]))
            await writer.AddPartAsync(key, Encoding.UTF8.GetBytes($"about {key.Subject}"));
        await writer.AppendAsync(EventKinds.Import, null, "{}");
        await writer.AppendAsync(EventKinds.Report, null, "{}");
        await session.CommitAsync();
        return ledger;
    }
}
