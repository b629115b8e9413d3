using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

/// <summary>
/// Reads a scan with what came before it. What is chosen follows from the order in which scans were stored, and from the reports that were
/// made before the first of this scan: a report that is made again says the same, whatever was reported in between.
/// </summary>
internal sealed class HistoryReader(SqliteConnection connection, SqliteTransaction transaction, string path)
{
    private const string Aggregate = "aggregate";

    public ScanHistory Read(string reference, CancellationToken cancellationToken)
    {
        var sequence = ScanList.Find(connection, reference, path);
        var all = ScanList.Places(connection);
        var stored = all.Single(one => one.Sequence == sequence).Scan;
        var earlier = all
            .Where(one => one.Sequence < sequence && IsSame(one.Scan, stored) && one.Scan.AsOf <= stored.AsOf)
            .OrderBy(one => one.Scan.AsOf).ThenBy(one => one.Sequence)
            .ToList();
        var reports = ReportRows.Read(connection, transaction, path);
        var scan = Load(sequence, cancellationToken);

        var reported = Before(reports, sequence, _ => true).Select(report => report.Scan).ToHashSet();
        var previous = earlier.FindLastIndex(one => reported.Contains(one.Sequence));
        var isReported = previous >= 0;
        if (!isReported)
            previous = earlier.Count - 1;
        var before = previous < 0 ? null : Load(earlier[previous].Sequence, cancellationToken);

        var places = all.ToDictionary(one => one.Sequence, one => one.Scan);
        var told = Before(reports, sequence, report => report.Detail == Aggregate)
            .Where(report => report.Report.Detail == Aggregate && report.Scan != sequence && IsSame(places[report.Scan], stored))
            .ToList();
        var last = earlier.FindLastIndex(one => told.Exists(report => report.Scan == one.Sequence));
        return new ScanHistory
        {
            Scan = scan,
            Scans = [.. earlier.Select(one => one.Scan), stored],
            Previous = before,
            IsPreviousReported = isReported,
            SeenBefore = before is null ? new HashSet<string>() : SeenIn(New(scan, before), earlier.Take(previous).Select(one => one.Sequence)),
            Told = last < 0 ? null : (last == previous ? before! : Load(earlier[last].Sequence, cancellationToken), told.Find(report => report.Scan == earlier[last].Sequence).Report),
            AllTold = [.. told.Select(report => (places[report.Scan], report.Report))],
            OtherAuthorities = all.Select(one => one.Scan.Authority).OfType<string>().Where(name => name != stored.Authority).ToHashSet(StringComparer.Ordinal),
            Waivers = new WaiverEvents(connection, transaction, path).Read(),
            Head = Head(),
        };
    }

    private static bool IsSame(StoredScan one, StoredScan other) => one.Authority == other.Authority && one.Directive == other.Directive;

    // Reports up to the first of this scan; all where there is none yet.
    private static IEnumerable<(long Scan, RecordedReport Report)> Before(List<(long Scan, RecordedReport Report)> reports, long scan, Func<RecordedReport, bool> counts)
    {
        var first = reports.FindIndex(report => report.Scan == scan && counts(report.Report));
        return first < 0 ? reports : reports.Take(first);
    }

    private ScanResult Load(long sequence, CancellationToken cancellationToken) => ScanReader.Read(connection, sequence, path, cancellationToken);

    private static List<string> New(ScanResult scan, ScanResult previous)
    {
        var known = previous.Exposures.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return [.. scan.Exposures.Select(one => one.Id).Where(id => !known.Contains(id))];
    }

    // Ids alone are looked up in their index: hundreds of scans need not be read for it.
    private HashSet<string> SeenIn(List<string> ids, IEnumerable<long> scans) => connection.Query<string>(
        """
        SELECT DISTINCT wanted.value
        FROM json_each(@ids) AS wanted CROSS JOIN exposure INDEXED BY exposure_by_id ON exposure.id = wanted.value
        WHERE exposure.scan IN (SELECT value FROM json_each(@scans))
        """,
        new { ids = JsonSerializer.Serialize(ids, ScanJson.Form.ListString), scans = "[" + string.Join(',', scans) + "]" },
        transaction).ToHashSet(StringComparer.Ordinal);

    private LedgerHead Head()
    {
        var chains = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("scans", "SELECT sha256 FROM scan ORDER BY sequence DESC LIMIT 1");
        Add("waivers", "SELECT sha256 FROM waiver_event ORDER BY sequence DESC LIMIT 1");
        Add("journal", "SELECT sha256 FROM journal_entry ORDER BY sequence DESC LIMIT 1");
        return new LedgerHead(chains);

        void Add(string chain, string question)
        {
            if (connection.QueryFirstOrDefault<string>(question, transaction: transaction) is { } link)
                chains.Add(chain, link);
        }
    }
}
