using System.Buffers.Binary;
using System.Globalization;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>
/// Stores a scan's cases: each lasting text once for its subject and month, as a sealed part, and segments that name the
/// parts in the scan's order with what changed.
/// </summary>
internal sealed class CaseParts(LedgerSession session, SubjectKeys keys, EventWriter writer)
{
    private readonly long _knownSubjects = session.Head.Subjects;
    private List<int> _unknown = [];
    private IReadOnlyList<SubjectKey> _subjects = [];

    /// <summary>Adds parts and segments to the event that is appended next.</summary>
    /// <returns>The number of each case's part.</returns>
    public async Task<IReadOnlyList<long>> AddAsync(ScanResult scan, ScanDocument document, CancellationToken cancellationToken)
    {
        var parts = document.Cases.Select(one => one.Part).ToArray();
        _unknown = [.. Enumerable.Range(0, parts.Length).Where(index => parts[index] == 0)];
        _subjects = await keys.EnsureAsync([.. _unknown.Select(index => ExposureSubject.Of(scan.Exposures[index]))], cancellationToken).ConfigureAwait(false);
        var digests = new UInt128[_subjects.Count];
        Parallel.For(0, digests.Length, new ParallelOptions { CancellationToken = cancellationToken }, place => digests[place] = Number(_subjects[place].Digest(document.Cases[_unknown[place]].Lasting)));
        var stored = await StoredAsync(cancellationToken).ConfigureAwait(false);
        for (var place = 0; place < digests.Length; place++)
        {
            var (index, key) = (_unknown[place], _subjects[place]);
            if (!stored.TryGetValue((key.Subject, digests[place]), out parts[index]))
                stored.Add((key.Subject, digests[place]), parts[index] = await writer.AddPartAsync(key, document.Cases[index].Lasting, cancellationToken).ConfigureAwait(false));
        }

        for (var start = 0; start < parts.Length; start += Segment.Size)
        {
            var end = Math.Min(parts.Length, start + Segment.Size);
            await writer.AddSegmentAsync(end - start, Cut(document, parts, start, end).Encode(), cancellationToken).ConfigureAwait(false);
        }

        return parts;
    }

    /// <summary>Notes which cases were seen for the first time, for their authority and directive. What the index knew was seen before.</summary>
    /// <returns>How many they are.</returns>
    public async Task<long> NoteSeenAsync(ScanResult scan, long number, CancellationToken cancellationToken)
    {
        await keys.LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var tokens = new Dictionary<UInt128, (byte[] Token, long Subject)>();
        for (var place = 0; place < _unknown.Count; place++)
        {
            var token = Token(keys, scan.Summary.Authority, scan.Summary.Directive, scan.Exposures[_unknown[place]].Id);
            tokens.TryAdd(Number(token), (token, _subjects[place].Subject));
        }

        foreach (var known in await session.QueryInAsync<byte[], byte[]>("SELECT token FROM seen WHERE authority = @authority AND token {in}", [.. tokens.Values.Select(one => one.Token)], null, cancellationToken).ConfigureAwait(false))
            tokens.Remove(Number(known));
        if (tokens.Count > 0)
            await session.CopyAsync("seen", ["token", "subject", "first_scan", "seal"], tokens.Values.Select(one => new object?[] { one.Token, one.Subject, number, Seal(keys, one.Token, one.Subject, number) }), cancellationToken).ConfigureAwait(false);
        return tokens.Count;
    }

    /// <summary>Finds a case of an authority's name and directive again without saying which it is.</summary>
    public static byte[] Token(SubjectKeys keys, string? name, string directive, string id) => keys.Token($"seen\n{name}\n{directive}\n{id}");

    /// <summary>What shows that a row of <c>seen</c> is as it was noted: nobody makes it without the authority's key of names.</summary>
    public static byte[] Seal(SubjectKeys keys, byte[] token, long subject, long firstScan) =>
        keys.Token(string.Create(CultureInfo.InvariantCulture, $"seen row\n{Convert.ToHexString(token)}\n{subject}\n{firstScan}"));

    private static Segment Cut(ScanDocument document, long[] parts, int start, int end)
    {
        var ends = new int[end - start];
        var cuts = new List<Cut>();
        for (var index = start; index < end; index++)
        {
            cuts.AddRange(document.Cases[index].Cuts);
            ends[index - start] = cuts.Count;
        }

        return new Segment(parts[start..end], ends, [.. cuts]);
    }

    // What is stored of these subjects this month. Those that are new have nothing.
    private async Task<Dictionary<(long Subject, UInt128 Digest), long>> StoredAsync(CancellationToken cancellationToken)
    {
        var known = _subjects.Where(key => key.Subject <= _knownSubjects).DistinctBy(key => key.Subject).ToList();
        var stored = new Dictionary<(long, UInt128), long>();
        foreach (var month in known.GroupBy(key => key.Period))
        {
            foreach (var row in await session.QueryInAsync<Row, long>(
                "SELECT number AS Number, subject AS Subject, digest AS Digest FROM part WHERE authority = @authority AND period = @period AND subject {in}",
                [.. month.Select(key => key.Subject)],
                new { period = month.Key },
                cancellationToken).ConfigureAwait(false))
            {
                stored.TryAdd((row.Subject, Number(row.Digest)), row.Number);
            }
        }

        return stored;
    }

    private static UInt128 Number(byte[] sixteen) => BinaryPrimitives.ReadUInt128BigEndian(sixteen);

    private sealed class Row
    {
        public long Number { get; init; }

        public long Subject { get; init; }

        public byte[] Digest { get; init; } = [];
    }
}
