using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;

namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>
/// Tells what a ledger held before the chain once more as events, in the order in which it happened, and takes the old tables away: they
/// had personal data in clear. What was stored is checked against the old hashes first; their last ones stand in the chain's first event.
/// </summary>
internal static class OldLedger
{
    private static readonly string[] Tables = ["exposure", "rejected_row", "run", "report", "scan", "waiver_event", "journal_entry", "removal_plan"];

    /// <summary>Converts within a session that writes; its caller commits.</summary>
    public static async Task ConvertAsync(LedgerSession session, SqliteConnection connection, SqliteTransaction transaction, string path, CancellationToken cancellationToken)
    {
        var told = new List<Queue<Step>>
        {
            new(Scans(session, new OldScans(connection, transaction, path), cancellationToken)),
            new(Waivers(session, new OldWaivers(connection, transaction, path), cancellationToken)),
            new(Reports(session, new OldReports(connection, transaction, path), cancellationToken)),
            new(new OldJournal(connection, transaction, path).Steps(session, cancellationToken)),
        };
        if (told.Exists(steps => steps.Count > 0))
            await BeginAsync(session, connection, transaction, cancellationToken).ConfigureAwait(false);
        var scans = new HashSet<long>();
        while (told.Where(steps => steps.Count > 0 && (steps.Peek().Needs is not { } scan || scans.Contains(scan))).MinBy(steps => steps.Peek().At) is { } next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = next.Dequeue();
            await step.TellAsync(new FixedTime(step.At)).ConfigureAwait(false);
            if (step.Gives is { } scan)
                scans.Add(scan);
        }

        foreach (var table in Tables)
            await connection.ExecuteAsync($"DROP TABLE {table}", transaction: transaction).ConfigureAwait(false);
    }

    private static async Task BeginAsync(LedgerSession session, SqliteConnection connection, SqliteTransaction transaction, CancellationToken cancellationToken)
    {
        var heads = new List<string>();
        foreach (var table in new[] { "scan", "waiver_event", "journal_entry", "report" })
        {
            if (await connection.QueryFirstOrDefaultAsync<string>($"SELECT sha256 FROM {table} ORDER BY sequence DESC LIMIT 1", transaction: transaction).ConfigureAwait(false) is { } hash)
                heads.Add(string.Create(CultureInfo.InvariantCulture, $"\"{table}\":\"{hash}\""));
        }

        using var writer = new EventWriter(session, TimeProvider.System);
        await writer.AppendAsync(EventKinds.Import, null, $"{{\"from\":\"tables\",\"heads\":{{{string.Join(',', heads)}}}}}", cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<Step> Scans(LedgerSession session, OldScans old, CancellationToken cancellationToken)
    {
        var numbers = new Dictionary<long, (long Number, string Id)>();
        var seen = new HashSet<long>();
        foreach (var run in old.Runs())
        {
            yield return new Step(run.Run.Finished, null, seen.Add(run.Scan) ? run.Scan : null, async time =>
            {
                using var appending = new ScanAppending(session, time);
                if (!numbers.TryGetValue(run.Scan, out var scan))
                {
                    var (result, document, index) = old.Read(run.Scan);
                    scan = (await appending.AddAsync(result, document, index, cancellationToken).ConfigureAwait(false), result.Summary.ScanId);
                    numbers.Add(run.Scan, scan);
                }

                await appending.AddRunAsync(scan.Number, scan.Id, run.Run, cancellationToken).ConfigureAwait(false);
            });
        }
    }

    private static IEnumerable<Step> Waivers(LedgerSession session, OldWaivers old, CancellationToken cancellationToken) => old.Read().Select(one => one.Granted is { } granted
        ? new Step(granted.GrantedAt, null, null, time => WaiverRecords.GrantAsync(session, time, granted, cancellationToken))
        : new Step(one.Revoked!.At, null, null, time => WaiverRecords.RevokeAsync(session, time, one.Id, one.Revoked, cancellationToken)));

    private static IEnumerable<Step> Reports(LedgerSession session, OldReports old, CancellationToken cancellationToken) =>
        old.Read().Select(one => new Step(one.Report.MadeAt, one.Scan, null, time => ReportRecords.AddAsync(session, time, one.Report, cancellationToken)));
}

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Needs">Place of the scan that must have been told before; null for none.</param>
/// <param name="Gives">Place of the scan that it tells for the first time; null for none.</param>
/// <param name="TellAsync">Appends its events, as of a time.</param>
internal sealed record Step(DateTimeOffset At, long? Needs, long? Gives, Func<TimeProvider, Task> TellAsync);

/// <summary>A clock that stands still.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
}
