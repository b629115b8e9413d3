using System.Data;
using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace TikTokBan.Ledger.Stores;

/// <summary>Gives the engine's own failure where Dapper hides it: a connection that is cut in the middle of a row comes as a <see cref="DataException"/>.</summary>
internal static class EngineFailures
{
    public static async Task<T> UnwrappedAsync<T>(this Task<T> asked)
    {
        try
        {
            return await asked.ConfigureAwait(false);
        }
        catch (DataException hidden) when (hidden.InnerException is DbException failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    public static async IAsyncEnumerable<T> UnwrappedAsync<T>(this IAsyncEnumerable<T> rows)
    {
        var each = rows.GetAsyncEnumerator();
        await using (each.ConfigureAwait(false))
        {
            while (await each.MoveNextAsync().AsTask().UnwrappedAsync().ConfigureAwait(false))
                yield return each.Current;
        }
    }
}
