using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>Checks checkpoints, those in the chain and those that were kept elsewhere, against the tree over the events as they are.</summary>
internal sealed class CheckpointWalk(ChainHead head, ChainCheckOptions options, ChainFindings findings)
{
    private readonly MerkleTree _tree = new();
    private readonly ILookup<long, Checkpoint> _kept = options.Kept.ToLookup(kept => kept.Size);
    private readonly KeptNames _names = new(options);
    private readonly HashSet<Checkpoint> _fitting = [];
    private byte[] _last = new byte[32];
    private Checkpoint? _newest;
    private Checkpoint? _newestSigned;
    private bool _isSigned;

    /// <summary>How many the chain has.</summary>
    public long Count { get; private set; }

    /// <summary>How many of them are signed.</summary>
    public long Signed { get; private set; }

    /// <summary>How far the chain is signed; null where it isn't, and before the end.</summary>
    public ChainSignature? SignedTo { get; private set; }

    /// <summary>The tree over all events so far.</summary>
    public MerkleTree Tree => _tree;

    /// <summary>Takes the next event.</summary>
    public void Next(LedgerEvent one, bool intact)
    {
        if (one.Kind == EventKinds.Checkpoint && intact)
            InChain(one);
        // What is kept elsewhere is what was appended, so the chain has it too.
        foreach (var kept in _kept[one.Number - 1].Where(kept => kept.Chain == head.Chain && intact && Checkpoints.Read(one.Body)?.Checkpoint != kept))
            findings.Add(ChainFlaw.ChainReplaced, one, $"is not the checkpoint of {kept.At.UtcDateTime:yyyy-MM-dd HH:mm} that was kept elsewhere{_names.Of(kept)} and came after event {kept.Size}: the chain was written anew from there, or the checkpoint is not genuine.", FlawScope.Chain);
        _tree.Add(one.Hash);
        _last = one.Hash;
        foreach (var kept in _kept[_tree.Size].Where(kept => kept.Chain == head.Chain))
        {
            var fits = kept.Root == Hex(_tree.Root) && kept.Head == Hex(one.Hash);
            findings.Evidence.Add(kept.Size + 1, fits, isVouched: true);
            if (fits)
            {
                _fitting.Add(kept);
                continue;
            }

            findings.Add(ChainFlaw.ChainReplaced, one, $"and those before it are not the events of the checkpoint of {kept.At.UtcDateTime:yyyy-MM-dd HH:mm} that was kept elsewhere{_names.Of(kept)}: the chain was written anew, or the checkpoint is not genuine.", FlawScope.Chain);
        }
    }

    public void End(KeyRing keys)
    {
        foreach (var kept in options.Kept)
        {
            if (kept.Chain != head.Chain)
                findings.Add(ChainFlaw.ChainReplaced, $"The checkpoint of {kept.At.UtcDateTime:yyyy-MM-dd HH:mm} that was kept elsewhere{_names.Of(kept)} is of the chain {kept.Chain}, and this ledger's is {head.Chain}: this is another ledger, or it was put in the place of the one that was there.", scope: FlawScope.Chain);
            else if (kept.Size >= _tree.Size)
                findings.Add(ChainFlaw.ChainCut, $"The checkpoint of {kept.At.UtcDateTime:yyyy-MM-dd HH:mm} that was kept elsewhere{_names.Of(kept)} is event {kept.Size + 1}, but the chain ends with event {_tree.Size}: events {_tree.Size + 1} to {kept.Size + 1} were cut off.", _tree.Size + 1, FlawScope.Chain);
            if (Signature(kept) is { } problem)
                findings.Add(ChainFlaw.CheckpointWrong, $"The signature of the checkpoint of {kept.At.UtcDateTime:yyyy-MM-dd HH:mm} that was kept elsewhere{_names.Of(kept)} does not hold: {problem}.");
            if (kept.Signature is null && options.Trust is not null)
                findings.Add(ChainFlaw.CheckpointWrong, $"The checkpoint of {kept.At.UtcDateTime:yyyy-MM-dd HH:mm} that was kept elsewhere{_names.Of(kept)} is not signed, and must be.");
        }

        var newest = options.Kept.Where(kept => kept.Chain == head.Chain).Append(_newest).MaxBy(one => one?.Size ?? 0);
        if (newest?.Index is { } index && keys.Index is { } key && Checkpoints.IndexOf(key) != index)
            findings.Add(ChainFlaw.KeyChanged, $"The authority's key of names is not the one that the last checkpoint (over {newest.Size} events) tells of: it was changed.", scope: FlawScope.Names);
        if (options.Kept.Count == 0)
            findings.Note("No checkpoint that was kept elsewhere was given: that events were cut off at the end, or the whole ledger replaced, can't be told without one.");
        NoteSignatures();
        if (Signed > 0 && options.Trust is null)
            findings.Note("Signatures of checkpoints fit, but were not checked against anything: give a file with the certificates that you trust.");
    }

    // The newest signature says how far back what is unsigned begins, whoever kept it.
    private void NoteSignatures()
    {
        var newest = options.Kept.Where(kept => kept.Chain == head.Chain && _fitting.Contains(kept) && kept.Signature is not null && Signature(kept) is null).Append(_newestSigned).MaxBy(one => one?.Size ?? 0);
        if (newest is not null && CheckpointSignature.Check(newest, options.Trust).Signer is { } signer)
        {
            SignedTo = new ChainSignature(newest.Size, _tree.Size, newest.At, ChainFindings.Short(signer.Subject));
            // The checkpoint's own event comes after what it is over.
            findings.Note(_tree.Size > newest.Size + 1 ? $"{SignedTo} What came after it, to event {_tree.Size}, could be written anew by whoever can write to the database." : SignedTo.ToString());
        }
        else if (options.Trust is not null && options.Kept.Count == 0 && !_isSigned)
        {
            findings.Add(ChainFlaw.CheckpointWrong, $"No checkpoint of this chain is signed by anybody whom the trust file vouches for, so nothing shows that the chain wasn't written anew as a whole.");
        }
        else if (options.Kept.Count == 0)
        {
            findings.Note($"Signed up to event 0 of {_tree.Size}: no checkpoint that fits has a signature that holds, so that whoever can write to the database could write all anew.");
        }
    }

    private void InChain(LedgerEvent one)
    {
        Count++;
        if (Checkpoints.Read(one.Body)?.Checkpoint is not { } checkpoint)
        {
            findings.Add(ChainFlaw.CheckpointWrong, one, $"is no checkpoint that this program can read.");
            return;
        }

        _newest = checkpoint;
        var fits = checkpoint.Chain == head.Chain && checkpoint.Size == one.Number - 1 && checkpoint.Size == _tree.Size && checkpoint.Root == Hex(_tree.Root) && checkpoint.Head == Hex(_last);
        if (!fits)
            findings.Add(ChainFlaw.CheckpointWrong, one, $"is over other events than the {_tree.Size} before it: they were written anew after it was made, or it was.", FlawScope.Chain);
        var problem = Signature(checkpoint);
        if (checkpoint.Signature is not null)
        {
            Signed++;
            _isSigned |= problem is null;
            _newestSigned = problem is null && fits ? checkpoint : _newestSigned;
        }

        findings.Evidence.Add(one.Number, fits, checkpoint.Signature is not null && problem is null);
        if (problem is not null)
            findings.Add(ChainFlaw.CheckpointWrong, one, $"has a signature that does not hold: {problem}.");
    }

    private string? Signature(Checkpoint checkpoint) => checkpoint.Signature is null ? null : CheckpointSignature.Check(checkpoint, options.Trust).Problem;

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
