using TikTokBan.Exposures;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Queues;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Sqlite;
using TikTokBan.Removal.Journals;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger;

/// <summary>The ledger at a place: a file, or an authority's part of a database. Holds nothing open between calls; safe to use from several threads and processes at once.</summary>
public sealed class EvidenceLedger : ILedger, IWaiverStore, IReportLog
{
    private readonly LedgerLocation? _location;
    private readonly LedgerScans _scans;
    private readonly WaiverLedger _waivers;
    private readonly ReportLedger _reports;
    private readonly TimeProvider _time;

    /// <summary>The ledger at a place. A file is made by the first that is written; nothing is opened yet.</summary>
    /// <param name="location">The place.</param>
    /// <exception cref="UnusableInputException">The file of the master key can't be used.</exception>
    public EvidenceLedger(LedgerLocation location)
        : this(LedgerStores.Open(location, TimeProvider.System), TimeProvider.System) => _location = location;

    internal EvidenceLedger(ILedgerStore store, TimeProvider time)
    {
        (Store, _time) = (store, time);
        _scans = new LedgerScans(store, time);
        _waivers = new WaiverLedger(store, time);
        _reports = new ReportLedger(store, time);
        Journal = new LedgerJournal(store, time);
    }

    /// <summary>What was done of plans, and the right to do it.</summary>
    public IRemovalJournal Journal { get; }

    internal ILedgerStore Store { get; }

    /// <summary>Says before a long scan what would be said after it: that a ledger which is there can't be written, or its checkpoints not signed. Makes no file.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It can't be written.</exception>
    public async Task TryAsync(CancellationToken cancellationToken = default)
    {
        _ = Store.Signer?.At(_time.GetUtcNow());
        if (_location is not { MayExist: true, IsEmpty: false })
            return;
        try
        {
            await (await Store.WriteAsync(cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (System.Data.Common.DbException failure)
        {
            throw Store.Explain(failure);
        }
    }

    /// <inheritdoc/>
    public Task<StoredScan> SaveScanAsync(ScanResult scan, ScanRun run, CancellationToken cancellationToken = default) => _scans.SaveScanAsync(scan, run, cancellationToken);

    /// <summary>Stores a scan that a worker was given to make, unless it lost the tenant meanwhile.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="run">When it ran.</param>
    /// <param name="claim">The worker's claim.</param>
    /// <param name="cancellationToken">Gives up; the ledger is then as it was.</param>
    /// <exception cref="UnusableInputException">Another worker has the tenant, or the ledger cannot be written.</exception>
    public Task<StoredScan> SaveScanAsync(ScanResult scan, ScanRun run, ScanClaim claim, CancellationToken cancellationToken = default) => _scans.SaveScanAsync(scan, run, claim, cancellationToken);

    /// <summary>Numbers of scans over time, without opening any.</summary>
    /// <param name="request">Which, and how they are split.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no ledger, or it cannot be read.</exception>
    public Task<IReadOnlyList<TrendPoint>> TrendAsync(TrendRequest request, CancellationToken cancellationToken = default) => _scans.TrendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredScan>> ListScansAsync(CancellationToken cancellationToken = default) => _scans.ListScansAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ScanResult> LoadScanAsync(string reference, CancellationToken cancellationToken = default) => _scans.LoadScanAsync(reference, cancellationToken);

    /// <inheritdoc/>
    public Task<Waiver> AddWaiverAsync(Waiver waiver, CancellationToken cancellationToken = default) => _waivers.AddWaiverAsync(waiver, cancellationToken);

    /// <inheritdoc/>
    public Task<Waiver> AddRevocationAsync(string id, WaiverRevocation revocation, CancellationToken cancellationToken = default) => _waivers.AddRevocationAsync(id, revocation, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Waiver>> ReadWaiversAsync(CancellationToken cancellationToken = default) => _waivers.ReadWaiversAsync(cancellationToken);

    /// <inheritdoc/>
    public Task AddReportAsync(RecordedReport report, CancellationToken cancellationToken = default) => _reports.AddReportAsync(report, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedReport>> ListReportsAsync(CancellationToken cancellationToken = default) => _reports.ListReportsAsync(cancellationToken);

    /// <summary>Copies a ledger's file, as it is at one moment, also while something writes to it.</summary>
    /// <param name="target">The file; its owner alone may read it.</param>
    /// <param name="force">Whether a file that exists may be written over.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <exception cref="UnusableInputException">There is no ledger, it is in a database, or the file can't be written.</exception>
    public Task CopyAsync(string target, bool force, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        cancellationToken.ThrowIfCancellationRequested();
        if (_location is not { IsFile: true })
            throw new UnusableInputException(InputProblem.LedgerUnusable, "a ledger in PostgreSQL is backed up with the database's own tools, such as pg_dump", Store.Name);
        return Task.Run(() => LedgerCopy.Write(_location.Path, target, force), cancellationToken);
    }

    /// <summary>Loads a scan with what the ledger tells of the time before it.</summary>
    internal Task<ScanHistory> LoadHistoryAsync(string reference, CancellationToken cancellationToken) => _scans.LoadHistoryAsync(reference, cancellationToken);
}
