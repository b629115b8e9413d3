using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger.Tests.Records;

public sealed class WaiverLedgerTests
{
    private readonly TestClock _clock = new();

    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_granted_waiver_is_read_back_as_it_was_granted(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var register = new WaiverLedger(ledger.Store, _clock);
        var granted = await register.AddWaiverAsync(Sample());

        Assert.Equal("WL-2026-0001", granted.Id);
        var read = Assert.Single(await register.ReadWaiversAsync());
        Assert.Equal(Text(granted), Text(read));
        Assert.Equal(Text(Sample() with { Id = granted.Id }), Text(read));
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Revoking_is_added_once_and_what_is_not_there_cannot_be_revoked(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var register = new WaiverLedger(ledger.Store, _clock);
        await register.AddWaiverAsync(Sample());
        await register.AddWaiverAsync(Sample());
        var revoked = await register.AddRevocationAsync("wl-2026-0002", Revocation);

        Assert.Equal(Revocation, revoked.Revocation);
        Assert.Equal([null, Revocation], (await register.ReadWaiversAsync()).Select(waiver => waiver.Revocation));
        Assert.Contains("revoked already, on 2026-11-20 by jan.peeters@agency.example", await Refused(() => register.AddRevocationAsync("WL-2026-0002", Revocation)), StringComparison.Ordinal);
        Assert.Contains("registered are WL-2026-0001, WL-2026-0002", await Refused(() => register.AddRevocationAsync("WL-2026-0009", Revocation)), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Numbers_go_up_by_year_and_a_number_of_ones_own_is_taken_once(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var register = new WaiverLedger(ledger.Store, _clock);
        Assert.Equal("WL-2026-0001", (await register.AddWaiverAsync(Sample())).Id);
        Assert.Equal("WL-2026-0007", (await register.AddWaiverAsync(Sample() with { Id = "WL-2026-0007" })).Id);
        Assert.Equal("WL-2026-0008", (await register.AddWaiverAsync(Sample())).Id);
        Assert.Equal("DOS/17.b_2", (await register.AddWaiverAsync(Sample() with { Id = "DOS/17.b_2" })).Id);
        Assert.Contains("already", await Refused(() => register.AddWaiverAsync(Sample() with { Id = "dos/17.B_2" })), StringComparison.Ordinal);
        Assert.Equal("WL-2027-0001", (await register.AddWaiverAsync(Sample() with { GrantedAt = TestClock.Start.AddYears(1) })).Id);
        Assert.Equal(5, (await register.ReadWaiversAsync()).Count);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_waiver_that_was_erased_is_left_out_and_its_number_never_given_again(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var register = new WaiverLedger(ledger.Store, _clock);
        await register.AddWaiverAsync(Sample());
        await register.AddWaiverAsync(Sample() with { Holder = "an@agency.example" });
        await register.AddRevocationAsync("WL-2026-0002", Revocation);
        await ledger.Store.EraseAsync("person:an@agency.example");

        Assert.Equal("WL-2026-0001", Assert.Single(await register.ReadWaiversAsync()).Id);
        Assert.Equal("WL-2026-0003", (await register.AddWaiverAsync(Sample() with { Holder = "an@agency.example" })).Id);
        Assert.Contains("no waiver 'WL-2026-0002'", await Refused(() => register.AddRevocationAsync("WL-2026-0002", Revocation)), StringComparison.Ordinal);
        Assert.Equal(2, (await register.ReadWaiversAsync()).Count);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Who_granted_approved_or_revoked_can_be_erased_and_the_waiver_stays(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var register = new WaiverLedger(ledger.Store, _clock);
        await register.AddWaiverAsync(Sample());
        await register.AddRevocationAsync("WL-2026-0001", Revocation);
        foreach (var person in new[] { "ada@agency.example", "océane simonis", "jan.peeters@agency.example" })
            await ledger.Store.EraseAsync("person:" + person);

        var read = Assert.Single(await register.ReadWaiversAsync());
        Assert.Equal(("(erased)", "(erased)", "bram@agency.example"), (read.Grantor, read.ApprovedBy, read.Holder));
        Assert.Equal(Revocation with { By = "(erased)" }, read.Revocation);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_personal_of_a_waiver_stands_in_clear(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var register = new WaiverLedger(ledger.Store, _clock);
        await register.AddWaiverAsync(Sample());
        await register.AddRevocationAsync("WL-2026-0001", Revocation);

        var text = await ledger.Store.ClearTextAsync();
        Assert.Contains("institutional-communication", text, StringComparison.Ordinal);
        foreach (var personal in new[] { "bram", "ada@", "simonis", "SN0EX0000763", "campaign", "DOS-2026", "peeters" })
            Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task What_another_program_changed_is_noticed_and_named(string engine)
    {
        foreach (var (table, statement, says) in new[]
        {
            ("event", "UPDATE event SET body = replace(body, '2027-01-31', '2029-01-31') WHERE number = 2", "event 2 (waiver WL-2026-0002) is not what was stored"),
            ("event", "UPDATE event SET about = 'WL-2026-0009' WHERE number = 1", "event 1 (waiver WL-2026-0009) is not what was stored"),
            ("event", "DELETE FROM event WHERE number = 1", "1 of its 3 events are gone, the first is event 1"),
            ("event", "DELETE FROM event WHERE number > 1", "2 of its 3 events are gone, the first is event 2"),
            ("part", "UPDATE part SET subject = 2 WHERE number = 4", "event 2 (waiver WL-2026-0002) is not what was stored"),
            ("part", "DELETE FROM part WHERE number = 3", "event 1 (waiver WL-2026-0001) is not what was stored"),
        })
        {
            await using var ledger = await TestLedger.CreateAsync(engine);
            var register = new WaiverLedger(ledger.Store, _clock);
            for (var number = 0; number < 3; number++)
                await register.AddWaiverAsync(Sample());
            await ledger.AlterAsync(engine, table, statement);

            Assert.Contains(says, await Refused(() => register.ReadWaiversAsync()), StringComparison.Ordinal);
            Assert.NotEmpty(await Refused(() => register.AddWaiverAsync(Sample())));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Waivers_that_are_granted_at_once_all_stand_in_one_chain_under_numbers_of_their_own(string engine)
    {
        await using var ledger = await TestLedger.CreateAsync(engine);
        var register = new WaiverLedger(ledger.Store, _clock);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => register.AddWaiverAsync(Sample() with { Holder = $"p{number}@agency.example" }))));

        var read = await register.ReadWaiversAsync();
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"WL-2026-{number:D4}"), read.Select(waiver => waiver.Id));
        Assert.Equal(12, read.Select(waiver => waiver.Holder).Distinct().Count());
    }

    [Fact]
    public async Task Where_nothing_was_ever_stored_there_is_no_waiver_and_nothing_is_made()
    {
        await using var ledger = await TestLedger.CreateAsync("sqlite");
        var register = new WaiverLedger(ledger.Store, _clock);
        Assert.Empty(await register.ReadWaiversAsync());
        Assert.Contains("there is no ledger here yet", await Refused(() => register.AddRevocationAsync("WL-2026-0001", Revocation)), StringComparison.Ordinal);
        Assert.False(await ledger.Store.ExistsAsync());
    }

    internal static Waiver Sample() => new()
    {
        Id = "",
        Holder = "bram@agency.example",
        Serial = "SN0EX0000763",
        Application = "tiktok",
        Directive = "agency-716",
        DirectiveHash = "ab",
        Kind = "institutional-communication",
        Approver = "head",
        ApprovedBy = "Océane Simonis",
        Grantor = "ada@agency.example",
        Motive = "The authority's own channel during the campaign",
        Evidence = "DOS-2026-0117",
        Documented = true,
        Blanket = false,
        Conditions = new Dictionary<string, bool> { ["singlePurpose"] = true, ["wifi"] = false },
        ValidFrom = new DateOnly(2026, 11, 16),
        Expires = new DateOnly(2027, 1, 31),
        GrantedAt = TestClock.Start,
    };

    private static WaiverRevocation Revocation { get; } = new(TestClock.Start.AddDays(4), new DateOnly(2026, 11, 20), "jan.peeters@agency.example", "The campaign is over");

    private static string Text(Waiver waiver) => System.Text.Json.JsonSerializer.Serialize(waiver);

    private static async Task<string> Refused(Func<Task> attempt) => (await Assert.ThrowsAsync<UnusableInputException>(attempt)).Message;
}
