using System.Runtime.ExceptionServices;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Runs actions side by side, each after those that it comes after, and never two that write the same list.</summary>
internal sealed class ActionScheduler
{
    // Services allow about ten writes a second; so many keep that pace when each takes more than a second with its readings.
    private const int AtOnce = 16;

    private readonly List<PlanAction> _actions;
    private readonly int[] _waitsFor;
    private readonly List<int>[] _followers;
    private readonly SortedSet<int> _ready = [];

    /// <param name="actions">The actions, in their order.</param>
    /// <param name="after">Ids of those that one comes after; others than those given count as ended.</param>
    public ActionScheduler(IEnumerable<PlanAction> actions, Func<PlanAction, IReadOnlyList<string>> after)
    {
        _actions = [.. actions];
        var places = _actions.Select((action, index) => (action.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        _waitsFor = new int[_actions.Count];
        _followers = [.. _actions.Select(_ => new List<int>())];
        var writers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < _actions.Count; index++)
        {
            foreach (var before in after(_actions[index]).Where(places.ContainsKey).Distinct())
                Follow(places[before], index);
            if (ListOf(_actions[index]) is { } list)
            {
                // In their order, so that the second always finds what it was told that it would.
                if (writers.TryGetValue(list, out var writer))
                    Follow(writer, index);
                writers[list] = index;
            }

            if (_waitsFor[index] == 0)
                _ready.Add(index);
        }
    }

    /// <summary>Runs them.</summary>
    /// <param name="run">Runs one; an exception stops all, once those under way have ended.</param>
    /// <param name="ended">Told of each that ended, one at a time.</param>
    /// <param name="mayBegin">Whether more may be begun.</param>
    /// <param name="cancellationToken">Begins nothing more, and what is under way sends nothing more.</param>
    public async Task RunAsync(Func<PlanAction, CancellationToken, Task<ActionResult>> run, Action<ActionResult> ended, Func<bool> mayBegin, CancellationToken cancellationToken)
    {
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Dictionary<Task<ActionResult>, int>();
        ExceptionDispatchInfo? failure = null;
        while (true)
        {
            while (running.Count < AtOnce && !halt.IsCancellationRequested && mayBegin() && Next() is { } index)
                running[run(_actions[index], halt.Token)] = index;
            if (running.Count == 0)
                break;
            var task = await Task.WhenAny(running.Keys).ConfigureAwait(false);
            running.Remove(task, out var done);
            try
            {
                ended(await task.ConfigureAwait(false));
                Release(done);
            }
            catch (OperationCanceledException) when (halt.IsCancellationRequested)
            {
            }
            catch (Exception wrong)
            {
                failure ??= ExceptionDispatchInfo.Capture(wrong);
                await halt.CancelAsync().ConfigureAwait(false);
            }
        }

        failure?.Throw();
    }

    private void Follow(int before, int index)
    {
        _waitsFor[index]++;
        _followers[before].Add(index);
    }

    private int? Next()
    {
        if (_ready.Count == 0)
            return null;
        var index = _ready.Min;
        _ready.Remove(index);
        return index;
    }

    private void Release(int done)
    {
        foreach (var follower in _followers[done])
        {
            if (--_waitsFor[follower] == 0)
                _ready.Add(follower);
        }
    }

    // A list is read, merged and written as a whole: two that do so at once would undo each other.
    private static string? ListOf(PlanAction action) => action.Requests.LastOrDefault(request => request.Role == "write")?.Path is { } path && !path.Contains($"{{{action.Id}.", StringComparison.Ordinal)
        ? path
        : null;
}
