using System.Globalization;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Leases;

/// <summary>Leases, as a session sees them.</summary>
internal static class LeaseSessions
{
    /// <summary>Refuses to go on where a lease was lost. Asked in the transaction that writes what it is a lease for.</summary>
    /// <exception cref="UnusableInputException">Another has it, or it ended before it was renewed.</exception>
    public static async Task FenceAsync(this LedgerSession session, Lease lease, CancellationToken cancellationToken = default)
    {
        if (await lease.HoldsAsync(session, cancellationToken).ConfigureAwait(false))
            return;
        var holder = await Lease.HolderAsync(session, lease.Name, cancellationToken).ConfigureAwait(false);
        throw new UnusableInputException(
            InputProblem.RunInProgress,
            holder is not null && holder.Fence != lease.Fence
                ? $"{holder.Holder} has {lease.Name} now, since this program was paused or cut off for too long; it must write nothing more, begin it again when that one has ended"
                : string.Create(CultureInfo.InvariantCulture, $"the claim to {lease.Name} ended at {(holder?.Until ?? lease.Until).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, since this program was paused or cut off for too long; begin it again"),
            session.Store.Name);
    }
}
