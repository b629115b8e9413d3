using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Leases;

/// <summary>
/// The right to work on something, of one holder at a time, until a moment by the store's own clock. Its fence is higher
/// than that of every earlier lease of the name: who was paused, and meanwhile succeeded, is told so by
/// <see cref="LeaseSessions.FenceAsync"/> in the very transaction in which it would write.
/// </summary>
/// <param name="Name">What it is a lease of, such as <c>tenant:…</c>; names no person.</param>
/// <param name="Fence">Its number, from 1.</param>
/// <param name="Until">When it ends unless it is renewed.</param>
internal sealed record Lease(string Name, long Fence, DateTimeOffset Until)
{
    /// <summary>Takes a lease that nobody has. The ledger must be there.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="name">What it is to be a lease of.</param>
    /// <param name="holder">What others are told of the holder; names no person.</param>
    /// <param name="time">How long it is to last.</param>
    /// <param name="cancellationToken">Gives up; nothing is then taken.</param>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be written.</exception>
    public static Task<LeaseAttempt> TakeAsync(ILedgerStore store, string name, string holder, TimeSpan time, CancellationToken cancellationToken = default) =>
        LedgerWork.BesideAsync(store, session => TakeAsync(session, name, holder, time, regardless: false, cancellationToken), cancellationToken);

    /// <summary>Takes a lease within a session that writes, or writes beside the chain.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">What it is to be a lease of.</param>
    /// <param name="holder">What others are told of the holder; names no person.</param>
    /// <param name="time">How long it is to last.</param>
    /// <param name="regardless">Whether it is taken even from a holder whose time has not ended: for one that is known to be gone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LeaseAttempt> TakeAsync(LedgerSession session, string name, string holder, TimeSpan time, bool regardless, CancellationToken cancellationToken = default)
    {
        var now = await session.NowAsync(cancellationToken).ConfigureAwait(false);
        var until = now + (long)time.TotalMilliseconds;
        // The row stays when it is given back, so that its fence goes on.
        var fence = await session.FirstAsync<long>(
            $"""
            INSERT INTO lease (authority, name, holder, fence, until) VALUES (@authority, @name, @holder, 1, @until)
            ON CONFLICT (authority, name) DO UPDATE SET holder = excluded.holder, fence = lease.fence + 1, until = excluded.until {(regardless ? "" : "WHERE lease.until <= @now")}
            RETURNING fence
            """,
            new { name, holder, until, now },
            cancellationToken).ConfigureAwait(false);
        return fence > 0
            ? new LeaseAttempt(new Lease(name, fence, DateTimeOffset.FromUnixTimeMilliseconds(until)), null)
            : new LeaseAttempt(null, await HolderAsync(session, name, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Who has a lease, or had it last; null where nobody ever did.</summary>
    public static async Task<LeaseHolder?> HolderAsync(LedgerSession session, string name, CancellationToken cancellationToken = default) =>
        await session.FirstAsync<Row>("SELECT holder AS Holder, fence AS Fence, until AS Until FROM lease WHERE authority = @authority AND name = @name", new { name }, cancellationToken).ConfigureAwait(false) is { } row
            ? new LeaseHolder(row.Holder, row.Fence, DateTimeOffset.FromUnixTimeMilliseconds(row.Until))
            : null;

    /// <summary>Lets it last longer from now on.</summary>
    /// <returns>The lease; null where it was lost: another has it, or it had ended.</returns>
    /// <exception cref="UnusableInputException">The ledger can't be written; the lease is as it was.</exception>
    public Task<Lease?> RenewAsync(ILedgerStore store, TimeSpan time, CancellationToken cancellationToken = default) => LedgerWork.BesideAsync(
        store,
        async session =>
        {
            var now = await session.NowAsync(cancellationToken).ConfigureAwait(false);
            var until = now + (long)time.TotalMilliseconds;
            var renewed = await session.ExecuteAsync(
                "UPDATE lease SET until = @until WHERE authority = @authority AND name = @Name AND fence = @Fence AND until > @now",
                new { until, Name, Fence, now },
                cancellationToken).ConfigureAwait(false);
            return renewed == 1 ? this with { Until = DateTimeOffset.FromUnixTimeMilliseconds(until) } : null;
        },
        cancellationToken);

    /// <summary>Gives it back, so that the next need not wait. Does nothing where it was lost.</summary>
    /// <exception cref="UnusableInputException">The ledger can't be written.</exception>
    public Task ReleaseAsync(ILedgerStore store, CancellationToken cancellationToken = default) => LedgerWork.BesideAsync(
        store,
        session => session.ExecuteAsync("UPDATE lease SET until = 0 WHERE authority = @authority AND name = @Name AND fence = @Fence", new { Name, Fence }, cancellationToken),
        cancellationToken);

    /// <summary>Whether it is held still. If so nobody can take it before the session ends.</summary>
    public async Task<bool> HoldsAsync(LedgerSession session, CancellationToken cancellationToken = default)
    {
        var now = await session.NowAsync(cancellationToken).ConfigureAwait(false);
        // An update that changes nothing holds the row on either engine, also against who takes it beside the chain.
        return await session.ExecuteAsync(
            "UPDATE lease SET fence = fence WHERE authority = @authority AND name = @Name AND fence = @Fence AND until > @now",
            new { Name, Fence, now },
            cancellationToken).ConfigureAwait(false) == 1;
    }

    private sealed class Row
    {
        public string Holder { get; init; } = "";

        public long Fence { get; init; }

        public long Until { get; init; }
    }
}

/// <summary>What came of an attempt to take a lease.</summary>
/// <param name="Lease">The lease; null where another has it.</param>
/// <param name="Holder">Who has it; null where it was taken.</param>
internal sealed record LeaseAttempt(Lease? Lease, LeaseHolder? Holder);

/// <summary>Who has a lease, or had it last.</summary>
/// <param name="Holder">What it says of itself.</param>
/// <param name="Fence">Number of the lease.</param>
/// <param name="Until">When it ends; 1970 where it was given back.</param>
internal sealed record LeaseHolder(string Holder, long Fence, DateTimeOffset Until);
