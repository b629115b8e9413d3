using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

/// <summary>Adds a scan and its run to an open ledger, within the caller's transaction.</summary>
internal sealed class ScanWriter(SqliteConnection connection, SqliteTransaction transaction)
{
    private const int RowsBetweenChecks = 1024;

    /// <summary>Writes the scan's rows and then the scan itself, unless the very same scan is there.</summary>
    /// <returns>The scan's place in the ledger.</returns>
    public long Write(ScanResult scan, CancellationToken cancellationToken)
    {
        var summary = JsonSerializer.Serialize(scan.Summary, ScanJson.Form.ScanSummary);
        var coverage = JsonSerializer.Serialize(scan.Coverage, ScanJson.Form.IReadOnlyListSourceCoverage);
        var unrecognised = JsonSerializer.Serialize(scan.Unrecognised, ScanJson.Form.IReadOnlyListUnrecognisedFile);
        var suspicions = JsonSerializer.Serialize(scan.Suspicions, ScanJson.Form.IReadOnlyListSuspicion);
        var hash = Hash(scan, summary, coverage, unrecognised, suspicions, cancellationToken);
        var known = connection.QuerySingleOrDefault<long?>("SELECT sequence FROM scan WHERE id = @id AND sha256 = @hash", new { id = scan.Summary.ScanId, hash }, transaction);
        if (known is { } place)
            return place;

        var last = connection.QueryFirstOrDefault<Predecessor>("SELECT sequence AS Sequence, sha256 AS Sha256 FROM scan ORDER BY sequence DESC LIMIT 1", transaction: transaction);
        var sequence = (last?.Sequence ?? 0) + 1;
        WriteExposures(sequence, scan.Exposures, cancellationToken);
        WriteRejected(sequence, scan, cancellationToken);
        connection.Execute(
            """
            INSERT INTO scan (sequence, id, sha256, previous_sha256, authority, directive, directive_hash, catalogue, as_of, devices, exposures, violations, rejected, summary, coverage, unrecognised, suspicions)
            VALUES (@sequence, @id, @hash, @previous, @authority, @directive, @directiveHash, @catalogue, @asOf, @devices, @exposures, @violations, @rejected, @summary, @coverage, @unrecognised, @suspicions)
            """,
            new
            {
                sequence,
                id = scan.Summary.ScanId,
                hash,
                previous = last?.Sha256,
                authority = scan.Summary.Authority,
                directive = scan.Summary.Directive,
                directiveHash = scan.Summary.DirectiveHash,
                catalogue = scan.Summary.Catalogue,
                asOf = Day(scan.Summary.AsOf),
                devices = scan.Summary.Devices,
                exposures = (long)scan.Exposures.Count,
                violations = (long)scan.Exposures.Count(exposure => exposure.Verdict == Verdict.Violation),
                rejected = (long)scan.Rejected.Count,
                summary,
                coverage,
                unrecognised,
                suspicions,
            },
            transaction);
        return sequence;
    }

    public void WriteRun(long scan, ScanRun run) => connection.Execute(
        "INSERT INTO run (scan, started, finished, profile_hash, product, actor, permissions) VALUES (@scan, @started, @finished, @profileHash, @product, @actor, @permissions)",
        new
        {
            scan,
            started = Time(run.Started),
            finished = Time(run.Finished),
            profileHash = run.ProfileHash,
            product = run.Product,
            actor = run.Actor,
            permissions = run.Permissions is { } held ? JsonSerializer.Serialize(held, ScanJson.Form.IReadOnlyListString) : null,
        },
        transaction);

    private static string Hash(ScanResult scan, string summary, string coverage, string unrecognised, string suspicions, CancellationToken cancellationToken)
    {
        using var hash = new CanonicalHash();
        hash.Begin(summary, coverage);
        foreach (var exposure in scan.Exposures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.Item(JsonSerializer.Serialize(exposure, ScanJson.Form.Exposure));
        }

        hash.BeginRejected();
        foreach (var row in scan.Rejected)
            hash.Item(JsonSerializer.Serialize(row, ScanJson.Form.RejectedRow));
        return hash.End(unrecognised, suspicions);
    }

    // Serialised a second time rather than kept: a hundred thousand exposures need not be in memory twice.
    private void WriteExposures(long scan, IReadOnlyList<Exposure> exposures, CancellationToken cancellationToken)
    {
        using var insert = Prepare(
            "INSERT INTO exposure (scan, ordinal, id, application, verdict, deadline, organisation, platform, device, person, json) VALUES (@scan, @ordinal, @id, @application, @verdict, @deadline, @organisation, @platform, @device, @person, @json)",
            "@scan", "@ordinal", "@id", "@application", "@verdict", "@deadline", "@organisation", "@platform", "@device", "@person", "@json");
        for (var index = 0; index < exposures.Count; index++)
        {
            if (index % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var exposure = exposures[index];
            Insert(
                insert,
                scan,
                (long)index,
                exposure.Id,
                exposure.Application,
                exposure.Verdict.ToString(),
                exposure.Deadline is { } deadline ? Day(deadline) : null,
                exposure.Organisation,
                exposure.Device?.Platform,
                exposure.Device?.Id,
                exposure.Person?.Id,
                JsonSerializer.Serialize(exposure, ScanJson.Form.Exposure));
        }
    }

    private void WriteRejected(long scan, ScanResult result, CancellationToken cancellationToken)
    {
        using var insert = Prepare("INSERT INTO rejected_row (scan, ordinal, json) VALUES (@scan, @ordinal, @json)", "@scan", "@ordinal", "@json");
        for (var index = 0; index < result.Rejected.Count; index++)
        {
            if (index % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Insert(insert, scan, (long)index, JsonSerializer.Serialize(result.Rejected[index], ScanJson.Form.RejectedRow));
        }
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The statement is one of the two above; values go in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        return command;
    }

    private static void Insert(SqliteCommand command, params object?[] values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private sealed class Predecessor
    {
        public long Sequence { get; init; }

        public string Sha256 { get; init; } = "";
    }
}
