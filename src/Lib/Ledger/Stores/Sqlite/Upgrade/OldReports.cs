using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Records;

namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>Reports that were made, as ledgers before the chain kept them: a chain of its own.</summary>
internal sealed class OldReports(SqliteConnection connection, SqliteTransaction transaction, string path)
{
    /// <summary>All of them in order, each with the place of its scan. The chain of hashes is checked on the way.</summary>
    public IEnumerable<(long Scan, RecordedReport Report)> Read()
    {
        var (previous, count) = ("", 0L);
        foreach (var row in connection.Query<Row>("SELECT sequence AS Sequence, scan AS Scan, detail AS Detail, json AS Json, sha256 AS Sha256 FROM report ORDER BY sequence", transaction: transaction))
        {
            if (row.Sequence != ++count || row.Sha256 != Hash(previous, row))
                throw Altered(count);
            previous = row.Sha256;
            yield return (row.Scan, Parse(row));
        }
    }

    private static string Hash(string previous, Row row) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{previous}\n{row.Sequence}\n{row.Scan}\n{row.Detail}\n{row.Json}")))).ToLowerInvariant();

    private RecordedReport Parse(Row row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Json, ReportJsonContext.Stored.RecordedReport) ?? throw Altered(row.Sequence);
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"report {row.Sequence} of the ledger cannot be read ({wrong.Message}); restore the ledger from a copy", path, inner: wrong);
        }
    }

    private UnusableInputException Altered(long sequence) =>
        new(InputProblem.LedgerDamaged, $"the list of reports was altered by another program: report {sequence} is missing or not what was stored; restore the ledger from a copy", path);

    private sealed class Row
    {
        public long Sequence { get; init; }

        public long Scan { get; init; }

        public string Detail { get; init; } = "";

        public string Json { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
