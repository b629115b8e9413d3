using System.Data.Common;
using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Queues;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Scans;

/// <summary>Scans of one authority's chain, in whichever store.</summary>
internal sealed class LedgerScans(ILedgerStore store, TimeProvider time) : ILedger
{
    /// <inheritdoc/>
    public Task<StoredScan> SaveScanAsync(ScanResult scan, ScanRun run, CancellationToken cancellationToken = default) => SaveScanAsync(scan, run, null, cancellationToken);

    /// <summary>Stores a scan that a worker was given to make, unless it lost the tenant meanwhile.</summary>
    public Task<StoredScan> SaveScanAsync(ScanResult scan, ScanRun run, ScanClaim? claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(run);
        return GuardedAsync(async () =>
        {
            var index = await IndexAsync(scan.Summary, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                // What takes long is done before the chain is held.
                var document = await Task.Run(() => ScanDocument.Of(scan, index, cancellationToken), cancellationToken).ConfigureAwait(false);
                if (await AppendAsync(scan, run, claim, document, index, cancellationToken).ConfigureAwait(false) is { } stored)
                    return stored;
                index = CaseIndex.Empty();
            }
        });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredScan>> ListScansAsync(CancellationToken cancellationToken = default) => ReadingAsync<IReadOnlyList<StoredScan>>(
        async session => [.. (await ScanPlaces.ReadAsync(session, time, null, cancellationToken).ConfigureAwait(false)).Select(place => place.Scan)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<ScanResult> LoadScanAsync(string reference, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        return ReadingAsync(
            async session => await new ScanLoading(session, time).ReadAsync(await ScanPlaces.FindAsync(session, reference, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    /// <summary>The scan that ran last, without its content.</summary>
    /// <exception cref="UnusableInputException">There is none.</exception>
    public Task<StoredScan> LatestAsync(CancellationToken cancellationToken = default) => ReadingAsync(
        async session => (await ScanPlaces.ReadAsync(session, time, await ScanPlaces.FindAsync(session, "latest", cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))[0].Scan,
        cancellationToken);

    /// <summary>Numbers over time.</summary>
    public Task<IReadOnlyList<TrendPoint>> TrendAsync(TrendRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReadingAsync(session => LedgerTrend.ReadAsync(session, request, cancellationToken), cancellationToken);
    }

    /// <summary>What differs between two scans, without opening cases that are the same in both.</summary>
    /// <param name="before">The earlier one: <c>latest</c>, its id, or the beginning of it.</param>
    /// <param name="after">The later one likewise.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no such scan, or one is not what was stored.</exception>
    public Task<ScanDifference> CompareAsync(string before, string after, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(before);
        ArgumentException.ThrowIfNullOrWhiteSpace(after);
        return ReadingAsync(session => new ScanDifferences(session, time).ReadAsync(before, after, cancellationToken), cancellationToken);
    }

    /// <summary>Loads a scan with what the ledger tells of the time before it.</summary>
    internal Task<ScanHistory> LoadHistoryAsync(string reference, CancellationToken cancellationToken) =>
        ReadingAsync(session => new ScanHistories(session, time).ReadAsync(reference, cancellationToken), cancellationToken);

    private async Task<CaseIndex> IndexAsync(ScanSummary summary, CancellationToken cancellationToken)
    {
        if (!await store.ExistsAsync(cancellationToken).ConfigureAwait(false))
            return CaseIndex.Empty();
        LedgerSession session;
        try
        {
            session = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UnusableInputException)
        {
            // An empty file can be made a ledger; what can't be written says so itself.
            return CaseIndex.Empty();
        }

        await using (session.ConfigureAwait(false))
            return await CaseIndex.ReadAsync(session, time, summary.Authority, summary.Directive, cancellationToken).ConfigureAwait(false);
    }

    // Nothing where an erasure, or the end of the month, came between: the texts are then needed again.
    private async Task<StoredScan?> AppendAsync(ScanResult scan, ScanRun run, ScanClaim? claim, ScanDocument document, CaseIndex index, CancellationToken cancellationToken)
    {
        var session = await store.WriteAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (claim is not null)
                await ScanTasks.FenceAsync(session, claim, cancellationToken).ConfigureAwait(false);
            if (!await index.HoldsAsync(session, time, cancellationToken).ConfigureAwait(false))
                return null;
            using var appending = new ScanAppending(session, time);
            var number = await appending.FindAsync(scan, document, cancellationToken).ConfigureAwait(false)
                ?? await appending.AddAsync(scan, document, index, cancellationToken).ConfigureAwait(false);
            await appending.AddRunAsync(number, scan.Summary.ScanId, run, cancellationToken).ConfigureAwait(false);
            var stored = await ScanPlaces.ReadAsync(session, time, number, cancellationToken).ConfigureAwait(false);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            return stored[0].Scan;
        }
    }

    private Task<T> ReadingAsync<T>(Func<LedgerSession, Task<T>> read, CancellationToken cancellationToken) => GuardedAsync(async () =>
    {
        var session = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await read(session).ConfigureAwait(false);
    });

    private async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (DbException failure)
        {
            throw store.Explain(failure);
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"a stored scan cannot be read ({wrong.Message}); restore the ledger from a copy", store.Name, inner: wrong);
        }
    }
}
