using System.Data.Common;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Queues;

/// <summary>
/// Tenants to scan, shared by workers. In PostgreSQL a worker is given tenants of every authority that its login may write for. A tenant is
/// with one worker at a time, whichever authorities queued it; a worker that doesn't say in time that it goes on has lost it.
/// </summary>
public sealed class ScanTasks
{
    private const int TriesToClaim = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly ILedgerStore _store;

    /// <summary>The queue of a ledger.</summary>
    /// <param name="location">Where the ledger is.</param>
    public ScanTasks(LedgerLocation location)
        : this(LedgerStores.Open(location, TimeProvider.System))
    {
    }

    internal ScanTasks(ILedgerStore store) => _store = store;

    /// <summary>Queues a tenant of the ledger's authority, or changes how it is scanned.</summary>
    /// <param name="tenant">Id of the tenant, or its domain.</param>
    /// <param name="settings">How it is to be scanned, as JSON. No secrets.</param>
    /// <param name="every">How long after one scan was due the next is.</param>
    /// <param name="due">When the first is due; null for now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddAsync(string tenant, string settings, TimeSpan every, DateTimeOffset? due = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, TimeSpan.FromMinutes(1));
        return KeepAsync(async session => await session.ExecuteAsync(
            """
            INSERT INTO scan_task (authority, tenant, settings, every, due, fence, until, attempts) VALUES (@authority, @tenant, @settings, @every, @due, 0, 0, 0)
            ON CONFLICT (authority, tenant) DO UPDATE SET settings = excluded.settings, every = excluded.every, due = excluded.due
            """,
            new { tenant = Name(tenant), settings, every = (long)every.TotalMilliseconds, due = due?.ToUnixTimeMilliseconds() ?? await session.NowAsync(cancellationToken).ConfigureAwait(false) },
            cancellationToken).ConfigureAwait(false), cancellationToken, ofAny: false);
    }

    /// <summary>Takes a tenant out of the queue. A worker that scans it now can't keep its scan.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was queued.</returns>
    public Task<bool> RemoveAsync(string tenant, CancellationToken cancellationToken = default) => KeepAsync(
        async session => await session.ExecuteAsync("DELETE FROM scan_task WHERE authority = @authority AND tenant = @tenant", new { tenant = Name(tenant) }, cancellationToken).ConfigureAwait(false) > 0,
        cancellationToken,
        ofAny: false);

    /// <summary>All tenants that are queued, of every authority that the login may read, the one that is due first first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<QueuedTenant>> ListAsync(CancellationToken cancellationToken = default) => InAsync<IReadOnlyList<QueuedTenant>>(
        async session => [.. (await session.QueryAsync<TaskRow>(TaskRow.Select + " ORDER BY due, name, tenant", null, cancellationToken).ConfigureAwait(false)).Select(row => row.ToQueued())],
        cancellationToken);

    /// <summary>
    /// Gives a worker a tenant that is due: of the authority that has the fewest workers now, among these of the one that was given none for the
    /// longest time, and of its tenants the one that has been due longest. So an authority with many tenants doesn't keep the others waiting.
    /// </summary>
    /// <param name="holder">The worker: a name that no other has.</param>
    /// <param name="time">How long it may have it without saying that it goes on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The claim; null when nothing is due, or all that is due is with others.</returns>
    public async Task<ScanClaim?> ClaimAsync(string holder, TimeSpan time, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(holder);
        var taken = new List<string> { "" };
        for (var tries = 1; tries <= TriesToClaim; tries++)
        {
            var known = taken.Count;
            var claim = await InAsync(session => ClaimAsync(session, holder, time, taken, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (claim is not null || taken.Count == known)
                return claim;
        }

        return null;
    }

    /// <summary>Says that a worker goes on.</summary>
    /// <param name="claim">Its claim.</param>
    /// <param name="time">For how long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it still has the tenant; if not, it must stop.</returns>
    public Task<bool> RenewAsync(ScanClaim claim, TimeSpan time, CancellationToken cancellationToken = default) => ChangeAsync(
        claim,
        (session, now) => session.ExecuteAsync("UPDATE scan_task SET until = @until " + Held, Of(claim, now, new { until = now + (long)time.TotalMilliseconds }), cancellationToken),
        cancellationToken);

    /// <summary>Gives a tenant back that was scanned. It is due again at its usual distance; what was missed meanwhile isn't made up for.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="scan">Id of the scan that was kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it still had the tenant.</returns>
    public Task<bool> CompleteAsync(ScanClaim claim, string scan, CancellationToken cancellationToken = default) => ChangeAsync(
        claim,
        (session, now) => session.ExecuteAsync(
            "UPDATE scan_task SET due = due + every * (1 + CASE WHEN @now > due THEN (@now - due) / every ELSE 0 END), until = 0, running = NULL, holder = NULL, attempts = 0, finished = @now, scan = @scan, problem = NULL " + Held,
            Of(claim, now, new { scan }),
            cancellationToken),
        cancellationToken);

    /// <summary>Gives a tenant back that could not be scanned. It is tried again after a minute, then two, then four, up to six hours or its usual distance.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="problem">Why, without personal data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it still had the tenant.</returns>
    public Task<bool> FailAsync(ScanClaim claim, string problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var wait = (long)Math.Min(LongestWait.TotalMilliseconds, TimeSpan.FromMinutes(1).TotalMilliseconds * Math.Pow(2, Math.Clamp(claim.Attempts - 1, 0, 20)));
        return ChangeAsync(
            claim,
            (session, now) => session.ExecuteAsync(
                "UPDATE scan_task SET due = @now + CASE WHEN every < @wait THEN every ELSE @wait END, until = 0, running = NULL, holder = NULL, problem = @problem " + Held,
                Of(claim, now, new { wait, problem }),
                cancellationToken),
            cancellationToken);
    }

    /// <summary>Within the session that keeps a scan: refuses unless the worker still has the tenant, and keeps it with it until that session ends.</summary>
    internal static async Task FenceAsync(LedgerSession session, ScanClaim claim, CancellationToken cancellationToken)
    {
        var now = await session.NowAsync(cancellationToken).ConfigureAwait(false);
        // An update rather than a question: the row is then this session's until it ends.
        if (await session.ExecuteAsync("UPDATE scan_task SET until = until " + Held, Of(claim, now, null), cancellationToken).ConfigureAwait(false) == 0)
            throw new UnusableInputException(InputProblem.RunInProgress, $"the tenant {claim.Tenant} was given to another worker, since this one did not say in time that it goes on; its scan was not kept", session.Store.Name);
    }

    private const string Held = "WHERE tenant = @tenant AND holder = @holder AND fence = @fence AND until > @now AND authority = (SELECT number FROM authority WHERE name = @name)";

    private static Dapper.DynamicParameters Of(ScanClaim claim, long now, object? more)
    {
        var parameters = new Dapper.DynamicParameters(more);
        parameters.AddDynamicParams(new { name = claim.Authority, tenant = claim.Tenant, holder = claim.Holder, fence = claim.Fence, now });
        return parameters;
    }

    private static async Task<ScanClaim?> ClaimAsync(LedgerSession session, string holder, TimeSpan time, List<string> taken, CancellationToken cancellationToken)
    {
        var now = await session.NowAsync(cancellationToken).ConfigureAwait(false);
        var next = await NextAsync(session, now, 1, taken, cancellationToken).ConfigureAwait(false)
            ?? await NextAsync(session, now, int.MaxValue, taken, cancellationToken).ConfigureAwait(false);
        if (next is null)
            return null;
        try
        {
            // Whoever had it before, under whichever authority, has lost it.
            await session.ExecuteAsync("UPDATE scan_task SET running = NULL WHERE running = @Tenant AND until <= @now", new { next.Tenant, now }, cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync(
                "UPDATE scan_task SET holder = @holder, running = tenant, fence = fence + 1, until = @until, attempts = attempts + 1, started = @now WHERE authority = @Number AND tenant = @Tenant",
                new { next.Number, next.Tenant, holder, now, until = now + (long)time.TotalMilliseconds },
                cancellationToken).ConfigureAwait(false);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException conflict) when (conflict.SqlState == "23505" || conflict is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 })
        {
            // It is with a worker of another authority, which this login may not even see: another tenant, then.
            taken.Add(next.Tenant);
            return null;
        }

        return new ScanClaim(next.Name, next.Tenant, next.Settings, holder, next.Fence + 1, (int)next.Attempts + 1, DateTimeOffset.FromUnixTimeMilliseconds(next.Due));
    }

    private static Task<TaskRow?> NextAsync(LedgerSession session, long now, long turns, List<string> taken, CancellationToken cancellationToken)
    {
        var parameters = new Dapper.DynamicParameters(new { now, turns });
        for (var index = 0; index < taken.Count; index++)
            parameters.Add(TaskRow.Taken(index), taken[index]);
        return session.FirstAsync<TaskRow>(TaskRow.Next(session.SkipLocked, taken.Count), parameters, cancellationToken);
    }

    private Task<bool> ChangeAsync(ScanClaim claim, Func<LedgerSession, long, Task<int>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return KeepAsync(async session => await change(session, await session.NowAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false) > 0, cancellationToken);
    }

    private Task<T> KeepAsync<T>(Func<LedgerSession, Task<T>> work, CancellationToken cancellationToken, bool ofAny = true) => InAsync(
        async session =>
        {
            var result = await work(session).ConfigureAwait(false);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        },
        cancellationToken,
        ofAny);

    private async Task<T> InAsync<T>(Func<LedgerSession, Task<T>> work, CancellationToken cancellationToken, bool ofAny = true)
    {
        try
        {
            var session = await (ofAny ? _store.BesideAllAsync(cancellationToken) : _store.BesideAsync(cancellationToken)).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await work(session).ConfigureAwait(false);
        }
        catch (DbException failure)
        {
            throw _store.Explain(failure);
        }
    }

    // Two ways of writing one tenant would be two tenants.
    private static string Name(string tenant) => tenant.Trim().ToLowerInvariant();
}
