using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace TikTokBan.Ledger;

/// <summary>Which scans a ledger holds, and which one a caller means.</summary>
internal static class ScanList
{
    /// <summary>Stored scans, the one that ran last first; or the one at the place that is given.</summary>
    public static List<StoredScan> Read(SqliteConnection connection, long? sequence = null) => [.. Places(connection, sequence).Select(pair => pair.Scan)];

    /// <summary>The same, each with its place: scans are stored in the order in which they were first made.</summary>
    public static IReadOnlyList<(long Sequence, StoredScan Scan)> Places(SqliteConnection connection, long? sequence = null) =>
    [
        .. connection.Query<Row>(
            """
            SELECT scan.sequence AS Sequence, scan.id AS Id, scan.sha256 AS Sha256, scan.previous_sha256 AS PreviousSha256, scan.authority AS Authority,
                   scan.directive AS Directive, scan.as_of AS AsOf, scan.devices AS Devices, scan.exposures AS Exposures,
                   scan.violations AS Violations, scan.catalogue AS Catalogue, json_extract(scan.summary, '$.catalogueSize') AS CatalogueSize,
                   run.profile_hash AS ProfileHash, run.product AS Product, run.actor AS Actor, run.permissions AS Permissions, runs.number AS Runs, run.started AS Started, run.finished AS Finished
            FROM scan
            JOIN (SELECT scan, count(*) AS number, max(sequence) AS last FROM run GROUP BY scan) AS runs ON runs.scan = scan.sequence
            JOIN run ON run.sequence = runs.last
            WHERE @sequence IS NULL OR scan.sequence = @sequence
            ORDER BY run.sequence DESC
            """,
            new { sequence }).Select(row => (row.Sequence, row.ToStored())),
    ];

    /// <summary>The place of the scan that is meant. Among scans of one id, and for <c>latest</c>, the one that ran last.</summary>
    public static long Find(SqliteConnection connection, string reference, string path)
    {
        const string inOrder = "SELECT scan.sequence AS Sequence, scan.id AS Id FROM scan JOIN run ON run.scan = scan.sequence ";
        if (reference == "latest")
        {
            return connection.QueryFirstOrDefault<Candidate>(inOrder + "ORDER BY run.sequence DESC LIMIT 1")?.Sequence
                ?? throw new UnusableInputException(InputProblem.ScanNotFound, "this ledger holds no scan yet; scan first", path);
        }

        // 257 rows tell "many" from "a few" without reading a ledger of any size.
        var candidates = connection.Query<Candidate>(
            inOrder + "WHERE substr(scan.id, 1, length(@reference)) = @reference GROUP BY scan.sequence ORDER BY scan.id = @reference DESC, max(run.sequence) DESC LIMIT 257",
            new { reference }).AsList();
        if (candidates.Count == 0)
            throw new UnusableInputException(InputProblem.ScanNotFound, $"this ledger holds no scan \"{reference}\"; list its scans with 'ledger list' (Get-TikTokScan), or ask for latest", path);
        var ids = candidates.Select(candidate => candidate.Id).Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 1 || ids[0] == reference
            ? candidates[0].Sequence
            : throw new UnusableInputException(InputProblem.ScanNotFound, $"\"{reference}\" is the beginning of several scans' ids ({string.Join(", ", ids.Take(4))}{(ids.Count > 4 ? ", …" : "")}); give more of it", path);
    }

    private sealed class Candidate
    {
        public long Sequence { get; init; }

        public string Id { get; init; } = "";
    }

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string Id { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public string? PreviousSha256 { get; init; }

        public string? Authority { get; init; }

        public string Directive { get; init; } = "";

        public string AsOf { get; init; } = "";

        public long Devices { get; init; }

        public long Exposures { get; init; }

        public long Violations { get; init; }

        public string Catalogue { get; init; } = "";

        public long? CatalogueSize { get; init; }

        public string? ProfileHash { get; init; }

        public string? Product { get; init; }

        public string? Actor { get; init; }

        public string? Permissions { get; init; }

        public long Runs { get; init; }

        public string Started { get; init; } = "";

        public string Finished { get; init; } = "";

        public StoredScan ToStored() => new()
        {
            Id = Id,
            Sha256 = Sha256,
            PreviousSha256 = PreviousSha256,
            Authority = Authority,
            Directive = Directive,
            AsOf = DateOnly.ParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Devices = Devices,
            Exposures = Exposures,
            Violations = Violations,
            Catalogue = Catalogue,
            CatalogueSize = CatalogueSize,
            ProfileHash = ProfileHash,
            Product = Product,
            Actor = Actor,
            Permissions = Permissions is { } held ? JsonSerializer.Deserialize(held, ScanJson.Form.IReadOnlyListString) : null,
            Runs = Runs,
            Started = Time(Started),
            Finished = Time(Finished),
        };

        private static DateTimeOffset Time(string text) =>
            DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
