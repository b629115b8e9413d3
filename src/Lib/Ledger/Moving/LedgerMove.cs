using System.Data.Common;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Moving;

/// <summary>What was copied of a table.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Sum">Sum of the hashes of all rows modulo 2^256, in hexadecimal: equal in both stores.</param>
public sealed record MovedTable(string Table, long Rows, string Sum)
{
    /// <summary>Its name and how many rows.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Table} {Rows}");
}

/// <summary>That a ledger was copied whole.</summary>
/// <param name="From">The store that it was copied from, without a password.</param>
/// <param name="To">The store that it was copied to.</param>
/// <param name="Chain">Id of the chain, the same in both.</param>
/// <param name="Events">How many events it has.</param>
/// <param name="Head">Hash of the last, in lower-case hexadecimal.</param>
/// <param name="Tables">What was copied.</param>
public sealed record LedgerMoveOutcome(string From, string To, string Chain, long Events, string Head, IReadOnlyList<MovedTable> Tables)
{
    /// <summary>What was copied.</summary>
    public IReadOnlyList<MovedTable> Tables { get; init => field = Listed.Of(value); } = Listed.Of(Tables);
}

/// <summary>Copies one authority's ledger from one store to another, of whichever engine, and proves that nothing was lost.</summary>
public static class LedgerMove
{
    /// <summary>
    /// Copies all of it in one transaction: rows, keys (wrapped anew where the stores have different master keys) and the chain with its id,
    /// compares what both hold, and only then commits. The source stays as it was; nothing may be written to it meanwhile or afterwards.
    /// </summary>
    /// <param name="from">The ledger to copy.</param>
    /// <param name="to">Where to: a ledger in which nothing was stored yet. It is made where there is none.</param>
    /// <param name="progress">Told of each table that was copied.</param>
    /// <param name="cancellationToken">Gives up; the target is then as it was.</param>
    /// <exception cref="UnusableInputException">Either can't be used, the target holds something, or what arrived isn't what was sent.</exception>
    public static Task<LedgerMoveOutcome> RunAsync(LedgerLocation from, LedgerLocation to, IProgress<MovedTable>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return RunAsync(LedgerStores.Open(from, TimeProvider.System), LedgerStores.Open(to, TimeProvider.System), progress, cancellationToken);
    }

    internal static async Task<LedgerMoveOutcome> RunAsync(ILedgerStore from, ILedgerStore to, IProgress<MovedTable>? progress, CancellationToken cancellationToken)
    {
        if (!await from.ExistsAsync(cancellationToken).ConfigureAwait(false))
            throw new UnusableInputException(InputProblem.LedgerNotFound, "there is no ledger here to move; name the ledger's file or address", from.Name);
        if (from.Name == to.Name)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "this is the ledger itself; name another one to move it to", to.Name);
        await LedgerWork.DemandAsync(from, cancellationToken).ConfigureAwait(false);
        var isNew = to.FilePath is not null && !await to.ExistsAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await CopyAsync(from, to, progress, cancellationToken).ConfigureAwait(false);
        }
        catch when (isNew)
        {
            await TakeAwayAsync(to).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<LedgerMoveOutcome> CopyAsync(ILedgerStore from, ILedgerStore to, IProgress<MovedTable>? progress, CancellationToken cancellationToken)
    {
        var at = from;
        try
        {
            // Who writes holds the chain, so that nothing is added to the source while it is copied.
            var source = await from.WriteAsync(cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                at = to;
                var target = await to.WriteAsync(cancellationToken).ConfigureAwait(false);
                await using (target.ConfigureAwait(false))
                    return await CopyAsync(source, target, progress, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException failure)
        {
            throw at.Explain(failure);
        }
    }

    // The file that was made for the copy, with nothing in it, would be taken for a ledger.
    private static async Task TakeAwayAsync(ILedgerStore made)
    {
        try
        {
            var session = await made.ReadAsync().ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                if (session.Head.Events > 0)
                    return;
            }

            foreach (var file in (string[])[made.FilePath!, made.FilePath + "-wal", made.FilePath + "-shm"])
                File.Delete(file);
        }
        catch (Exception stays) when (stays is UnusableInputException or DbException or IOException or UnauthorizedAccessException)
        {
            // Why nothing was copied is what is told.
        }
    }

    private static async Task<LedgerMoveOutcome> CopyAsync(LedgerSession source, LedgerSession target, IProgress<MovedTable>? progress, CancellationToken cancellationToken)
    {
        if (target.Head.Events != 0 || target.Head.Parts != 0 || target.Head.Subjects != 0)
            throw new UnusableInputException(InputProblem.LedgerUnusable, $"this ledger holds {target.Head.Events} events already; name one in which nothing was stored yet", target.Store.Name);
        await target.ExecuteAsync("UPDATE authority SET chain = @Chain WHERE number = @authority", new { source.Head.Chain }, cancellationToken).ConfigureAwait(false);
        var copy = new TableCopy(source, target);
        var moved = new List<MovedTable>();
        var keepsQueue = await KeepsQueueAsync(source, target, cancellationToken).ConfigureAwait(false);
        foreach (var table in LedgerTables.All.Where(table => table is not ("authority" or "chain_head") && !(keepsQueue && table == "scan_task")))
        {
            var sent = await copy.CopyAsync(table, cancellationToken).ConfigureAwait(false);
            var arrived = await copy.SumAsync(table, cancellationToken).ConfigureAwait(false);
            if (sent.Rows != arrived.Rows || sent.Sum != arrived.Sum)
                throw new UnusableInputException(InputProblem.LedgerUnusable, $"of {table}, {sent.Rows} rows were sent and {arrived.Rows} arrived, or not as they were; nothing was kept, try again", target.Store.Name);
            moved.Add(new MovedTable(table, arrived.Rows, arrived.Sum));
            progress?.Report(moved[^1]);
        }

        target.Head = source.Head with { Authority = target.Authority, Name = target.Head.Name };
        await target.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new LedgerMoveOutcome(source.Store.Name, target.Store.Name, source.Head.Chain, source.Head.Events, Convert.ToHexString(source.Head.Hash).ToLowerInvariant(), moved);
    }

    // Tenants may be queued before the ledger arrives. The queue is no evidence, so one of the two is enough; which of two, nobody here can know.
    private static async Task<bool> KeepsQueueAsync(LedgerSession source, LedgerSession target, CancellationToken cancellationToken)
    {
        const string Count = "SELECT count(*) FROM scan_task WHERE authority = @authority";
        var there = await target.FirstAsync<long>(Count, null, cancellationToken).ConfigureAwait(false);
        if (there == 0)
            return false;
        return await source.FirstAsync<long>(Count, null, cancellationToken).ConfigureAwait(false) == 0
            ? true
            : throw new UnusableInputException(InputProblem.LedgerUnusable, $"tenants are queued here ({there}) and in the ledger that is moved; take those of one of them out of its queue first (ledger queue remove)", target.Store.Name);
    }
}
