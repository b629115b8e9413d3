using System.Buffers.Binary;
using System.Text.Json;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Checks the table that tells in which scan a case was first seen. What its rows must be follows from the sealed parts that came
/// with scans; what does not follow from those of its own scan is looked for among its subject's other parts.
/// </summary>
internal sealed class SeenWalk(LedgerSession session, KeyRing keys, ErasedKeys erased, ChainFindings findings)
{
    private const int RowsAtOnce = 1000;

    private readonly SubjectKeys _tokens = new(session, TimeProvider.System);
    private readonly Dictionary<long, (ScanBody Body, long LastPart, long Period, LedgerEvent Event, long Found)> _scans = [];
    private readonly HashSet<UInt128> _ofScan = [];
    private readonly List<(byte[] Token, long Subject, long Part)> _page = [];
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
        var period = DateTimeOffset.TryParse(one.At, System.Globalization.CultureInfo.InvariantCulture, out var at) ? SubjectKey.PeriodOf(at) : 0;
        _scans[one.Number] = (_body, one.FirstPart + one.Parts - 1, period, one, 0);
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
        var scan = _scan!;
        var rows = (await session.QueryInAsync<SeenRow, byte[]>(
            "SELECT token AS Token, subject AS Subject, first_scan AS FirstScan FROM seen WHERE authority = @authority AND token {in}", [.. _page.Select(one => one.Token)], null, cancellationToken).ConfigureAwait(false)).ToDictionary(row => Number(row.Token));
        foreach (var (token, subject, part) in _page)
        {
            // A case that was another subject's at first is forgotten with that one, and noted anew by the next scan.
            var row = rows.GetValueOrDefault(Number(token));
            if ((row is null || row.FirstScan > scan.Number) && erased.IsAfter(scan.Number))
                continue;
            if (row is null)
                findings.Add(ChainFlaw.TableChanged, scan, $"has a case (sealed part {part}) that the table of cases seen lacks: it was removed there.");
            else if (row.FirstScan == scan.Number && row.Subject != subject)
                findings.Add(ChainFlaw.TableChanged, scan, $"has a case (sealed part {part}) of subject {subject}, which the table of cases seen says is of subject {row.Subject}: the table was changed.");
            else if (row.FirstScan > scan.Number)
                findings.Add(ChainFlaw.TableChanged, scan, $"has a case (sealed part {part}) that the table of cases seen says was first seen by event {row.FirstScan}: the table was changed.");
            else if (row.FirstScan == scan.Number)
                _scans[scan.Number] = _scans[scan.Number] with { Found = _scans[scan.Number].Found + 1 };
        }

        _page.Clear();
    }

    /// <summary>Looks for rows that follow from no scan.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (IsOff)
            return;
        await _tokens.LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var counts = (await session.QueryAsync<CountRow>("SELECT first_scan AS FirstScan, COUNT(*) AS Cases FROM seen WHERE authority = @authority GROUP BY first_scan", null, cancellationToken).ConfigureAwait(false)).ToList();
        Counts(counts);
        var doubtful = counts.Where(row => !_scans.TryGetValue(row.FirstScan, out var scan) || scan.Found != row.Cases).Select(row => row.FirstScan).ToHashSet();
        var last = Array.Empty<byte>();
        while (doubtful.Count > 0)
        {
            var rows = (await session.QueryAsync<SeenRow>(
                "SELECT token AS Token, subject AS Subject, first_scan AS FirstScan FROM seen WHERE authority = @authority AND token > @last ORDER BY token LIMIT @RowsAtOnce", new { last, RowsAtOnce }, cancellationToken).ConfigureAwait(false)).ToList();
            foreach (var row in rows.Where(row => doubtful.Contains(row.FirstScan)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await FollowsAsync(row, cancellationToken).ConfigureAwait(false))
                    findings.Add(ChainFlaw.TableChanged, $"The table of cases seen says that a case of subject {row.Subject} was first seen by event {row.FirstScan}, which does not have it: the table was changed.", row.FirstScan);
            }

            if (rows.Count < RowsAtOnce)
                break;
            last = rows[^1].Token;
        }
    }

    private void Counts(List<CountRow> counts)
    {
        var rows = counts.ToDictionary(row => row.FirstScan, row => row.Cases);
        foreach (var (number, scan) in _scans.Where(scan => rows.GetValueOrDefault(scan.Key) > scan.Value.Body.FirstSeen || (rows.GetValueOrDefault(scan.Key) < scan.Value.Body.FirstSeen && !erased.IsAfter(scan.Key))))
            findings.Add(ChainFlaw.TableChanged, scan.Event, $"saw {scan.Body.FirstSeen} cases for the first time, but the table of cases seen has {rows.GetValueOrDefault(number)} of it: the table was changed.");
        var (all, told) = (counts.Sum(row => row.Cases), _scans.Values.Sum(scan => scan.Body.FirstSeen) - erased.Seen);
        if (all != told)
            findings.Add(ChainFlaw.TableChanged, $"The table of cases seen has {all} rows; by what scans and erasures tell it must have {told}: the table was changed.");
    }

    // From a part of the same subject that the scan could use; or it can't be told any more, as the key was destroyed.
    private async Task<bool> FollowsAsync(SeenRow row, CancellationToken cancellationToken)
    {
        if (!_scans.TryGetValue(row.FirstScan, out var scan))
            return false;
        if (erased.Has(row.Subject, scan.Period, row.FirstScan))
            return true;
        var parts = (await session.QueryAsync<PartRow>(
            $"SELECT {PartRow.Columns} FROM part WHERE authority = @authority AND subject = @subject AND number <= @last", new { subject = row.Subject, last = scan.LastPart }, cancellationToken).ConfigureAwait(false)).ToList();
        var found = await keys.FindAsync(parts.Select(part => (part.Subject, part.Period)), cancellationToken).ConfigureAwait(false);
        return parts.Exists(part => found[(part.Subject, part.Period)].Key?.Open(part.Data, session.Head.Chain, part.Number) is { } content
            && CaseId.Of(content) is { } id && CaseParts.Token(_tokens, scan.Body.Name, scan.Body.Directive, id).AsSpan().SequenceEqual(row.Token));
    }

    private static UInt128 Number(byte[] token) => token.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(token) : 0;

    private sealed class SeenRow
    {
        public byte[] Token { get; init; } = [];

        public long Subject { get; init; }

        public long FirstScan { get; init; }
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
