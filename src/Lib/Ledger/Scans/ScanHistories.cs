using TikTokBan.Exposures;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>
/// Reads a scan with what came before it. What is chosen follows from the order in which scans were stored, and from the reports that were
/// made before the first of this scan: a report that is made again says the same, whatever was reported in between, unless cases of this scan were erased. An earlier
/// scan that was erased is told of by its numbers alone.
/// </summary>
internal sealed class ScanHistories(LedgerSession session, TimeProvider time)
{
    private const string Aggregate = "aggregate";

    private static readonly (string Name, string[] Kinds)[] Heads =
    [
        ("waivers", [EventKinds.Waiver, EventKinds.Revocation]),
        ("journal", [EventKinds.Plan, EventKinds.Approval, EventKinds.Run, EventKinds.Action]),
    ];

    private readonly ScanLoading _loading = new(session, time);

    public async Task<ScanHistory> ReadAsync(string reference, CancellationToken cancellationToken)
    {
        var number = await ScanPlaces.FindAsync(session, reference, cancellationToken).ConfigureAwait(false);
        var all = await ScanPlaces.ReadAsync(session, time, null, cancellationToken).ConfigureAwait(false);
        var stored = all.Single(one => one.Number == number).Scan;
        var earlier = all
            .Where(one => one.Number < number && IsSame(one.Scan, stored) && one.Scan.AsOf <= stored.AsOf)
            .OrderBy(one => one.Scan.AsOf).ThenBy(one => one.Number)
            .ToList();
        var reports = await ReportRecords.ReadAsync(session, time, cancellationToken).ConfigureAwait(false);
        var scan = await _loading.ReadAsync(number, cancellationToken).ConfigureAwait(false);

        var reported = Before(reports, number, _ => true).Select(report => report.Scan).ToHashSet();
        var previous = earlier.FindLastIndex(one => reported.Contains(one.Number));
        var isReported = previous >= 0;
        if (!isReported)
            previous = earlier.Count - 1;
        var before = previous < 0 ? null : await _loading.TryReadAsync(earlier[previous].Number, cancellationToken).ConfigureAwait(false);

        var places = all.ToDictionary(one => one.Number, one => one.Scan);
        // Of a scan of which cases were erased the numbers are others than those that were told: who has both takes one from the other.
        var isOther = scan.Erased > 0;
        var told = (isOther ? reports : Before(reports, number, report => report.Detail == Aggregate))
            .Where(report => report.Report.Detail == Aggregate && (isOther || report.Scan != number) && IsSame(places[report.Scan], stored))
            .ToList();
        var last = earlier.FindLastIndex(one => told.Exists(report => report.Scan == one.Number));
        var lastTold = last < 0 ? null : last == previous ? before : await _loading.TryReadAsync(earlier[last].Number, cancellationToken).ConfigureAwait(false);
        return new ScanHistory
        {
            Scan = scan,
            Scans = [.. earlier.Select(one => one.Scan), stored],
            Previous = before,
            IsPreviousReported = isReported && before is not null,
            SeenBefore = before is null ? new HashSet<string>() : await SeenInAsync(stored, New(scan, before), [.. earlier.Take(previous).Select(one => one.Number)], cancellationToken).ConfigureAwait(false),
            Told = lastTold is null ? null : (lastTold, told.Find(report => report.Scan == earlier[last].Number).Report),
            AllTold = [.. told.Select(report => (places[report.Scan], report.Report))],
            OtherAuthorities = all.Select(one => one.Scan.Authority).OfType<string>().Where(name => name != stored.Authority).ToHashSet(StringComparer.Ordinal),
            Waivers = await WaiverRecords.ReadAsync(session, time, cancellationToken).ConfigureAwait(false),
            Head = await HeadAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<LedgerHead> HeadAsync(CancellationToken cancellationToken)
    {
        var last = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (await session.FirstAsync<string>("SELECT sha256 FROM scan_head WHERE authority = @authority ORDER BY number DESC LIMIT 1", null, cancellationToken).ConfigureAwait(false) is { } scan)
            last.Add("scans", scan);
        foreach (var (name, kinds) in Heads)
        {
            if (await session.QueryInAsync<LastOfKind, string>("SELECT max(number) AS Number, kind AS Kind FROM event WHERE authority = @authority AND kind {in} GROUP BY kind", kinds, null, cancellationToken).ConfigureAwait(false) is { Count: > 0 } found)
            {
                var hash = await session.FirstAsync<byte[]>("SELECT hash FROM event WHERE authority = @authority AND number = @number", new { number = found.Max(one => one.Number) }, cancellationToken).ConfigureAwait(false);
                last.Add(name, Convert.ToHexString(hash!).ToLowerInvariant());
            }
        }

        return new LedgerHead(last);
    }

    private sealed class LastOfKind
    {
        public long Number { get; init; }

        public string Kind { get; init; } = "";
    }

    private static bool IsSame(StoredScan one, StoredScan other) => one.Authority == other.Authority && one.Directive == other.Directive;

    // Reports up to the first of this scan; all where there is none yet.
    private static IEnumerable<(long Scan, RecordedReport Report)> Before(List<(long Scan, RecordedReport Report)> reports, long scan, Func<RecordedReport, bool> counts)
    {
        var first = reports.FindIndex(report => report.Scan == scan && counts(report.Report));
        return first < 0 ? reports : reports.Take(first);
    }

    private static List<string> New(ScanResult scan, ScanResult previous)
    {
        var known = previous.Exposures.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return [.. scan.Exposures.Select(one => one.Id).Where(id => !known.Contains(id))];
    }

    // The first scan that had a case settles it, but for scans that were stored out of the order of their days: those that
    // were stored after that first one are looked through for the case's parts.
    private async Task<HashSet<string>> SeenInAsync(StoredScan stored, List<string> ids, HashSet<long> scans, CancellationToken cancellationToken)
    {
        var keys = new SubjectKeys(session, time);
        await keys.LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var tokens = ids.Select(id => (Id: id, Token: CaseParts.Token(keys, stored.Authority, stored.Directive, id))).ToList();
        var known = (await session.QueryInAsync<SeenRow, byte[]>(
            "SELECT token AS Token, subject AS Subject, first_scan AS FirstScan FROM seen WHERE authority = @authority AND token {in}",
            [.. tokens.Select(one => one.Token)],
            null,
            cancellationToken).ConfigureAwait(false)).ToDictionary(row => Convert.ToHexString(row.Token), StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Dictionary<string, SeenRow>(StringComparer.Ordinal);
        foreach (var (id, token) in tokens)
        {
            if (!known.TryGetValue(Convert.ToHexString(token), out var row))
                continue;
            if (scans.Contains(row.FirstScan))
                found.Add(id);
            else if (scans.Any(scan => scan > row.FirstScan))
                open.Add(id, row);
        }

        if (open.Count > 0)
            found.UnionWith(await new CaseSearch(session, keys).FindAsync(open.ToDictionary(one => one.Key, one => one.Value.Subject), scans, cancellationToken).ConfigureAwait(false));
        return found;
    }

    private sealed class SeenRow
    {
        public byte[] Token { get; init; } = [];

        public long Subject { get; init; }

        public long FirstScan { get; init; }
    }
}
