using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>Which scans a ledger holds, each with the number of its event, and which one a caller means.</summary>
internal static class ScanPlaces
{
    /// <summary>Stored scans, the one that ran last first; or the one with the number that is given.</summary>
    public static async Task<List<(long Number, StoredScan Scan)>> ReadAsync(LedgerSession session, TimeProvider time, long? number, CancellationToken cancellationToken)
    {
        var rows = (await session.QueryAsync<Row>(
            $"""
            SELECT head.number AS Number, head.id AS Id, head.sha256 AS Sha256, head.previous_sha256 AS PreviousSha256, head.name AS Name,
                   head.directive AS Directive, head.as_of AS AsOf, head.devices AS Devices, head.exposures AS Exposures,
                   head.violations AS Violations, head.catalogue AS Catalogue, head.catalogue_size AS CatalogueSize,
                   run.profile_hash AS ProfileHash, run.product AS Product, run.permissions AS Permissions, runs.number AS Runs, run.started AS Started, run.finished AS Finished,
                   CASE WHEN event.parts > 0 THEN event.first_part END AS ActorPart
            FROM scan_head AS head
            JOIN (SELECT scan, count(*) AS number, max(number) AS last FROM scan_run WHERE authority = @authority{(number is null ? "" : " AND scan = @number")} GROUP BY scan) AS runs ON runs.scan = head.number
            JOIN scan_run AS run ON run.authority = head.authority AND run.number = runs.last
            JOIN event ON event.authority = head.authority AND event.number = runs.last
            WHERE head.authority = @authority{(number is null ? "" : " AND head.number = @number")}
            ORDER BY run.number DESC
            """,
            number is null ? null : new { number },
            cancellationToken).ConfigureAwait(false)).ToList();
        var actors = await SealedParts.ReadAsync(session, new SubjectKeys(session, time), rows.Select(row => row.ActorPart).OfType<long>(), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Number, row.ToStored(row.ActorPart is { } part ? NameIn(actors[part]) : null)))];
    }

    /// <summary>Number of the scan that is meant. Among scans of one id, and for <c>latest</c>, the one that ran last.</summary>
    public static async Task<long> FindAsync(LedgerSession session, string reference, CancellationToken cancellationToken)
    {
        if (reference == "latest")
        {
            return await session.FirstAsync<long?>("SELECT scan FROM scan_run WHERE authority = @authority ORDER BY number DESC LIMIT 1", null, cancellationToken).ConfigureAwait(false)
                ?? throw new UnusableInputException(InputProblem.ScanNotFound, "this ledger holds no scan yet; scan first", session.Store.Name);
        }

        // 257 rows tell "many" from "a few" without reading a ledger of any size.
        var candidates = (await session.QueryAsync<Candidate>(
            """
            SELECT head.number AS Number, head.id AS Id
            FROM scan_head AS head JOIN scan_run AS run ON run.authority = head.authority AND run.scan = head.number
            WHERE head.authority = @authority AND substr(head.id, 1, length(@reference)) = @reference
            GROUP BY head.number, head.id
            ORDER BY CASE WHEN head.id = @reference THEN 0 ELSE 1 END, max(run.number) DESC LIMIT 257
            """,
            new { reference },
            cancellationToken).ConfigureAwait(false)).ToList();
        if (candidates.Count == 0)
            throw new UnusableInputException(InputProblem.ScanNotFound, $"this ledger holds no scan \"{reference}\"; list its scans with 'ledger list' (Get-TikTokScan), or ask for latest", session.Store.Name);
        var ids = candidates.Select(candidate => candidate.Id).Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 1 || ids[0] == reference
            ? candidates[0].Number
            : throw new UnusableInputException(InputProblem.ScanNotFound, $"\"{reference}\" is the beginning of several scans' ids ({string.Join(", ", ids.Take(4))}{(ids.Count > 4 ? ", …" : "")}); give more of it", session.Store.Name);
    }

    private static string? NameIn(byte[]? actor) => actor is null ? NamedPerson.Erased : JsonSerializer.Deserialize(actor, RecordJsonContext.Stored.NamedPerson)?.Name;

    private sealed class Candidate
    {
        public long Number { get; init; }

        public string Id { get; init; } = "";
    }

    private sealed class Row
    {
        public long Number { get; init; }

        public string Id { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public string? PreviousSha256 { get; init; }

        public string? Name { get; init; }

        public string Directive { get; init; } = "";

        public string AsOf { get; init; } = "";

        public long Devices { get; init; }

        public long Exposures { get; init; }

        public long Violations { get; init; }

        public string Catalogue { get; init; } = "";

        public long? CatalogueSize { get; init; }

        public string? ProfileHash { get; init; }

        public string? Product { get; init; }

        public string? Permissions { get; init; }

        public long Runs { get; init; }

        public string Started { get; init; } = "";

        public string Finished { get; init; } = "";

        public long? ActorPart { get; init; }

        public StoredScan ToStored(string? actor) => new()
        {
            Id = Id,
            Sha256 = Sha256,
            PreviousSha256 = PreviousSha256,
            Authority = Name,
            Directive = Directive,
            AsOf = DateOnly.ParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Devices = Devices,
            Exposures = Exposures,
            Violations = Violations,
            Catalogue = Catalogue,
            CatalogueSize = CatalogueSize,
            ProfileHash = ProfileHash,
            Product = Product,
            Actor = actor,
            Permissions = Permissions is { } held ? JsonSerializer.Deserialize(held, ScanJson.Form.IReadOnlyListString) : null,
            Runs = Runs,
            Started = Time(Started),
            Finished = Time(Finished),
        };

        private static DateTimeOffset Time(string text) =>
            DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
