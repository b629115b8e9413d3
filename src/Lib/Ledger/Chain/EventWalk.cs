using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Goes along the events and checks that each follows from the one before it. It goes by stored hashes, so that one
/// changed event is one finding and not one for each after it.
/// </summary>
internal sealed class EventWalk(ChainHead head, ChainFindings findings)
{
    // So many wrong events are compared with each other, to tell which were moved.
    private const int MostCompared = 32;

    private readonly List<Misfit> _misfits = [];
    private byte[]? _previous = new byte[32];
    private LedgerEvent? _last;
    private Misfit? _open;
    private long _checked;
    private long _wrong;

    /// <summary>An event that does not follow from the one before it.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Before">The one before it; null for none.</param>
    /// <param name="Previous">The stored hash of that one.</param>
    /// <param name="Fitting">The hash that the event should have.</param>
    private sealed record Misfit(LedgerEvent Event, LedgerEvent? Before, byte[] Previous, byte[] Fitting);

    /// <summary>Whether the chain's own id was changed, so that no event follows from any.</summary>
    public bool IsOfAnotherChain => _wrong > 2 && _wrong == _checked;

    /// <summary>Takes the next event in order of numbers.</summary>
    /// <returns>Whether it is what was appended, as far as can be told.</returns>
    public bool Next(LedgerEvent one)
    {
        if (one.Number > head.Events)
            findings.Add(ChainFlaw.EventInserted, one, $"stands after the end of the chain, which is event {head.Events}.");
        if (_last?.Number < 1)
            (_last, _previous) = (null, new byte[32]);
        var expected = (_last?.Number ?? 0) + 1;
        if (one.Number != expected)
            Gap(expected, one.Number - 1);
        var (last, previous) = (_last, one.Number == expected ? _previous : null);
        (_last, _previous) = (one, one.Hash);
        _checked++;
        if (previous is null)
        {
            // What it followed from is not there, so it can't be told apart from one that was put here.
            Close();
            return one.Number <= head.Events;
        }

        var fitting = one.Chained(head.Chain, previous);
        if (fitting.AsSpan().SequenceEqual(one.Hash))
        {
            Close();
            return true;
        }

        if (_open is { } open && one.Chained(head.Chain, open.Fitting).AsSpan().SequenceEqual(one.Hash))
        {
            // The one before has all it had but its hash.
            _open = null;
            Count(open);
            findings.Add(ChainFlaw.EventChanged, open.Event, $"is what was appended, but the hash that is stored with it was changed.");
            return true;
        }

        Close();
        _open = new Misfit(one, last, previous, fitting);
        return false;
    }

    public void End()
    {
        if (_open is { } open && open.Fitting.AsSpan().SequenceEqual(head.Hash))
        {
            _open = null;
            Count(open);
            findings.Add(ChainFlaw.EventChanged, open.Event, $"is what was appended, but the hash that is stored with it was changed.");
        }

        Close();
        var last = _last?.Number ?? 0;
        if (last < head.Events)
            findings.Add(ChainFlaw.EventRemoved, $"The ledger says that its chain ends with event {head.Events}, but the last is event {last}: events {last + 1} to {head.Events} were removed, or what the ledger says of its end was changed.", last + 1, other: head.Events);
        else if (last == head.Events && _last is not null && !_last.Hash.AsSpan().SequenceEqual(head.Hash) && !_misfits.Exists(misfit => misfit.Event == _last))
            findings.Add(ChainFlaw.HeadChanged, _last, $"is the last, but the ledger says that its chain ends with another hash: the last event was replaced, or what the ledger says of its end was changed.");
        else if (last == 0 && head.Hash.AsSpan().ContainsAnyExcept((byte)0))
            findings.Add(ChainFlaw.HeadChanged, $"The ledger holds no event, but says that its chain ends with one.");
        if (IsOfAnotherChain)
        {
            findings.Remove(finding => finding.Flaw is ChainFlaw.EventChanged or ChainFlaw.EventMoved);
            findings.Add(ChainFlaw.HeadChanged, $"None of the {_checked} events belongs to the chain whose id the ledger has ({head.Chain}): the id was changed.", scope: FlawScope.Chain);
        }
        else
        {
            Moved();
        }
    }

    private void Gap(long first, long last)
    {
        // What stands after the end of the chain was put there: nothing was removed before it.
        var end = Math.Min(last, head.Events);
        if (first == end)
            findings.Add(ChainFlaw.EventRemoved, $"Event {first} is missing: it was removed.", first);
        else if (first < end)
            findings.Add(ChainFlaw.EventRemoved, $"Events {first} to {end} are missing: they were removed.", first, other: end);
        else if (last < first)
            findings.Add(ChainFlaw.EventInserted, $"Event {last + 1} has no place in the chain, whose events are numbered from 1.", last + 1);
    }

    private void Close()
    {
        if (_open is not { } open)
            return;
        _open = null;
        Count(open);
        if (open.Before is { } before)
            findings.Add(ChainFlaw.EventChanged, open.Event, $"is not what was appended after {ChainFindings.Title(before)}: it was changed, or that one was put in the place of another.", before: before);
        else
            findings.Add(ChainFlaw.EventChanged, open.Event, $"is not what was appended: it was changed.");
    }

    // An event that follows from one which stands elsewhere now is itself what was appended.
    private void Follows(Misfit one)
    {
        if (_misfits.Find(other => other != one && one.Event.Chained(head.Chain, other.Event.Hash).AsSpan().SequenceEqual(one.Event.Hash)) is not { } other)
            return;
        findings.Remove(finding => finding.Flaw == ChainFlaw.EventChanged && finding.Event == one.Event.Number);
        findings.Add(ChainFlaw.EventChanged, one.Event, $"was appended after {ChainFindings.Title(other.Event)}, which no longer stands before it.", FlawScope.Chain);
    }

    private void Count(Misfit misfit)
    {
        _wrong++;
        if (_misfits.Count < MostCompared)
            _misfits.Add(misfit);
    }

    // Of events that do not fit where they are: whether one fits where another is.
    private void Moved()
    {
        foreach (var one in _misfits)
        {
            Follows(one);
            foreach (var other in _misfits.Where(other => other != one))
            {
                var there = one.Event with { Number = other.Event.Number };
                if (_misfits.Select(misfit => misfit.Event.Hash).Prepend(other.Previous).Any(previous => there.Chained(head.Chain, previous).AsSpan().SequenceEqual(one.Event.Hash)))
                    findings.Add(ChainFlaw.EventMoved, one.Event, $"stood in the place of {ChainFindings.Title(other.Event)}: events were reordered.", before: other.Event, other: other.Event.Number);
            }
        }
    }
}
