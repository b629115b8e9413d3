using System.Text;
using Dapper;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;

namespace TikTokBan.Ledger.Tests.Records;

/// <summary>What others do to a ledger: an erasure, a program that changes rows, a search for what must not stand in clear.</summary>
internal static class Meddling
{
    /// <summary>Destroys every key of a subject, as an erasure does.</summary>
    public static async Task EraseAsync(this ILedgerStore store, string name)
    {
        await using var session = await store.WriteAsync();
        var subject = Assert.Single(await new SubjectKeys(session, TimeProvider.System).KnownAsync([name]));
        Assert.NotEqual(0, await session.ExecuteAsync("DELETE FROM subject_key WHERE authority = @authority AND subject = @subject", new { subject }));
        await session.ExecuteAsync("DELETE FROM subject_name WHERE authority = @authority AND subject = @subject", new { subject });
        await session.CommitAsync();
    }

    /// <summary>Changes rows that nobody may change.</summary>
    public static async Task AlterAsync(this TestLedger ledger, string engine, string table, string statement)
    {
        await using var connection = await ledger.OpenToTamperAsync();
        if (engine == "sqlite")
            await connection.ExecuteAsync($"DROP TRIGGER IF EXISTS {table}_stays; DROP TRIGGER IF EXISTS {table}_remains; DROP TRIGGER IF EXISTS {table}_once");
        Assert.NotEqual(0, await connection.ExecuteAsync(statement, new { authority = 1L }));
    }

    /// <summary>Everything that stands in the ledger outside of sealed parts.</summary>
    public static async Task<string> ClearTextAsync(this ILedgerStore store)
    {
        await using var session = await store.ReadAsync();
        var text = new StringBuilder();
        foreach (var table in LedgerTables.All)
        {
            foreach (IDictionary<string, object?> row in await session.QueryAsync<dynamic>($"SELECT * FROM {table}"))
                text.AppendJoin(' ', row.Values.OfType<string>()).Append('\n');
        }

        return text.ToString();
    }
}
