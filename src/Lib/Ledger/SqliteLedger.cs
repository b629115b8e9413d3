using System.Text.Json;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger;

/// <summary>A ledger in one SQLite file. Holds no connection between calls; safe to use from several processes at once.</summary>
/// <param name="location">The file. It is made by the first <see cref="SaveScanAsync"/> or <see cref="AddWaiverAsync"/>.</param>
public sealed class SqliteLedger(LedgerLocation location) : ILedger, IWaiverStore, IReportLog
{
    private readonly string _path = location.Path;

    /// <inheritdoc/>
    public Task<StoredScan> SaveScanAsync(ScanResult scan, ScanRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(run);
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() =>
        {
            using var connection = LedgerFile.OpenOrCreate(_path);
            using var transaction = connection.BeginTransaction();
            var writer = new ScanWriter(connection, transaction);
            var sequence = writer.Write(scan, cancellationToken);
            writer.WriteRun(sequence, run);
            var stored = ScanList.Read(connection, sequence).Single();
            transaction.Commit();
            return stored;
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredScan>> ListScansAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded<IReadOnlyList<StoredScan>>(() =>
        {
            using var connection = LedgerFile.OpenExisting(_path);
            return ScanList.Read(connection);
        });
    }

    /// <inheritdoc/>
    public Task<ScanResult> LoadScanAsync(string reference, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        return Reading(
            (connection, _) => ScanReader.Read(connection, ScanList.Find(connection, reference, _path), _path, cancellationToken),
            cancellationToken);
    }

    /// <summary>Copies the ledger into a file, as it is at one moment, also while something writes to it.</summary>
    /// <param name="target">The file; its owner alone may read it.</param>
    /// <param name="force">Whether a file that exists may be written over.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <exception cref="UnusableInputException">There is no ledger, or the file can't be written.</exception>
    public Task CopyAsync(string target, bool force, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() =>
        {
            LedgerCopy.Write(_path, target, force);
            return true;
        });
    }

    /// <inheritdoc/>
    public Task AddReportAsync(RecordedReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() =>
        {
            using var connection = LedgerFile.OpenExisting(_path);
            using var transaction = connection.BeginTransaction();
            ReportRows.Add(connection, transaction, report, _path);
            transaction.Commit();
            return true;
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedReport>> ListReportsAsync(CancellationToken cancellationToken = default) => Reading<IReadOnlyList<RecordedReport>>(
        (connection, transaction) => [.. ReportRows.Read(connection, transaction, _path).Select(report => report.Report)],
        cancellationToken);

    /// <summary>Loads a scan with what the ledger tells of the time before it.</summary>
    internal Task<ScanHistory> LoadHistoryAsync(string reference, CancellationToken cancellationToken) =>
        Reading((connection, transaction) => new HistoryReader(connection, transaction, _path).Read(reference, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Waiver> AddWaiverAsync(Waiver waiver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(waiver);
        return WithWaivers(LedgerFile.OpenOrCreate, events => events.Grant(waiver), reads: false, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Waiver> AddRevocationAsync(string id, WaiverRevocation revocation, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(revocation);
        return WithWaivers(LedgerFile.OpenExisting, events => events.Revoke(id, revocation), reads: false, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Waiver>> ReadWaiversAsync(CancellationToken cancellationToken = default) => File.Exists(_path)
        ? WithWaivers<IReadOnlyList<Waiver>>(LedgerFile.OpenExisting, events => events.Read(), reads: true, cancellationToken)
        : Task.FromResult<IReadOnlyList<Waiver>>([]);

    private Task<T> Reading<T>(Func<SqliteConnection, SqliteTransaction, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() =>
        {
            using var connection = LedgerFile.OpenExisting(_path);
            // One transaction, so that all parts are of one moment while another process writes.
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(connection, transaction);
        });
    }

    private Task<T> WithWaivers<T>(Func<string, SqliteConnection> open, Func<WaiverEvents, T> work, bool reads, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() =>
        {
            using var connection = open(_path);
            // Who writes takes the lock before reading, so that of two programs that grant at once the second sees what the first wrote.
            using var transaction = connection.BeginTransaction(deferred: reads);
            var result = work(new WaiverEvents(connection, transaction, _path));
            cancellationToken.ThrowIfCancellationRequested();
            transaction.Commit();
            return result;
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
        catch (JsonException wrong)
        {
            return Task.FromException<T>(new UnusableInputException(InputProblem.LedgerDamaged, $"a stored scan cannot be read ({wrong.Message}); restore the ledger from a copy", _path, inner: wrong));
        }
        catch (Exception other) when (other is UnusableInputException or OperationCanceledException)
        {
            return Task.FromException<T>(other);
        }
    }
}
