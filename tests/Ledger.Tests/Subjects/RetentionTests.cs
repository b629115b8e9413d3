using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;

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
}
