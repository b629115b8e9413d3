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
    private readonly CheckpointEvidence _evidence;

    private FlawCauses(IReadOnlyDictionary<FlawScope, long> more, CheckpointEvidence evidence) => (_more, _evidence) = (more, evidence);

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

    public static (IReadOnlyList<ChainFinding> List, long More) Of(IReadOnlyList<FoundFlaw> found, IReadOnlyDictionary<FlawScope, long> more, CheckpointEvidence evidence)
    {
        var causes = new FlawCauses(more, evidence);
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
            causes.Under(one, causes._causes.Find(cause => cause.Found.IsOfAnotherChain || (cause.Found.IsBreak && (cause.Found.MayScan || cause.Found.MayErase))) ?? causes._causes.Find(cause => cause.Found.Scope == FlawScope.Cases));
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
        var places = breaks.Select(one => one.Finding.Event).Concat(found.Where(one => one.Finding.Flaw == ChainFlaw.HeadChanged).Select(one => one.Finding.Event + 1)).OfType<long>().ToHashSet();
        foreach (var one in breaks)
        {
            var number = one.Finding.Event ?? 0;
            var known = _causes.Find(cause => cause.Covers(number))
                ?? (one.Scope == FlawScope.Chain ? _causes.Find(cause => cause.Covers(number - 1)) : null);
            Under(Judged(one, found, places), known);
        }
    }

    // Of two events of which the later does not follow from the earlier, checkpoints tell which is changed; where none does, the
    // tables and parts that do not fit the earlier may have been changed as well.
    private FoundFlaw Judged(FoundFlaw one, IReadOnlyList<FoundFlaw> found, HashSet<long> breaks)
    {
        if (one.Finding.Flaw != ChainFlaw.EventChanged || one.Before is not { } before || one.Finding.Event is not { } number || _causes.Exists(cause => cause.Covers(before.Number)))
            return one;
        if (_evidence.Shows(before.Number, breaks))
            return one.Only(one.Itself ?? before) with { Finding = one.Finding with { Sentence = string.Create(CultureInfo.InvariantCulture, $"{ChainFindings.Capital(ChainFindings.Title(one.Finding))} is not what was appended: it was changed. A later checkpoint shows that {ChainFindings.Title(before)} before it was not.") } };
        if (_evidence.Refutes(number, breaks))
            return Earlier(one, before, string.Create(CultureInfo.InvariantCulture, $"is not what was appended, although its own hash fits it: event {number} no longer follows from it. Its hash was made anew, or both were changed.")).Only(before);
        return !found.Any(other => IsOf(other, before.Number)) || found.Any(other => IsOf(other, number))
            ? one
            : Earlier(one, before, string.Create(CultureInfo.InvariantCulture, $"is not what its tables or parts say, and event {number} no longer follows from it: its hash was made anew with it, or else event {number} was changed, and those tables or parts too. No checkpoint tells which."));
    }

    private static FoundFlaw Earlier(FoundFlaw one, LedgerEvent before, string sentence) => one with
    {
        Finding = new ChainFinding(ChainFlaw.EventChanged, $"{ChainFindings.Capital(ChainFindings.Title(before))} {sentence}", before.Number, before.Kind, before.About),
    };

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

    // What only such an event tells can't be judged without it.
    private static string Unsure(FoundFlaw found) => !found.IsBreak || found.Itself is null ? ""
        : found.MayErase ? " What an erasure destroyed is known from its event alone: a change of keys, of replaced parts or of cases seen may not show by itself."
        : found.MayScan ? " What a scan saw is known from its event alone: a change of its rows or in the table of cases seen may not show by itself." : "";

    private ChainFinding Finding(Cause cause)
    {
        var own = cause.Found.Finding;
        var cases = cause.Follows.Select(one => one.Finding.Cases).Append(own.Cases).Max();
        return own with
        {
            Cases = cases,
            Sentence = (cases > own.Cases ? string.Create(CultureInfo.InvariantCulture, $"{own.Sentence} {cases} of its cases do not fit it.") : own.Sentence) + Unsure(cause.Found),
            Follows = [.. cause.Follows.Take(MostListed).Select(one => one.Finding.Sentence)],
            FollowsCount = cause.Follows.Count + cause.Scopes.Sum(scope => _more.GetValueOrDefault(scope)),
        };
    }
}
