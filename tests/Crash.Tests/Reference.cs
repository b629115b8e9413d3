using TikTokBan.Removal.Journals;

namespace TikTokBan.Crash.Tests;

/// <summary>What a run comes to that nobody disturbs.</summary>
internal sealed record Reference
{
    public required RunPurpose Purpose { get; init; }

    public required int Entries { get; init; }

    public required int Requests { get; init; }

    public required IReadOnlyList<string> Effects { get; init; }

    public required string State { get; init; }

    public static async Task<Reference> MakeAsync(RunPurpose purpose)
    {
        await using var world = await ReadyAsync(purpose);
        var before = world.Server.State.Effects.All.Count;
        var (result, entries) = await world.RunAsync(purpose);
        var reference = new Reference
        {
            Purpose = purpose,
            Entries = entries,
            Requests = world.Requests,
            Effects = TenantTrace.Effects(world.Server.State),
            State = TenantTrace.State(world.Server.State),
        };
        await reference.CheckAsync(world, "undisturbed");
        Assert.True(result.IsComplete, result.Next);
        Assert.True(world.Server.State.Effects.All.Count > before, "Nothing took effect.");
        return reference;
    }

    /// <summary>A world in which a run of that purpose can begin.</summary>
    public static async Task<World> ReadyAsync(RunPurpose purpose)
    {
        var world = await World.StartAsync();
        if (purpose == RunPurpose.Undo)
            await world.RunAsync(RunPurpose.Apply);
        return world;
    }

    /// <summary>Fails unless a world ended as the undisturbed one did, and its journal says what stands there.</summary>
    public async Task CheckAsync(World world, string point)
    {
        var state = world.Server.State;
        Same(Effects, TenantTrace.Effects(state), point);
        if (TenantTrace.State(state) is var stands && stands != State)
            Assert.Fail($"{point}: the tenant stands otherwise:\n{Difference(State.Split('\n'), stands.Split('\n'))}");
        var entries = await world.Journal.ReadAsync(world.Plan.Id);
        var snapshot = state.Snapshot();
        foreach (var made in entries.Where(entry => entry is { Created: true, ObjectId: not null }).Select(entry => entry.ObjectId!).Distinct())
            Assert.True(snapshot.Contains($"\"{made}\"", StringComparison.OrdinalIgnoreCase) == (Purpose == RunPurpose.Apply), $"{point}: the journal and the tenant disagree about {made}");
        foreach (var effect in state.Effects.All)
            Assert.True(entries.Any(entry => IsAnnounced(entry, world.Server.Log.Requests[effect.Request - 1])), $"{point}: {effect.Kind} {effect.Name} took effect and was not in the journal before");
        Unfinished(world, entries, point);
    }

    private void Unfinished(World world, IReadOnlyList<JournalEntry> entries, string point)
    {
        var purposes = entries.Where(entry => entry.Step == JournalStep.RunStarted).ToDictionary(entry => entry.Run, entry => entry.Purpose);
        var last = entries.Where(entry => entry.Step == JournalStep.ActionEnded && purposes[entry.Run] == Purpose).GroupBy(entry => entry.Action!).ToDictionary(group => group.Key, group => group.Last());
        Assert.All(last.Values, entry => Assert.True(entry.Outcome is ActionOutcome.Done or ActionOutcome.AlreadyDone or ActionOutcome.Skipped, $"{point}: {entry.Action} {entry.Outcome}: {entry.Sentence}"));
        if (Purpose == RunPurpose.Apply)
            Assert.Equal(world.Plan.Actions.Select(action => action.Id), last.Keys.Order(StringComparer.Ordinal));
    }

    private static bool IsAnnounced(JournalEntry entry, Tenant.Http.LoggedRequest request) =>
        entry is { Step: JournalStep.Sending, Request: { } sent }
        && sent.Method == request.Method
        && Uri.UnescapeDataString(sent.Path.Split('?')[0]) == request.Path
        && (sent.Body ?? "") == request.Body;

    private static void Same(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string point)
    {
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            Assert.Fail($"{point}: other effects:\n{Difference(expected, actual)}");
    }

    private static string Difference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        static IEnumerable<string> Counted(IEnumerable<string> lines) => lines.GroupBy(line => line).SelectMany(group => group.Select((line, index) => $"{line} #{index + 1}"));
        return string.Join('\n', Counted(expected).Except(Counted(actual)).Select(line => "- " + line).Concat(Counted(actual).Except(Counted(expected)).Select(line => "+ " + line)));
    }
}
