using System.Text.Json;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>Checks that the tables of scans, by which they are listed and counted, say what the events of scans and runs tell.</summary>
internal sealed class ScanTables(LedgerSession session, ChainFindings findings)
{
    private const int MostNamed = 20;

    /// <summary>Checks the rows of an event.</summary>
    public async Task CheckAsync(LedgerEvent one, CancellationToken cancellationToken)
    {
        var number = one.Number;
        if (one.Kind == EventKinds.Scan)
        {
            var row = await session.FirstAsync<HeadRow>(
                """
                SELECT id AS Id, sha256 AS Sha256, previous_sha256 AS PreviousSha256, name AS Name, directive AS Directive, directive_hash AS DirectiveHash, catalogue AS Catalogue,
                  catalogue_size AS CatalogueSize, as_of AS AsOf, devices AS Devices, exposures AS Exposures, violations AS Violations, rejected AS Rejected
                FROM scan_head WHERE authority = @authority AND number = @number
                """,
                new { number },
                cancellationToken).ConfigureAwait(false);
            if (Body(one) is not { } body)
                findings.Add(ChainFlaw.TableChanged, one, $"tells nothing of a scan that this program can read.");
            else if (row is null)
                findings.Add(ChainFlaw.TableChanged, one, $"is missing in the table of scans: it was removed there.");
            else if (row != HeadRow.Of(body))
                findings.Add(ChainFlaw.TableChanged, one, $"is not what the table of scans (scan_head) says of it: the table was changed.");
            if (Body(one) is { } told && TallyRows.Hash(await TalliesAsync(number, cancellationToken).ConfigureAwait(false)) != told.Tallies)
                findings.Add(ChainFlaw.TableChanged, one, $"has other counts than the table of counts (tally) says: the table was changed.");
        }
        else if (one.Kind == EventKinds.ScanRun)
        {
            var row = await session.FirstAsync<RunRow>(
                "SELECT scan AS Scan, started AS Started, finished AS Finished, profile_hash AS ProfileHash, product AS Product, permissions AS Permissions FROM scan_run WHERE authority = @authority AND number = @number",
                new { number },
                cancellationToken).ConfigureAwait(false);
            if (row is null)
                findings.Add(ChainFlaw.TableChanged, one, $"is missing in the table of runs: it was removed there.");
            else if (RunRow.Of(one.Body) is { } told && row != told)
                findings.Add(ChainFlaw.TableChanged, one, $"is not what the table of runs (scan_run) says of it: the table was changed.");
        }
    }

    /// <summary>Looks for rows that no event tells of.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var (table, column, kind) in new[] { ("scan_head", "number", EventKinds.Scan), ("scan_run", "number", EventKinds.ScanRun), ("tally", "scan", EventKinds.Scan) })
        {
            foreach (var number in await session.QueryAsync<long>(
                $"""
                SELECT DISTINCT {table}.{column} FROM {table} LEFT JOIN event ON event.authority = {table}.authority AND event.number = {table}.{column} AND event.kind = @kind
                WHERE {table}.authority = @authority AND event.number IS NULL ORDER BY 1 LIMIT @MostNamed
                """,
                new { kind, MostNamed },
                cancellationToken).ConfigureAwait(false))
            {
                findings.Add(ChainFlaw.TableChanged, $"The table {table} has a row of event {number}, which is no {kind}: it was put there, or the event is gone.", number);
            }
        }
    }

    /// <summary>Whether an event could be one of a scan whose kind was changed.</summary>
    public static bool MayBeScan(LedgerEvent one) => one.Kind == EventKinds.Scan || one.Body.Contains("\"firstSeen\"", StringComparison.Ordinal);

    public static ScanBody? Body(LedgerEvent one)
    {
        try
        {
            return one.Kind == EventKinds.Scan ? JsonSerializer.Deserialize(one.Body, ScanEventJsonContext.Default.ScanBody) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The order of the ordinals is part of what is hashed; a gap in them is not, so it is looked at here.
    private async Task<List<TallyRow>> TalliesAsync(long number, CancellationToken cancellationToken)
    {
        var rows = (await session.QueryAsync<OrdinalRow>($"SELECT ordinal AS Ordinal, {TallyRow.Columns} FROM tally WHERE authority = @authority AND scan = @number ORDER BY ordinal", new { number }, cancellationToken).ConfigureAwait(false)).ToList();
        return rows.Select((row, place) => row.Ordinal == place).All(right => right)
            ? rows.ConvertAll(row => new TallyRow { Application = row.Application, Verdict = row.Verdict, Organisation = row.Organisation, Platform = row.Platform, Cases = row.Cases })
            : [];
    }

    private sealed record HeadRow
    {
        public string Id { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public string? PreviousSha256 { get; init; }

        public string? Name { get; init; }

        public string Directive { get; init; } = "";

        public string DirectiveHash { get; init; } = "";

        public string Catalogue { get; init; } = "";

        public long? CatalogueSize { get; init; }

        public string AsOf { get; init; } = "";

        public long Devices { get; init; }

        public long Exposures { get; init; }

        public long Violations { get; init; }

        public long Rejected { get; init; }

        public static HeadRow Of(ScanBody body) => new()
        {
            Id = body.Id,
            Sha256 = body.Sha256,
            PreviousSha256 = body.PreviousSha256,
            Name = body.Name,
            Directive = body.Directive,
            DirectiveHash = body.DirectiveHash,
            Catalogue = body.Catalogue,
            CatalogueSize = body.CatalogueSize,
            AsOf = body.AsOf,
            Devices = body.Devices,
            Exposures = body.Exposures,
            Violations = body.Violations,
            Rejected = body.Rejected,
        };
    }

    private sealed record RunRow
    {
        public long Scan { get; init; }

        public string Started { get; init; } = "";

        public string Finished { get; init; } = "";

        public string? ProfileHash { get; init; }

        public string? Product { get; init; }

        public string? Permissions { get; init; }

        public static RunRow? Of(string json)
        {
            try
            {
                return JsonSerializer.Deserialize(json, ScanEventJsonContext.Default.ScanRunBody) is { } body
                    ? new RunRow
                    {
                        Scan = body.Scan,
                        Started = body.Started,
                        Finished = body.Finished,
                        ProfileHash = body.ProfileHash,
                        Product = body.Product,
                        Permissions = body.Permissions is { } held ? JsonSerializer.Serialize(held, ScanJson.Form.IReadOnlyListString) : null,
                    }
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private sealed class OrdinalRow
    {
        public long Ordinal { get; init; }

        public string Application { get; init; } = "";

        public string Verdict { get; init; } = "";

        public string? Organisation { get; init; }

        public string? Platform { get; init; }

        public long Cases { get; init; }
    }
}
