using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Scans;

/// <summary>Asks and changes a ledger's tables directly, as another program would.</summary>
internal static class Asking
{
    public static async Task<List<T>> AskAsync<T>(TestLedger ledger, string sql)
    {
        await using var session = await ledger.Store.ReadAsync();
        return [.. await session.QueryAsync<T>(sql)];
    }

    public static async Task DoAsync(TestLedger ledger, string sql, object? parameters = null)
    {
        await using var session = await ledger.Store.WriteAsync();
        await session.ExecuteAsync(sql, parameters);
        await session.CommitAsync();
    }
}
