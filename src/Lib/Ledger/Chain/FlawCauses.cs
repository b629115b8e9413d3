using System.Globalization;

namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Puts findings that follow from another under it: one changed event shows in its tables, its cases and each later
/// checkpoint, and is one change. Nothing is left out: what follows is listed, or counted, with its cause.
/// </summary>
internal sealed class FlawCauses
{
    private const int MostListed = 20;

    private readonly List<Cause> _causes = [];
    private readonly IReadOnlyDictionary<FlawScope, long> _more;

    private FlawCauses(IReadOnlyDictionary<FlawScope, long> more) => _more = more;

    private sealed class Cause(FoundFlaw found)
    {
        public FoundFlaw Found => found;

        public List<FoundFlaw> Follows { get; } = [];

        public HashSet<FlawScope> Scopes { get; } = [];

        public bool Covers(long number) => found.Covers(number);

        public bool IsContent => found.IsBreak || found.Finding.Flaw is ChainFlaw.ContentChanged or ChainFlaw.ContentRemoved or ChainFlaw.ChainCut;

        public void Take(FoundFlaw other)
        {
            Follows.Add(other);
            Scopes.Add(other.Scope);
        }
    }

    public static (IReadOnlyList<ChainFinding> List, long More) Of(IReadOnlyList<FoundFlaw> found, IReadOnlyDictionary<FlawScope, long> more)
    {
        var causes = new FlawCauses(more);
        causes.Breaks(found);
        foreach (var one in found.Where(one => one.Scope == FlawScope.Names))
            causes.Under(one, causes._causes.Find(cause => cause.Found.Scope == FlawScope.Names));
        causes.Events(found);
        foreach (var one in found.Where(one => one.Scope == FlawScope.Chain && !one.IsBreak))
            causes.Under(one, causes.Nearest(one.Finding.Event + 1, cause => cause.Found.IsBreak) ?? causes._causes.Find(cause => cause.Found.Scope == FlawScope.Chain && !cause.Found.IsBreak));
        foreach (var one in found.Where(one => one.Scope == FlawScope.Parts))
            causes.Under(one, causes.Nearest(one.Finding.Event, cause => cause.IsContent));
        foreach (var one in found.Where(one => one.Scope == FlawScope.Erasures))
            causes.Under(one, causes._causes.Find(cause => cause.Found.IsOfAnotherChain || (cause.Found.IsBreak && cause.Found.MayErase)));
        foreach (var one in found.Where(one => one.Scope == FlawScope.AllCases))
            causes.Under(one, causes._causes.Find(cause => cause.Found.IsBreak) ?? causes._causes.Find(cause => cause.Found.Scope == FlawScope.Cases));
        return (
            [.. causes._causes.OrderBy(cause => cause.Found.IsBreak ? 0 : 1).Select(causes.Finding)],
            more.Where(pair => !causes._causes.Exists(cause => cause.Scopes.Contains(pair.Key))).Sum(pair => pair.Value));
    }

    // A move says the most of an event, a change the least.
    private void Breaks(IReadOnlyList<FoundFlaw> found)
    {
        var breaks = found.Where(one => one.IsBreak).OrderBy(one => one.Finding.Flaw switch
        {
            ChainFlaw.EventMoved => 0,
            ChainFlaw.EventRemoved => 1,
            ChainFlaw.EventInserted => 2,
            _ => 3,
        }).ToList();
        foreach (var one in breaks)
        {
            var number = one.Finding.Event ?? 0;
            var known = _causes.Find(cause => cause.Covers(number))
                ?? (one.Scope == FlawScope.Chain ? _causes.Find(cause => cause.Covers(number - 1)) : null);
            Under(Earlier(one, found) ?? one, known);
        }
    }

    // Of two events of which the later does not follow from the earlier, the one is changed that its tables and parts do not fit.
    private FoundFlaw? Earlier(FoundFlaw one, IReadOnlyList<FoundFlaw> found)
    {
        if (one.Finding.Flaw != ChainFlaw.EventChanged || one.Before is not { } before || _causes.Exists(cause => cause.Covers(before.Number))
            || !found.Any(other => IsOf(other, before.Number)) || found.Any(other => IsOf(other, one.Finding.Event)))
        {
            return null;
        }

        return one with
        {
            Finding = new ChainFinding(
                ChainFlaw.EventChanged,
                string.Create(CultureInfo.InvariantCulture, $"{ChainFindings.Capital(ChainFindings.Title(before))} is not what was appended, although its own hash fits it: event {one.Finding.Event} no longer follows from it. Its hash was made anew, or both were changed."),
                before.Number,
                before.Kind,
                before.About),
        };
    }

    private static bool IsOf(FoundFlaw one, long? number) => !one.IsBreak && one.Finding.Event == number && one.Scope is FlawScope.Event or FlawScope.Cases;

    private void Events(IReadOnlyList<FoundFlaw> found)
    {
        foreach (var one in found.Where(one => !one.IsBreak && one.Scope is FlawScope.Event or FlawScope.Cases))
        {
            var known = one.Finding.Event is { } number ? _causes.Find(cause => cause.Found.IsBreak && cause.Covers(number)) : null;
            if (one.Scope == FlawScope.Cases)
                known ??= _causes.Find(cause => cause.Found.Scope == FlawScope.Names) ?? _causes.Find(cause => cause.Found.Scope == FlawScope.Cases && cause.Found.Finding.Event == one.Finding.Event);
            Under(one, known);
        }
    }

    private Cause? Nearest(long? number, Predicate<Cause> that) =>
        _causes.Where(cause => that(cause) && (number is null || (cause.Found.Finding.Event ?? 0) <= number)).MaxBy(cause => cause.Found.Finding.Event ?? 0);

    private void Under(FoundFlaw one, Cause? cause)
    {
        if (cause is null)
            _causes.Add(new Cause(one));
        else
            cause.Take(one);
    }

    private ChainFinding Finding(Cause cause)
    {
        var own = cause.Found.Finding;
        var cases = cause.Follows.Select(one => one.Finding.Cases).Append(own.Cases).Max();
        return own with
        {
            Cases = cases,
            Sentence = cases > own.Cases ? string.Create(CultureInfo.InvariantCulture, $"{own.Sentence} {cases} of its cases do not fit it.") : own.Sentence,
            Follows = [.. cause.Follows.Take(MostListed).Select(one => one.Finding.Sentence)],
            FollowsCount = cause.Follows.Count + cause.Scopes.Sum(scope => _more.GetValueOrDefault(scope)),
        };
    }
}
