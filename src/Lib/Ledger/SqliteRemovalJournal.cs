using Microsoft.Data.Sqlite;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger;

/// <summary>
/// The journal of removals in a ledger's file. A run holds one connection until it is disposed of; reading holds none
/// between calls. One run at a time changes a tenant, among all that use the same ledger.
/// </summary>
/// <param name="location">The file. It is made by the first run.</param>
public sealed class SqliteRemovalJournal(LedgerLocation location) : IRemovalJournal
{
    private readonly string _path = location.Path;

    /// <summary>Told of each connection that a run is about to use.</summary>
    internal Action<SqliteConnection>? Opened { get; init; }

    /// <inheritdoc/>
    public Task<IRemovalRun> BeginAsync(RemovalPlan plan, JournalEntry started, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(started);
        if (started.Step != JournalStep.RunStarted || started.Purpose is null)
            throw new ArgumentException("A run begins with an entry that says what it does.", nameof(started));
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() => Begin(plan, started with { Host = started.Host ?? Environment.MachineName }, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string plan, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(plan);
        return Reading<IReadOnlyList<JournalEntry>>(
            (connection, transaction) => JournalPlans.Find(connection, transaction, plan) is { } kept ? JournalRows.Read(connection, transaction, kept, _path) : [],
            () => [],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RemovalPlan>> ListPlansAsync(CancellationToken cancellationToken = default) => Reading<IReadOnlyList<RemovalPlan>>(
        (connection, transaction) => [.. JournalPlans.List(connection, transaction).Select(kept => JournalPlans.Load(connection, transaction, kept, _path))],
        () => [],
        cancellationToken);

    /// <inheritdoc/>
    public Task<RemovalPlan> LoadPlanAsync(string reference, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        return Reading(
            (connection, transaction) => JournalPlans.Load(connection, transaction, JournalPlans.Meant(connection, transaction, reference, _path), _path),
            () => throw new UnusableInputException(InputProblem.LedgerNotFound, "there is no ledger here yet, and so no plan that was carried out; name the ledger's file, or give the plan's", _path),
            cancellationToken);
    }

    private IRemovalRun Begin(RemovalPlan plan, JournalEntry started, CancellationToken cancellationToken)
    {
        TenantClaim? claim = null;
        var connection = LedgerFile.OpenOrCreate(_path);
        try
        {
            Opened?.Invoke(connection);
            if (started.Purpose != RunPurpose.Verify)
                claim = TenantClaim.Take(_path, plan.Tenant) ?? throw Taken(connection, plan.Tenant);
            using var transaction = connection.BeginTransaction();
            var kept = JournalPlans.Keep(connection, transaction, plan, _path);
            var earlier = JournalRows.Read(connection, transaction, kept, _path);
            var writer = JournalWriter.Begin(connection, transaction, kept, started, earlier, _path);
            cancellationToken.ThrowIfCancellationRequested();
            transaction.Commit();
            return new SqliteRemovalRun(connection, claim, writer, earlier);
        }
        catch
        {
            connection.Dispose();
            claim?.Dispose();
            throw;
        }
    }

    private UnusableInputException Taken(SqliteConnection connection, string tenant)
    {
        var holder = JournalRows.LastClaim(connection, null, tenant)?.ToString() ?? "another run";
        return new UnusableInputException(InputProblem.RunInProgress, $"{holder} works on this tenant; wait for it, or stop it", _path);
    }

    private Task<T> Reading<T>(Func<SqliteConnection, SqliteTransaction, T> read, Func<T> none, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() =>
        {
            if (!File.Exists(_path))
                return none();
            using var connection = LedgerFile.OpenToRead(_path);
            // One transaction, so that all parts are of one moment while a run goes on.
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(connection, transaction);
        });
    }

    private Task<T> Guarded<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (SqliteException failure)
        {
            return Task.FromException<T>(LedgerFile.Explain(failure, _path));
        }
        catch (Exception other) when (other is UnusableInputException or OperationCanceledException)
        {
            return Task.FromException<T>(other);
        }
    }
}
