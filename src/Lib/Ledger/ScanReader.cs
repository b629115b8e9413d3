using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Ledger;

/// <summary>Reads a stored scan back, and refuses one that is not what was stored.</summary>
internal static class ScanReader
{
    public static ScanResult Read(SqliteConnection connection, long sequence, string path, CancellationToken cancellationToken)
    {
        var head = connection.QuerySingle<Head>(
            "SELECT id AS Id, sha256 AS Sha256, summary AS Summary, coverage AS Coverage, unrecognised AS Unrecognised, suspicions AS Suspicions FROM scan WHERE sequence = @sequence",
            new { sequence });
        using var hash = new CanonicalHash();
        hash.Begin(head.Summary, head.Coverage);
        var exposures = new List<Exposure>();
        foreach (var json in Rows(connection, "exposure", sequence))
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.Item(json);
            exposures.Add(JsonSerializer.Deserialize(json, ScanJson.Form.Exposure)!);
        }

        hash.BeginRejected();
        var rejected = new List<RejectedRow>();
        foreach (var json in Rows(connection, "rejected_row", sequence))
        {
            hash.Item(json);
            rejected.Add(JsonSerializer.Deserialize(json, ScanJson.Form.RejectedRow)!);
        }

        if (hash.End(head.Unrecognised, head.Suspicions) != head.Sha256)
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"the stored scan {head.Id} is not what was stored: it does not match its hash; restore the ledger from a copy", path);
        return new ScanResult(
            JsonSerializer.Deserialize(head.Summary, ScanJson.Form.ScanSummary)!,
            JsonSerializer.Deserialize(head.Coverage, ScanJson.Form.IReadOnlyListSourceCoverage)!,
            exposures,
            rejected,
            JsonSerializer.Deserialize(head.Unrecognised, ScanJson.Form.IReadOnlyListUnrecognisedFile)!)
        {
            Suspicions = JsonSerializer.Deserialize(head.Suspicions, ScanJson.Form.IReadOnlyListSuspicion)!,
        };
    }

    private static IEnumerable<string> Rows(SqliteConnection connection, string table, long sequence) =>
        connection.Query<string>($"SELECT json FROM {table} WHERE scan = @sequence ORDER BY ordinal", new { sequence }, buffered: false);

    private sealed class Head
    {
        public string Id { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public string Summary { get; init; } = "";

        public string Coverage { get; init; } = "";

        public string Unrecognised { get; init; } = "";

        public string Suspicions { get; init; } = "";
    }
}
