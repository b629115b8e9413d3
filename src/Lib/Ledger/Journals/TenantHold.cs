using System.Globalization;
using TikTokBan.Ledger.Leases;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Journals;

/// <summary>
/// The claim of a run to a tenant: a lease, which every entry is fenced by, and beside a ledger that is a file a locked
/// file too, so that a run that was killed is succeeded at once.
/// </summary>
internal sealed class TenantHold : IAsyncDisposable
{
    private readonly string _tenant;
    private readonly TenantClaim? _file;
    private LeaseKeeper? _keeper;

    private TenantHold(string tenant, TenantClaim? file, Lease lease) => (_tenant, _file, Lease) = (tenant, file, lease);

    public Lease Lease { get; }

    /// <summary>Takes a tenant within the session that begins a run.</summary>
    /// <exception cref="UnusableInputException">Another run has it.</exception>
    public static async Task<TenantHold> TakeAsync(LedgerSession session, SubjectKeys keys, string tenant, string holder, TimeSpan time, CancellationToken cancellationToken)
    {
        var file = session.Store.FilePath is { } path ? TenantClaim.Take(path, tenant) ?? throw await TakenAsync(session, keys, tenant, null, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            // Whoever has the lease without the file is gone.
            var attempt = await Lease.TakeAsync(session, $"tenant:{tenant.ToLowerInvariant()}", holder, time, regardless: file is not null, cancellationToken).ConfigureAwait(false);
            return attempt.Lease is { } lease
                ? new TenantHold(tenant, file, lease)
                : throw await TakenAsync(session, keys, tenant, attempt.Holder, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Begins to renew it, once it is stored.</summary>
    public void Keep(ILedgerStore store, TimeSpan time, TimeProvider clock) => _keeper = new LeaseKeeper(store, Lease, time, clock);

    /// <summary>Refuses to go on where it was lost.</summary>
    /// <exception cref="UnusableInputException">A later run has the tenant, or the claim ended before it was renewed.</exception>
    public async Task FenceAsync(LedgerSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await Lease.HoldsAsync(session, cancellationToken).ConfigureAwait(false))
            return;
        var holder = await Lease.HolderAsync(session, Lease.Name, cancellationToken).ConfigureAwait(false);
        if (holder is null || holder.Fence == Lease.Fence)
        {
            throw new UnusableInputException(
                InputProblem.RunInProgress,
                "this run was paused, or cut off from the ledger, for so long that its claim to the tenant ended; it must send nothing more, begin it again",
                session.Store.Name);
        }

        var last = await JournalReader.LastClaimAsync(session, new SubjectKeys(session, time), _tenant, cancellationToken).ConfigureAwait(false);
        throw new UnusableInputException(InputProblem.RunInProgress, $"{last?.ToString() ?? "another run"} has the tenant now; this run must send nothing more, begin it again when that one has ended", session.Store.Name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
            await _keeper.DisposeAsync().ConfigureAwait(false);
        _file?.Dispose();
    }

    private static async Task<UnusableInputException> TakenAsync(LedgerSession session, SubjectKeys keys, string tenant, LeaseHolder? holder, CancellationToken cancellationToken)
    {
        var last = await JournalReader.LastClaimAsync(session, keys, tenant, cancellationToken).ConfigureAwait(false);
        var until = holder is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; if it was cut off, its claim ends at {holder.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        return new UnusableInputException(InputProblem.RunInProgress, $"{last?.ToString() ?? "another run"} works on this tenant; wait for it, or stop it{until}", session.Store.Name);
    }
}
