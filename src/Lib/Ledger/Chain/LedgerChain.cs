using System.Security.Cryptography.X509Certificates;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>What proves that a ledger is what it was: its verification, checkpoints, and proofs of single events.</summary>
public sealed class LedgerChain
{
    private readonly ILedgerStore _store;
    private readonly TimeProvider _time;

    /// <summary>Names the ledger. Nothing is opened yet.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">The file of the master key can't be used.</exception>
    public LedgerChain(LedgerLocation ledger, TimeProvider time)
        : this(LedgerStores.Open(ledger, time), time)
    {
    }

    internal LedgerChain(ILedgerStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>Verifies the whole chain and all that hangs on it, as it is at one moment. Nothing is changed.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told after each page of events.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be read.</exception>
    public Task<ChainCheck> VerifyAsync(ChainCheckOptions? options = null, IProgress<ChainProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ChainVerification.RunAsync(_store, options ?? new ChainCheckOptions(), progress, cancellationToken);

    /// <summary>Appends a checkpoint over all events that there are, to be kept elsewhere: <see cref="CheckpointFile"/>.</summary>
    /// <param name="certificate">Certificate to sign with; null for the one that <see cref="LedgerLocation.SignerVariable"/> names, where it names one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no event yet, or the certificate or ledger can't be used.</exception>
    public Task<Checkpoint> MakeCheckpointAsync(X509Certificate2? certificate = null, CancellationToken cancellationToken = default) =>
        Checkpoints.MakeAsync(_store, certificate, _time, cancellationToken);

    /// <summary>The number of an event that somebody names.</summary>
    /// <param name="text">Its number, or the id of a scan, a waiver or a plan: then the event that brought it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger knows nothing of it, or can't be read.</exception>
    public async Task<long> FindAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            return number;
        var found = await LedgerWork.ReadAsync(
            _store,
            session => session.FirstAsync<long>("SELECT number FROM event WHERE authority = @authority AND about = @text AND kind IN ('scan', 'waiver', 'plan') ORDER BY number LIMIT 1", new { text }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return found > 0 ? found : throw new UnusableInputException(InputProblem.ArgumentUnusable, $"this ledger knows no scan, waiver or plan \"{text}\"; give its id, or the number of an event", _store.Name);
    }

    /// <summary>Proves an event by the newest signed checkpoint over it, or where there is none by the newest.</summary>
    /// <param name="number">The event's number.</param>
    /// <param name="reveal">Whether its sealed parts are revealed, each with the key of that part alone: personal data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no such event, no checkpoint over it yet, or the ledger can't be read.</exception>
    public Task<EventProof> ProveAsync(long number, bool reveal = false, CancellationToken cancellationToken = default) =>
        EventProofs.MakeAsync(_store, number, reveal, cancellationToken);
}
