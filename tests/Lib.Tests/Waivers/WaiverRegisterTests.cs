using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

public sealed class WaiverRegisterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-waivers-").FullName;
    private readonly StandingClock _clock = new(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1));

    private string Path => System.IO.Path.Combine(_folder, "ledger.db");

    private EvidenceLedger Ledger => new(LedgerLocation.Parse(Path));

    private WaiverRegister Register => new(Ledger, _clock);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_granted_waiver_is_read_back_as_it_was_granted()
    {
        var granted = await Grant(WaiverSamples.Grant);

        var waiver = Assert.Single(await Register.ListAsync());
        Assert.Equal("WL-2026-0001", waiver.Id);
        Assert.Equal("hanne.dhooghe@agentschap.example", waiver.Holder);
        Assert.Equal(("SN0EX0000763", "tiktok", "Océane Simonis"), (waiver.Serial, waiver.Application, waiver.ApprovedBy));
        Assert.Equal((new DateOnly(2026, 11, 16), new DateOnly(2027, 1, 31)), (waiver.ValidFrom, waiver.Expires));
        Assert.Equal(_clock.Now, waiver.GrantedAt);
        Assert.Equal(("agency-716", WaiverSamples.Own.Hash), (waiver.Directive, waiver.DirectiveHash));
        Assert.Equal((true, false), (waiver.Documented, waiver.Blanket));
        Assert.Equal(new Dictionary<string, bool> { ["singlePurpose"] = true, ["wifi"] = false }, waiver.Conditions);
        Assert.True(granted.Test.Exempts);
        Assert.Equal("campaign-phone", granted.Test.Exception);
    }

    public static TheoryData<string, Func<WaiverGrant, WaiverGrant>, string> Refused => new()
    {
        { "no holder", grant => grant with { Holder = " ", Serial = null }, "give the holder, the serial number or the id" },
        { "holder is a name", grant => grant with { Holder = "Hanne" }, "no user principal name" },
        { "no grantor", grant => grant with { Grantor = null }, "needs its grantor" },
        { "grantor is holder", grant => grant with { Grantor = "HANNE.dhooghe@agentschap.example" }, "four eyes" },
        { "grantor is holder by proxy", grant => grant with { Grantor = "smtp:hanne.dhooghe@agentschap.onmicrosoft.com" }, "four eyes" },
        { "approver is holder", grant => grant with { ApprovedBy = "hanne.dhooghe+boss@agentschap.example" }, "four eyes" },
        { "no approver's name", grant => grant with { ApprovedBy = "" }, "needs its approver's name" },
        { "no approver", grant => grant with { Approver = null }, "head, designee, other" },
        { "unknown approver", grant => grant with { Approver = "boss" }, "'boss' is not known; known are head, designee, other" },
        { "no kind", grant => grant with { Kind = null }, "authorisation, operational, institutional-communication, law-enforcement, national-security, security-research, dedicated-device" },
        { "unknown kind", grant => grant with { Kind = "because" }, "'because' is not known; known are authorisation, operational" },
        { "unknown condition", grant => grant with { Conditions = new Dictionary<string, bool> { ["bluetooth"] = true } }, "the condition 'bluetooth' is not known; known are singlePurpose" },
        { "condition twice", grant => grant with { Conditions = new Dictionary<string, bool> { ["wifi"] = true, ["WIFI"] = false } }, "both as met and as not met" },
        { "no motive", grant => grant with { Motive = null }, "needs its motive" },
        { "motive of two lines", grant => grant with { Motive = "one\ntwo" }, "on one line" },
        { "motive too long", grant => grant with { Motive = new string('x', 2001) }, "2,001 characters" },
        { "no expiry", grant => grant with { Expires = null }, "needs its expiry" },
        { "expiry past", grant => grant with { ValidFrom = new DateOnly(2026, 1, 1), Expires = new DateOnly(2026, 11, 15) }, "expired on 2026-11-15 already" },
        { "expiry before beginning", grant => grant with { ValidFrom = new DateOnly(2027, 2, 1) }, "before it begins on 2027-02-01" },
        { "unknown application", grant => grant with { Application = "tiktak" }, "no application 'tiktak'" },
        { "bad id", grant => grant with { Id = "W 1" }, "can't be a waiver's id" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_cannot_be_a_waiver_is_refused_with_its_reason_and_leaves_nothing(string what, Func<WaiverGrant, WaiverGrant> change, string says)
    {
        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => Grant(change(WaiverSamples.Grant)));

        Assert.True(refusal.Message.Contains(says, StringComparison.Ordinal), $"{what}: {refusal.Message}");
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task A_waiver_for_today_alone_can_be_granted()
    {
        var granted = await Grant(WaiverSamples.Grant with { Expires = WaiverSamples.Today });

        Assert.Equal(WaiverState.Expiring, granted.Waiver.StateOn(WaiverSamples.Today));
        Assert.Equal(WaiverState.Expired, granted.Waiver.StateOn(WaiverSamples.Today.AddDays(1)));
    }

    [Fact]
    public async Task Under_a_directive_without_exceptions_one_must_insist_and_is_told_what_comes_of_it()
    {
        var refusal = await Assert.ThrowsAsync<UnusableInputException>(
            () => Register.GrantAsync(WaiverSamples.Grant, WaiverSamples.Federal, WaiverSamples.Applications));
        Assert.Contains("Review", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path));

        var granted = await Register.GrantAsync(WaiverSamples.Grant with { WithoutEffect = true }, WaiverSamples.Federal, WaiverSamples.Applications);
        Assert.False(granted.Test.Exempts);
        Assert.Equal(TikTokBan.Directives.Verdict.Review, granted.Test.Answer);
        Assert.Single(await Register.ListAsync());
    }

    [Fact]
    public async Task Revoking_is_added_and_takes_effect_on_the_day_it_happens_where_it_happens()
    {
        var id = (await Grant(WaiverSamples.Grant)).Waiver.Id;
        // Half past midnight of the 20th in Brussels, the evening of the 19th in universal time.
        _clock.Now = new DateTimeOffset(2026, 11, 19, 23, 30, 0, TimeSpan.Zero);

        var revoked = await Register.RevokeAsync(id.ToLowerInvariant(), "jan.peeters@agentschap.example", "The campaign is over");

        Assert.Equal(new WaiverRevocation(_clock.Now, new DateOnly(2026, 11, 20), "jan.peeters@agentschap.example", "The campaign is over"), revoked.Revocation);
        var read = await Register.FindAsync(id);
        Assert.Equal(revoked.Revocation, read.Revocation);
        Assert.Equal(WaiverState.Valid, read.StateOn(new DateOnly(2026, 11, 19)));
        Assert.Equal(WaiverState.Revoked, read.StateOn(new DateOnly(2026, 11, 20)));

        var again = await Assert.ThrowsAsync<UnusableInputException>(() => Register.RevokeAsync(id, "an@agentschap.example", "once more"));
        Assert.Contains("revoked already, on 2026-11-20", again.Message, StringComparison.Ordinal);
        Assert.Equal("The campaign is over", (await Register.FindAsync(id)).Revocation!.Why);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_revoked()
    {
        await Assert.ThrowsAsync<UnusableInputException>(() => Register.RevokeAsync("WL-2026-0001", "jan", "why"));
        Assert.False(File.Exists(Path));
        await Grant(WaiverSamples.Grant);

        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => Register.RevokeAsync("WL-2026-0009", "jan", "why"));
        Assert.Contains("registered are WL-2026-0001", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnusableInputException>(() => Register.RevokeAsync("WL-2026-0001", " ", "why"));
        await Assert.ThrowsAsync<UnusableInputException>(() => Register.RevokeAsync("WL-2026-0001", "jan", null));
        Assert.Null((await Register.FindAsync("WL-2026-0001")).Revocation);
    }

    [Fact]
    public async Task Numbers_go_up_by_year_and_a_number_of_ones_own_is_taken_once()
    {
        Assert.Equal("WL-2026-0001", (await Grant(WaiverSamples.Grant)).Waiver.Id);
        Assert.Equal("WL-2026-0007", (await Grant(WaiverSamples.Grant with { Id = "WL-2026-0007" })).Waiver.Id);
        Assert.Equal("WL-2026-0008", (await Grant(WaiverSamples.Grant)).Waiver.Id);
        Assert.Equal("DOS/17.b_2", (await Grant(WaiverSamples.Grant with { Id = "DOS/17.b_2" })).Waiver.Id);
        var taken = await Assert.ThrowsAsync<UnusableInputException>(() => Grant(WaiverSamples.Grant with { Id = "dos/17.B_2" }));
        Assert.Contains("already", taken.Message, StringComparison.Ordinal);
        _clock.Now = new DateTimeOffset(2027, 1, 1, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal("WL-2027-0001", (await Grant(WaiverSamples.Grant)).Waiver.Id);
        Assert.Equal(5, (await Register.ListAsync()).Count);
    }

    private Task<GrantedWaiver> Grant(WaiverGrant grant) => Register.GrantAsync(grant, WaiverSamples.Own, WaiverSamples.Applications);
}
