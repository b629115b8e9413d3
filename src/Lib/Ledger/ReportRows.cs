using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace TikTokBan.Ledger;

/// <summary>Reads and adds reports that were made, in an open ledger and within the caller's transaction.</summary>
internal static class ReportRows
{
    private const string Columns = "SELECT sequence AS Sequence, scan AS Scan, detail AS Detail, json AS Json, sha256 AS Sha256 FROM report ";

    public static void Add(SqliteConnection connection, SqliteTransaction transaction, RecordedReport report, string path)
    {
        var scan = connection.QueryFirstOrDefault<long?>("SELECT sequence FROM scan WHERE id = @Scan AND sha256 = @ScanSha256", new { report.Scan, report.ScanSha256 }, transaction)
            ?? throw new UnusableInputException(InputProblem.LedgerUnusable, $"this ledger doesn't hold the scan {report.Scan} that the report is of; record it where the scan is", path);
        var last = connection.QueryFirstOrDefault<Row>(Columns + "ORDER BY sequence DESC LIMIT 1", transaction: transaction);
        var json = JsonSerializer.Serialize(
            report with { Figures = new SortedDictionary<string, string>(report.Figures.ToDictionary(), StringComparer.Ordinal) },
            ReportJsonContext.Stored.RecordedReport);
        var sequence = (last?.Sequence ?? 0) + 1;
        connection.Execute(
            "INSERT INTO report (sequence, scan, detail, json, sha256) VALUES (@sequence, @scan, @Detail, @json, @hash)",
            new { sequence, scan, report.Detail, json, hash = Hash(last?.Sha256 ?? "", sequence, scan, report.Detail, json) },
            transaction);
    }

    /// <summary>All of them in order, each with the place of its scan. The chain of hashes is checked on the way.</summary>
    public static List<(long Scan, RecordedReport Report)> Read(SqliteConnection connection, SqliteTransaction transaction, string path)
    {
        var reports = new List<(long, RecordedReport)>();
        var previous = "";
        foreach (var row in connection.Query<Row>(Columns + "ORDER BY sequence", transaction: transaction, buffered: false))
        {
            if (row.Sequence != reports.Count + 1 || row.Sha256 != Hash(previous, row.Sequence, row.Scan, row.Detail, row.Json))
                throw Altered(reports.Count + 1, path);
            reports.Add((row.Scan, Parse(row, path)));
            previous = row.Sha256;
        }

        return reports;
    }

    private static RecordedReport Parse(Row row, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Json, ReportJsonContext.Stored.RecordedReport) ?? throw Altered(row.Sequence, path);
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"report {row.Sequence} of the ledger cannot be read ({wrong.Message}); restore the ledger from a copy", path, inner: wrong);
        }
    }

    private static UnusableInputException Altered(long sequence, string path) =>
        new(InputProblem.LedgerDamaged, $"the list of reports was altered by another program: report {sequence} is missing or not what was stored; restore the ledger from a copy", path);

    private static string Hash(string previous, long sequence, long scan, string detail, string json) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{previous}\n{sequence}\n{scan}\n{detail}\n{json}")))).ToLowerInvariant();

    private sealed class Row
    {
        public long Sequence { get; init; }

        public long Scan { get; init; }

        public string Detail { get; init; } = "";

        public string Json { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
