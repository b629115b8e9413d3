using System.Data.Common;
using TikTokBan.Ledger.Chain;

namespace TikTokBan.Ledger.Stores;

/// <summary>Where one authority's ledger is kept. Both engines hold the same tables; what differs is how a session begins, loads in bulk and fails.</summary>
internal interface ILedgerStore
{
    /// <summary>What a sentence calls it: a file's path, or an address without its password.</summary>
    string Name { get; }

    /// <summary>The file that it is in, beside which a lock tells at once that a program is gone; null where it is kept by a server.</summary>
    string? FilePath => null;

    /// <summary>What wraps its keys.</summary>
    MasterKey Master { get; }

    /// <summary>What signs the checkpoints that its chain gets by itself; null leaves them unsigned.</summary>
    ChainSigner? Signer => null;

    /// <summary>Whether a ledger is there to be read.</summary>
    Task<bool> ExistsAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins to read: everything of one moment, whatever others write meanwhile.</summary>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be read.</exception>
    Task<LedgerSession> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins to write, and holds the authority's chain: no other session appends to it until this one ends. Makes the ledger where there is none.</summary>
    /// <exception cref="UnusableInputException">It can't be made or written.</exception>
    Task<LedgerSession> WriteAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins to write what is beside the chain (leases, the queue of scans) without holding the chain: another session may append to it meanwhile. The ledger must be there.</summary>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be written.</exception>
    Task<LedgerSession> BesideAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Wipes what deleted keys leave behind in the engine's files. Deleting a row makes it unreadable to statements; its bytes
    /// can stay in a file for long.
    /// </summary>
    /// <returns>What may still hold deleted keys, and who can do what about it: one sentence; null for nothing.</returns>
    Task<string?> WipeAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<string?>("deleted keys may still stand in the files of this ledger");

    /// <summary>The same for what all authorities share that the login may use: no one of them need be named.</summary>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be written.</exception>
    Task<LedgerSession> BesideAllAsync(CancellationToken cancellationToken = default);

    /// <summary>The sentence for what the engine reports.</summary>
    UnusableInputException Explain(DbException failure);
}
