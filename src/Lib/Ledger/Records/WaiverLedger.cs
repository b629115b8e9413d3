using TikTokBan.Ledger.Stores;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger.Records;

/// <summary>The register of waivers in a ledger.</summary>
/// <param name="store">The ledger. It is made by the first waiver.</param>
/// <param name="time">The clock.</param>
internal sealed class WaiverLedger(ILedgerStore store, TimeProvider time) : IWaiverStore
{
    /// <inheritdoc/>
    public Task<Waiver> AddWaiverAsync(Waiver waiver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(waiver);
        return LedgerWork.WriteAsync(store, session => WaiverRecords.GrantAsync(session, time, waiver, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Waiver> AddRevocationAsync(string id, WaiverRevocation revocation, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(revocation);
        return LedgerWork.AddAsync(store, session => WaiverRecords.RevokeAsync(session, time, id, revocation, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Waiver>> ReadWaiversAsync(CancellationToken cancellationToken = default) => LedgerWork.ReadOrAsync<IReadOnlyList<Waiver>>(
        store,
        [],
        async session => await WaiverRecords.ReadAsync(session, time, cancellationToken).ConfigureAwait(false),
        cancellationToken);
}
