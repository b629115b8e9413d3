using System.Data.Common;
using System.Text.Json;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Records;

/// <summary>One session from its beginning to its end, with the engine's failures said in sentences.</summary>
internal static class LedgerWork
{
    /// <summary>Reads.</summary>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be read.</exception>
    public static async Task<T> ReadAsync<T>(ILedgerStore store, Func<LedgerSession, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await GuardedAsync(store, async () =>
        {
            var session = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                return await read(session).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Reads, where there is a ledger.</summary>
    /// <exception cref="UnusableInputException">It can't be read.</exception>
    public static async Task<T> ReadOrAsync<T>(ILedgerStore store, T none, Func<LedgerSession, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await GuardedAsync(store, () => store.ExistsAsync(cancellationToken)).ConfigureAwait(false)
            ? await ReadAsync(store, read, cancellationToken).ConfigureAwait(false)
            : none;
    }

    /// <summary>Writes all of it or nothing, and makes the ledger where there is none.</summary>
    /// <exception cref="UnusableInputException">It can't be written.</exception>
    public static Task<T> WriteAsync<T>(ILedgerStore store, Func<LedgerSession, Task<T>> write, CancellationToken cancellationToken) =>
        WriteAsync(store, store.WriteAsync, write, cancellationToken);

    /// <summary>Writes to a ledger that must be there.</summary>
    /// <exception cref="UnusableInputException">There is none, or it can't be written.</exception>
    public static async Task<T> AddAsync<T>(ILedgerStore store, Func<LedgerSession, Task<T>> write, CancellationToken cancellationToken)
    {
        await DemandAsync(store, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(store, write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says where there is no ledger, or an empty file: who writes would make one of it.</summary>
    /// <exception cref="UnusableInputException">There is none, or it can't be read.</exception>
    public static Task DemandAsync(ILedgerStore store, CancellationToken cancellationToken) => ReadAsync(store, _ => Task.FromResult(true), cancellationToken);

    /// <summary>Writes beside the chain.</summary>
    /// <exception cref="UnusableInputException">There is no ledger, or it can't be written.</exception>
    public static Task<T> BesideAsync<T>(ILedgerStore store, Func<LedgerSession, Task<T>> write, CancellationToken cancellationToken) =>
        WriteAsync(store, store.BesideAsync, write, cancellationToken);

    private static async Task<T> WriteAsync<T>(ILedgerStore store, Func<CancellationToken, Task<LedgerSession>> begin, Func<LedgerSession, Task<T>> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await GuardedAsync(store, async () =>
        {
            var session = await begin(cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var written = await write(session).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                // From here on it is stored or not; who gives up in between would not know which.
                await session.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return written;
            }
        }).ConfigureAwait(false);
    }

    private static async Task<T> GuardedAsync<T>(ILedgerStore store, Func<Task<T>> work)
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
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"an event of the ledger cannot be read ({wrong.Message}); restore the ledger from a copy", store.Name, inner: wrong);
        }
    }
}
