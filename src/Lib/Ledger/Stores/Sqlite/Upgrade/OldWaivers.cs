using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Records;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>What happened to waivers, as ledgers before the chain kept it: a chain of its own.</summary>
internal sealed class OldWaivers(SqliteConnection connection, SqliteTransaction transaction, string path)
{
    /// <summary>Each grant or revocation in order. The chain of hashes is checked on the way.</summary>
    public IEnumerable<(string Id, Waiver? Granted, WaiverRevocation? Revoked)> Read()
    {
        var previous = "";
        foreach (var row in connection.Query<Row>("SELECT sequence AS Sequence, waiver AS Waiver, event AS Event, json AS Json, sha256 AS Sha256 FROM waiver_event ORDER BY sequence", transaction: transaction))
        {
            if (row.Sha256 != Hash(previous, row))
                throw Altered(row);
            previous = row.Sha256;
            yield return row.Event == "granted"
                ? (row.Waiver, Parse(row, WaiverJsonContext.Stored.Waiver), null)
                : (row.Waiver, null, Parse(row, WaiverJsonContext.Stored.WaiverRevocation));
        }
    }

    private static string Hash(string previous, Row row) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{row.Waiver}\n{row.Event}\n{row.Json}"))).ToLowerInvariant();

    private T Parse<T>(Row row, JsonTypeInfo<T> form)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(row.Json, form) ?? throw Altered(row);
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"event {row.Sequence} of the waivers cannot be read ({wrong.Message}); restore the ledger from a copy", path, inner: wrong);
        }
    }

    private UnusableInputException Altered(Row row) =>
        new(InputProblem.LedgerDamaged, $"the waivers were altered by another program: event {row.Sequence} ({row.Waiver} {row.Event}) is not what was stored; restore the ledger from a copy", path);

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string Waiver { get; init; } = "";

        public string Event { get; init; } = "";

        public string Json { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
