using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class RetentionTests
{
    private static RetentionRequest Keeping(int days, World world) => new() { Days = days, Today = DateOnly.FromDateTime(world.Time.Now.UtcDateTime), By = "retention@agency.example" };

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Months_that_are_wholly_too_old_are_destroyed_and_younger_ones_read_as_before(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var months = new List<IReadOnlyList<long>>();
        for (var month = 0; month < 4; month++)
        {
            months.Add(await world.ScanAsync($"s-{month}", "{}", ("an", "d1"), (month == 0 ? "old" : "bo", "d2")));
            world.Time.Now = world.Time.Now.AddMonths(1);
        }

        // It is 10 July; 66 days before is 5 May, so that March and April go and May stays.
        var retention = new Retention(world.Store, world.Time);
        var preview = await retention.PreviewAsync(Keeping(66, world));
        var outcome = await retention.ApplyAsync(Keeping(66, world));

        Assert.Equal(["2026-03", "2026-04"], preview.Months);
        Assert.Equal((6L, 6L), (preview.Keys, preview.Parts));
        Assert.Equal(["s-0", "s-1"], preview.Scans);
        Assert.True(outcome.Event > 0);
        Assert.All(await world.ReadAsync(), part => Assert.Equal(months.Take(2).Any(parts => parts.Contains(part.Key)) ? null : world.Written[part.Key], part.Value));
        await using (var session = await world.Store.ReadAsync())
        {
            var keys = new SubjectKeys(session, world.Time);
            Assert.Empty(await keys.KnownAsync(SubjectIdentity.Person("old").Names));
            Assert.Single(await keys.KnownAsync(SubjectIdentity.Person("an").Names));
        }

        Assert.Equal(0, (await retention.ApplyAsync(Keeping(66, world))).Event);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_waiver_in_force_outlives_its_month_and_the_cases_of_its_holder_do_not(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var parts = await world.ScanAsync("s-1", "{}", ("an", "d1"));
        var waiver = await world.WaiverAsync("an", new DateOnly(2027, 1, 31));
        await world.WaiverAsync("bo", new DateOnly(2026, 4, 30));
        world.Time.Now = new DateTimeOffset(2026, 9, 2, 8, 0, 0, TimeSpan.Zero);

        var preview = await new Retention(world.Store, world.Time).PreviewAsync(Keeping(30, world));
        await new Retention(world.Store, world.Time).ApplyAsync(Keeping(30, world));

        Assert.Equal(3, preview.Documents);
        Assert.Null((await world.ReadAsync())[parts[1]]);
        var left = Assert.Single(await new WaiverLedger(world.Store, world.Time).ReadWaiversAsync());
        Assert.Equal((waiver.Id, waiver.Holder, waiver.Grantor), (left.Id, left.Holder, left.Grantor));

        world.Time.Now = world.Time.Now.AddMonths(2);
        await new Retention(world.Store, world.Time).ApplyAsync(Keeping(30, world));
        Assert.Equal(waiver.Id, Assert.Single(await new WaiverLedger(world.Store, world.Time).ReadWaiversAsync()).Id);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_day_in_the_future_is_refused_and_nothing_is_destroyed(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", "{}", ("an", "d1"));
        var waiver = await world.WaiverAsync("an", new DateOnly(2027, 1, 31));
        world.Time.Now = new DateTimeOffset(2026, 11, 22, 23, 30, 0, TimeSpan.Zero);
        await world.ScanAsync("s-2", "{}", ("an", "d1"));
        var retention = new Retention(world.Store, world.Time);

        foreach (var day in new DateOnly[] { new(2026, 11, 23), new(2026, 12, 31) })
        {
            var request = Keeping(10, world) with { Today = day };
            await Assert.ThrowsAsync<UnusableInputException>(() => retention.PreviewAsync(request));
            var refused = await Assert.ThrowsAsync<UnusableInputException>(() => retention.ApplyAsync(request));
            Assert.Contains("a day in the future", refused.Message, StringComparison.Ordinal);
        }

        Assert.All(await world.ReadAsync(), part => Assert.Equal(world.Written[part.Key], part.Value));
        Assert.Equal(waiver.Id, Assert.Single(await new WaiverLedger(world.Store, world.Time).ReadWaiversAsync()).Id);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Keeping_one_day_destroys_every_month_but_the_present_one_and_what_was_carried_into_it_stays(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await new LedgerScans(world.Store, world.Time).SaveScanAsync(SampleScan.Make(exposures: 20), new ScanRun(SampleScan.End, SampleScan.End));
        var waiver = await world.WaiverAsync("an", new DateOnly(2027, 1, 31));
        world.Time.Now = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        await new LedgerScans(world.Store, world.Time).SaveScanAsync(SampleScan.Make(exposures: 20, seed: 8, scanId: "present"), new ScanRun(SampleScan.End, SampleScan.End));

        var outcome = await new Retention(world.Store, world.Time).ApplyAsync(Keeping(1, world));

        Assert.Equal(["2026-03"], outcome.Done.Months);
        Assert.Equal("present", (await new LedgerScans(world.Store, world.Time).LoadScanAsync("latest")).Summary.ScanId);
        var left = Assert.Single(await new WaiverLedger(world.Store, world.Time).ReadWaiversAsync());
        Assert.Equal((waiver.Id, waiver.Holder), (left.Id, left.Holder));
        Assert.Empty((await ChainVerification.RunAsync(world.Store, new ChainCheckOptions())).Findings.Select(finding => finding.ToString()));
    }
}
