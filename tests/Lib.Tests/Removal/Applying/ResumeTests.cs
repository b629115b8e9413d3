using System.Net;
using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>A run that is cut off anywhere, or loses answers, ends after further runs where an undisturbed one ends, with nothing done twice.</summary>
public sealed class ResumeTests
{
    // Always the same cases, so that a failure today is the failure of tomorrow.
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20261122, 717);

    private static readonly Lazy<RemovalPlan> Plan = new(() => ApplyFixture.MixedPlan());

    [Fact]
    public async Task Killed_before_or_after_any_request_or_entry_it_does_everything_once()
    {
        var (whole, end, back) = await UndisturbedAsync();
        await using var counted = new ApplyFixture(Plan.Value);
        await counted.ApplyAsync();
        var (writes, entries) = (counted.Place.Writes.Count, counted.Journal.Entries.Count);
        var points = 0;
        // Every third reaches all kinds in a fraction of the time.
        for (var at = 1; at <= writes + entries; at += 3)
        {
            await using var fixture = new ApplyFixture(Plan.Value);
            Kill(fixture, at, writes, after: points % 2 == 0);
            await Assert.ThrowsAsync<KilledException>(() => fixture.ApplyAsync());
            Revive(fixture);
            var result = await fixture.ApplyAsync();

            Assert.True(result.IsComplete, $"{at}: {result.Next}");
            Assert.Equal(whole, fixture.Place.NamedEffects);
            Assert.Equal(end, fixture.Place.Snapshot());
            Assert.True((await fixture.UndoAsync()).IsComplete);
            Assert.Equal(back, fixture.Place.Snapshot());
            points++;
        }

        Assert.True(points > 60, $"{points} points");
    }

    [Fact]
    public async Task Whatever_is_lost_refused_or_cut_off_it_comes_to_the_same_end_and_back()
    {
        var (whole, end, back) = await UndisturbedAsync();
        Check.One(Fixed, Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => TrialAsync(seed, whole, end, back)));
    }

    [Fact]
    public async Task What_was_sent_and_not_answered_is_found_and_counts_as_made_by_us()
    {
        await using var fixture = new ApplyFixture(Plan.Value);
        fixture.Place.Lag = 2;
        fixture.Place.Faults = (_, request) => request.Path.EndsWith("/groups", StringComparison.Ordinal) ? Fault.Lost(after: true) : null;
        var result = await fixture.ApplyAsync();

        Assert.True(result.IsComplete, result.Next);
        Assert.All(fixture.Journal.Of(JournalStep.ActionEnded).Where(entry => fixture.Plan.Actions.Single(action => action.Id == entry.Action).Kind == "ensureGroup"), entry => Assert.Equal((ActionOutcome.Done, true), (entry.Outcome, entry.Created)));
        Assert.True((await fixture.UndoAsync()).IsComplete);
        Assert.Empty(fixture.Place.Groups.All);
    }

    [Fact]
    public async Task What_nobody_knows_is_said_and_the_next_run_looks_before_it_sends()
    {
        await using var fixture = new ApplyFixture(Plan.Value);
        fixture.Place.Faults = (_, request) => request.Path.EndsWith("/syncDevice", StringComparison.Ordinal) ? Fault.Lost(after: false) : null;
        var result = await fixture.ApplyAsync();

        Assert.Equal(4, result.Outcomes[ActionOutcome.Unknown]);
        Assert.Equal([1], result.Rings);
        Assert.Contains("finds out first", result.Next, StringComparison.Ordinal);
        fixture.Place.Faults = null;
        Assert.True((await fixture.ApplyAsync()).IsComplete);
        Assert.All(fixture.Plan.Devices, device => Assert.Single((IEnumerable<System.Text.Json.Nodes.JsonNode?>)fixture.Place.Managed[device.Id]["deviceActionResults"]!, one => (string?)one!["actionName"] == "syncDevice"));
    }

    [Fact]
    public async Task A_group_that_somebody_made_under_our_name_is_used_and_stays()
    {
        await using var fixture = new ApplyFixture(Plan.Value);
        var name = fixture.Plan.Actions[0].Requests[0].Match!["uniqueName"];
        fixture.Place.Groups.Add("theirs", new() { ["uniqueName"] = name });
        fixture.Place.Members["theirs"] = [];
        Assert.True((await fixture.ApplyAsync()).IsComplete);
        await fixture.UndoAsync();

        Assert.True(fixture.Place.Groups.Has("theirs"));
        Assert.Single(fixture.Place.Groups.All);
    }

    private static async Task TrialAsync(int seed, IReadOnlyList<string> whole, string end, string back)
    {
        var random = new Random(seed);
        await using var fixture = new ApplyFixture(Plan.Value);
        fixture.Place.Lag = random.Next(3);
        var trouble = random.Next(2, 25);
        fixture.Place.Faults = (_, request) => random.Next(trouble) == 0 ? Any(random, request) : null;
        await UntilCompleteAsync(fixture, () => fixture.ApplyAsync(), seed);

        Assert.Equal(whole, fixture.Place.NamedEffects);
        Assert.Equal(end, fixture.Place.Snapshot());
        await UntilCompleteAsync(fixture, () => fixture.UndoAsync(), seed);
        Assert.Equal(back, fixture.Place.Snapshot());
    }

    private static async Task UntilCompleteAsync(ApplyFixture fixture, Func<Task<TikTokBan.Removal.Applying.RunResult>> run, int seed)
    {
        var faults = fixture.Place.Faults;
        for (var tries = 1; tries <= 60; tries++)
        {
            if (tries == 40)
                fixture.Place.Faults = null;
            try
            {
                if ((await run()).IsComplete)
                {
                    fixture.Place.Faults = faults;
                    return;
                }
            }
            catch (KilledException)
            {
            }
        }

        Assert.Fail($"Seed {seed} did not come to an end.");
    }

    private static Fault Any(Random random, SentRequest request) => random.Next(7) switch
    {
        0 => Fault.Lost(after: false),
        1 => Fault.Lost(after: true),
        2 => Fault.Kill(after: false),
        3 => Fault.Kill(after: true),
        4 => Fault.Refused(HttpStatusCode.Conflict),
        // What was deleted is gone, so only a deletion that worked may be told that it is not there.
        5 when request.Method != "DELETE" => Fault.Refused(HttpStatusCode.NotFound),
        _ => Fault.Refused(random.Next(2) == 0 ? HttpStatusCode.Forbidden : HttpStatusCode.PreconditionFailed),
    };

    private static async Task<(IReadOnlyList<string> Effects, string End, string Back)> UndisturbedAsync()
    {
        await using var fixture = new ApplyFixture(Plan.Value);
        var back = fixture.Place.Snapshot();
        Assert.True((await fixture.ApplyAsync()).IsComplete);
        return (fixture.Place.NamedEffects, fixture.Place.Snapshot(), back);
    }

    private static void Kill(ApplyFixture fixture, int at, int writes, bool after)
    {
        var (count, dead) = (0, false);
        fixture.Place.Reading = _ =>
        {
            if (dead)
                throw new KilledException();
        };
        if (at <= writes)
        {
            fixture.Place.Faults = (number, _) => dead ? Fault.Kill(after: false) : (dead = number == at) ? Fault.Kill(after) : null;
            fixture.Journal.Keeping = _ => Die(dead);
            return;
        }

        fixture.Place.Faults = (_, _) => dead ? Fault.Kill(after: false) : null;
        fixture.Journal.Keeping = _ =>
        {
            Die(dead);
            count++;
            Die(dead = !after && count == at - writes);
        };
        fixture.Journal.Kept = _ => Die(dead = dead || count == at - writes);
    }

    private static void Die(bool dead)
    {
        if (dead)
            throw new KilledException();
    }

    private static void Revive(ApplyFixture fixture) => (fixture.Place.Faults, fixture.Place.Reading, fixture.Journal.Keeping, fixture.Journal.Kept) = (null, null, null, null);
}
