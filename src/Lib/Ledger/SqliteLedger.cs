using System.Text.Json;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

/// <summary>A ledger in one SQLite file. Holds no connection between calls; safe to use from several processes at once.</summary>
/// <param name="location">The file. It is made by the first <see cref="SaveScanAsync"/>.</param>
public sealed class SqliteLedger(LedgerLocation location) : ILedger
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
        cancellationToken.ThrowIfCancellationRequested();
        return Guarded(() =>
        {
            using var connection = LedgerFile.OpenExisting(_path);
            // One transaction, so that all parts are of one moment while another process writes.
            using var transaction = connection.BeginTransaction(deferred: true);
            var sequence = ScanList.Find(connection, reference, _path);
            return ScanReader.Read(connection, sequence, _path, cancellationToken);
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
            return Task.FromException<T>(new UnusableInputException($"a stored scan cannot be read ({wrong.Message}); restore the ledger from a copy", _path, inner: wrong));
        }
        catch (Exception other) when (other is UnusableInputException or OperationCanceledException)
        {
            return Task.FromException<T>(other);
        }
    }
}
