using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// The master key that wraps a ledger's keys. After a rotation, the new one opens nothing of an older backup, and the old one
/// nothing of the ledger: who destroys the old one destroys in every older backup whatever was erased since, and all the rest of it.
/// </summary>
public sealed class MasterKeys
{
    private const int SubjectsAtOnce = 10_000;

    private readonly ILedgerStore _store;
    private readonly TimeProvider _time;

    /// <param name="ledger">The ledger.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">The file of the master key can't be used.</exception>
    public MasterKeys(LedgerLocation ledger, TimeProvider time)
        : this(LedgerStores.Open(ledger, time), time)
    {
    }

    internal MasterKeys(ILedgerStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>Makes a file with a new master key, for its owner alone. Nothing is wrapped with it yet.</summary>
    /// <param name="path">The file; one that is there is left as it is.</param>
    /// <exception cref="UnusableInputException">It is there already, or can't be made.</exception>
    public static void Create(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        MasterKeyFile.Create(path);
    }

    /// <summary>Wraps every key of the ledger anew, all or none. Other programs that write wait; those that use the old key are then refused.</summary>
    /// <param name="newKeyFile">File of the new master key; null to leave the keys as they are, so that whoever has the whole ledger can read it.</param>
    /// <param name="by">User principal name of who does it. Sealed.</param>
    /// <param name="cancellationToken">Gives up; nothing is then changed.</param>
    /// <returns>How many keys were wrapped, and what may still hold them as they were.</returns>
    /// <exception cref="UnusableInputException">A key is wrapped by another master key than the present one, the file can't be used, or the ledger can't be written.</exception>
    public Task<RotationOutcome> RotateAsync(string? newKeyFile, string by, CancellationToken cancellationToken = default) =>
        RotateAsync(MasterKeyFile.Read(newKeyFile), by, cancellationToken);

    internal async Task<RotationOutcome> RotateAsync(MasterKey fresh, string by, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(by))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "who rotates the keys is kept; give that person's user principal name");
        var keys = await LedgerWork.AddAsync(_store, session => RotateAsync(session, fresh, by, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new RotationOutcome(keys, fresh.Wraps, await SubjectErasure.RemainingAsync(_store).ConfigureAwait(false));
    }

    private async Task<long> RotateAsync(LedgerSession session, MasterKey fresh, string by, CancellationToken cancellationToken)
    {
        // Recorded first, with the old key, so that a key which is made for it is wrapped anew with the others.
        using var writer = new EventWriter(session, _time);
        await OperatorNotes.AddAsync(session, writer, _time, by, null, cancellationToken).ConfigureAwait(false);
        await new SubjectKeys(session, _time).LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var keys = await RewrapAuthorityAsync(session, fresh, cancellationToken).ConfigureAwait(false);
        for (var first = 0L; first <= session.Head.Subjects; first += SubjectsAtOnce)
            keys += await RewrapAsync(session, fresh, first, first + SubjectsAtOnce, cancellationToken).ConfigureAwait(false);
        await writer.AppendAsync(EventKinds.Rotation, null, JsonSerializer.Serialize(new RotationBody(keys, fresh.Wraps), SubjectJsonContext.Stored.RotationBody), cancellationToken).ConfigureAwait(false);
        return keys;
    }

    private static async Task<long> RewrapAuthorityAsync(LedgerSession session, MasterKey fresh, CancellationToken cancellationToken)
    {
        var rows = (await session.QueryAsync<AuthorityRow>("SELECT purpose AS Purpose, key AS Key FROM authority_key WHERE authority = @authority", null, cancellationToken).ConfigureAwait(false)).ToList();
        foreach (var row in rows)
        {
            var key = fresh.Wrap(session.Store.Master.Unwrap(row.Key, session.Store.Name));
            await session.ExecuteAsync("UPDATE authority_key SET key = @key WHERE authority = @authority AND purpose = @Purpose", new { key, row.Purpose }, cancellationToken).ConfigureAwait(false);
        }

        return rows.Count;
    }

    // Rows are put back in bulk: an update of each would take an answer from the engine for each.
    private static async Task<long> RewrapAsync(LedgerSession session, MasterKey fresh, long first, long end, CancellationToken cancellationToken)
    {
        var rows = (await session.QueryAsync<Row>(
            "DELETE FROM subject_key WHERE authority = @authority AND subject >= @first AND subject < @end RETURNING subject AS Subject, period AS Period, key AS Key",
            new { first, end },
            cancellationToken).ConfigureAwait(false)).OrderBy(row => row.Subject).ThenBy(row => row.Period).ToList();
        await session.CopyAsync(
            "subject_key",
            ["subject", "period", "key"],
            rows.Select(row => new object?[] { row.Subject, row.Period, fresh.Wrap(session.Store.Master.Unwrap(row.Key, session.Store.Name)) }),
            cancellationToken).ConfigureAwait(false);
        return rows.Count;
    }

    private sealed class AuthorityRow
    {
        public string Purpose { get; init; } = "";

        public byte[] Key { get; init; } = [];
    }

    private sealed class Row
    {
        public long Subject { get; init; }

        public long Period { get; init; }

        public byte[] Key { get; init; } = [];
    }
}

/// <summary>What a rotation did.</summary>
/// <param name="Keys">How many keys were wrapped anew.</param>
/// <param name="Wrapped">Whether a master key wraps them now.</param>
/// <param name="Remaining">What may still hold them as they were, and who can do what about it: one sentence; null for nothing. Backups are never counted.</param>
public sealed record RotationOutcome(long Keys, bool Wrapped, string? Remaining);
