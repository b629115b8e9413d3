using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Checks the table that tells in which scan a case was first seen: each case whose part opens has a row that fits, each row
/// its seal, and there are as many as scans and erasures tell.
/// </summary>
internal sealed class SeenWalk(LedgerSession session, KeyRing keys, ErasedKeys erased, ChainFindings findings)
{
    private const int RowsAtOnce = 1000;
    private const int MostNamed = 20;

    private readonly SubjectKeys _tokens = new(session, TimeProvider.System);
    private readonly Dictionary<long, (LedgerEvent Event, long FirstSeen)> _scans = [];
    private readonly HashSet<UInt128> _ofScan = [];
    private readonly List<(byte[] Token, long Subject, long Part)> _page = [];
    private readonly List<long> _lacking = [];
    private readonly List<long> _other = [];
    private LedgerEvent? _scan;
    private ScanBody? _body;

    private bool IsOff => keys.Index is null;

    /// <summary>Begins with the next event.</summary>
    public async Task BeginAsync(LedgerEvent one, CancellationToken cancellationToken)
    {
        (_scan, _body) = IsOff ? (null, null) : (one, ScanTables.Body(one));
        _ofScan.Clear();
        if (_body is null)
            return;
        await _tokens.LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        _scans[one.Number] = (one with { Body = "" }, _body.FirstSeen);
    }

    /// <summary>Takes an opened part of the event.</summary>
    public void Add(PartRow part, ReadOnlySpan<byte> content)
    {
        if (_body is { } body && CaseId.Of(content) is { } id && CaseParts.Token(_tokens, body.Name, body.Directive, id) is var token && _ofScan.Add(Number(token)))
            _page.Add((token, part.Subject, part.Number));
    }

    /// <summary>Looks for the rows of the parts that were taken.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_page.Count == 0)
            return;
        var rows = (await session.QueryInAsync<SeenRow, byte[]>(
            "SELECT token AS Token, subject AS Subject, first_scan AS FirstScan FROM seen WHERE authority = @authority AND token {in}", [.. _page.Select(one => one.Token)], null, cancellationToken).ConfigureAwait(false)).ToDictionary(row => Number(row.Token));
        foreach (var (token, subject, part) in _page)
        {
            // A case that was another subject's at first is forgotten with that one, and noted anew by the next scan.
            var row = rows.GetValueOrDefault(Number(token));
            if ((row is null || row.FirstScan > _scan!.Number) && erased.IsAfter(_scan!.Number))
                continue;
            if (row is null)
                _lacking.Add(part);
            else if (row.FirstScan > _scan!.Number || (row.FirstScan == _scan.Number && row.Subject != subject))
                _other.Add(part);
        }

        _page.Clear();
    }

    /// <summary>Ends with the event.</summary>
    public void End()
    {
        if (_lacking.Count > 0)
            findings.Add(ChainFlaw.TableChanged, _scan!, $"has {Cases(_lacking)} that the table of cases seen lacks: it was removed there, or the event is changed.", FlawScope.Cases, _lacking.Count);
        if (_other.Count > 0)
            findings.Add(ChainFlaw.TableChanged, _scan!, $"has {Cases(_other)} of which the table of cases seen says another subject, or that they were seen later: the table was changed.", FlawScope.Cases, _other.Count);
        _lacking.Clear();
        _other.Clear();
    }

    /// <summary>Looks for rows that follow from no scan.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (IsOff)
            return;
        await _tokens.LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var counts = (await session.QueryAsync<CountRow>("SELECT first_scan AS FirstScan, COUNT(*) AS Cases FROM seen WHERE authority = @authority GROUP BY first_scan", null, cancellationToken).ConfigureAwait(false)).ToList();
        Counts(counts);
        var last = Array.Empty<byte>();
        var wrong = new SortedDictionary<long, List<long>>();
        while (true)
        {
            var rows = (await session.QueryAsync<SeenRow>(
                "SELECT token AS Token, subject AS Subject, first_scan AS FirstScan, seal AS Seal FROM seen WHERE authority = @authority AND token > @last ORDER BY token LIMIT @RowsAtOnce", new { last, RowsAtOnce }, cancellationToken).ConfigureAwait(false)).ToList();
            foreach (var row in rows.Where(row => !CaseParts.Seal(_tokens, row.Token, row.Subject, row.FirstScan).AsSpan().SequenceEqual(row.Seal)))
                (wrong.TryGetValue(row.FirstScan, out var subjects) ? subjects : wrong[row.FirstScan] = []).Add(row.Subject);
            if (rows.Count < RowsAtOnce)
                break;
            last = rows[^1].Token;
        }

        foreach (var (number, subjects) in wrong)
            findings.Add(ChainFlaw.TableChanged, $"{subjects.Count} of the rows of the table of cases seen that are of event {number} (subject {Some(subjects)}) are not what was noted: they were changed, or put there.", number, FlawScope.Cases, subjects.Count);
    }

    private static string Cases(List<long> parts) => string.Create(CultureInfo.InvariantCulture, $"{parts.Count} of its cases (sealed part {Some(parts)})");

    private static string Some(List<long> numbers) => string.Join(", ", numbers.Take(MostNamed).Select(number => number.ToString(CultureInfo.InvariantCulture))) + (numbers.Count > MostNamed ? ", …" : "");

    private void Counts(List<CountRow> counts)
    {
        var rows = counts.ToDictionary(row => row.FirstScan, row => row.Cases);
        foreach (var (number, scan) in _scans.Where(scan => rows.GetValueOrDefault(scan.Key) > scan.Value.FirstSeen || (rows.GetValueOrDefault(scan.Key) < scan.Value.FirstSeen && !erased.IsAfter(scan.Key))))
            findings.Add(ChainFlaw.TableChanged, scan.Event, $"saw {scan.FirstSeen} cases for the first time, but the table of cases seen has {rows.GetValueOrDefault(number)} of it: the table was changed.", FlawScope.Cases);
        var (all, told) = (counts.Sum(row => row.Cases), _scans.Values.Sum(scan => scan.FirstSeen) - erased.Seen);
        if (all != told)
            findings.Add(ChainFlaw.TableChanged, $"The table of cases seen has {all} rows; by what scans and erasures tell it must have {told}: the table was changed.", scope: FlawScope.AllCases);
    }

    private static UInt128 Number(byte[] token) => token.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(token) : 0;

    private sealed class SeenRow
    {
        public byte[] Token { get; init; } = [];

        public long Subject { get; init; }

        public long FirstScan { get; init; }

        public byte[] Seal { get; init; } = [];
    }

    private sealed class CountRow
    {
        public long FirstScan { get; init; }

        public long Cases { get; init; }
    }
}

/// <summary>The id of a case, with which its sealed text begins; null of any other part.</summary>
internal static class CaseId
{
    public static string? Of(ReadOnlySpan<byte> content)
    {
        var begin = "{\"id\":"u8;
        if (!content.StartsWith(begin))
            return null;
        var reader = new Utf8JsonReader(content[begin.Length..], isFinalBlock: false, default);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }
}
