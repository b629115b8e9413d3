namespace TikTokBan.Ledger.Chain;

/// <summary>
/// What checkpoints say of the hashes that are stored with events: one that fits the tree over them shows that they are those that
/// were appended, and the first that doesn't shows that one of them isn't.
/// </summary>
internal sealed class CheckpointEvidence
{
    private const int MostUnfit = 32;

    private readonly List<long> _unfit = [];
    private long _fit;
    private long _vouched;

    /// <summary>Takes a checkpoint.</summary>
    /// <param name="number">Number of its event.</param>
    /// <param name="fits">Whether it fits the tree over the events before it.</param>
    /// <param name="isVouched">Whether it was kept elsewhere or is signed, so that it can't have been written anew with the events.</param>
    public void Add(long number, bool fits, bool isVouched)
    {
        if (!fits)
        {
            if (_unfit.Count < MostUnfit)
                _unfit.Add(number);
            return;
        }

        // Hashes that fit now did so at each checkpoint before: those are wrong by themselves.
        _unfit.Clear();
        _fit = Math.Max(_fit, number);
        if (isVouched)
            _vouched = Math.Max(_vouched, number);
    }

    /// <summary>Whether the hash of an event, and all before it, are shown to be those that were appended.</summary>
    /// <param name="event">The event's number.</param>
    /// <param name="breaks">Numbers of the events at which the chain breaks.</param>
    // What is not vouched for could itself have been written anew, up to where the chain breaks the next time.
    public bool Shows(long @event, IEnumerable<long> breaks) => @event < _vouched || (@event < _fit && !breaks.Any(number => number > _fit));

    /// <summary>Whether the hash before the only break is shown to be another than was appended.</summary>
    /// <param name="number">The event at which the chain breaks.</param>
    /// <param name="breaks">Numbers of all events at which it does.</param>
    public bool Refutes(long number, IReadOnlyCollection<long> breaks)
    {
        // A checkpoint that is itself in question, as the next event doesn't follow from it, refutes nothing.
        var unfit = _unfit.Find(one => !breaks.Contains(one) && !breaks.Contains(one + 1));
        return number > _fit && number <= unfit && breaks.Where(other => other > _fit && other <= unfit).All(other => other == number);
    }
}
