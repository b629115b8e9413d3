using System.Buffers;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Scans;

/// <summary>Compares two scans by the numbers of their cases' parts: the same part is the same case with the same content, and stays sealed.</summary>
internal sealed class ScanDifferences(LedgerSession session, TimeProvider time)
{
    private const int SegmentsAtOnce = 64;
    private const int CasesAtOnce = 8192;

    private readonly ScanLoading _loading = new(session, time);

    public async Task<ScanDifference> ReadAsync(string before, string after, CancellationToken cancellationToken)
    {
        var was = await PlacesAsync(before, cancellationToken).ConfigureAwait(false);
        var now = await PlacesAsync(after, cancellationToken).ConfigureAwait(false);
        var shared = was.Parts.ToHashSet();
        shared.IntersectWith(now.Parts);
        var (gone, goneErased) = await OpenAsync(was, shared, cancellationToken).ConfigureAwait(false);
        var (come, comeErased) = await OpenAsync(now, shared, cancellationToken).ConfigureAwait(false);
        // Two months have two keys, and so two parts for one content.
        var earlier = gone.DistinctBy(one => one.Exposure.Id).ToDictionary(one => one.Exposure.Id, StringComparer.Ordinal);
        var (same, changed, appeared) = ((long)shared.Count, new List<CaseDifference>(), new List<Exposure>());
        foreach (var one in come)
        {
            if (!earlier.Remove(one.Exposure.Id, out var other))
                appeared.Add(one.Exposure);
            else if (one.Lasting.AsSpan().SequenceEqual(other.Lasting))
                same++;
            else
                changed.Add(new CaseDifference(other.Exposure, one.Exposure));
        }

        return new ScanDifference
        {
            Before = was.Scan,
            After = now.Scan,
            Same = same,
            Changed = changed,
            Appeared = appeared,
            Gone = [.. gone.Where(one => earlier.ContainsKey(one.Exposure.Id)).Select(one => one.Exposure)],
            Erased = goneErased + comeErased,
        };
    }

    private async Task<Places> PlacesAsync(string reference, CancellationToken cancellationToken)
    {
        var number = await ScanPlaces.FindAsync(session, reference, cancellationToken).ConfigureAwait(false);
        var scan = (await ScanPlaces.ReadAsync(session, time, number, cancellationToken).ConfigureAwait(false))[0].Scan;
        var segments = new List<Segment>();
        for (long ordinal = 0; segments.Count == ordinal; ordinal += SegmentsAtOnce)
            segments.AddRange(await ScanLoading.SegmentsAsync(session, number, ordinal, SegmentsAtOnce, scan.Id, cancellationToken).ConfigureAwait(false));
        return new Places(scan, segments);
    }

    private async Task<(List<(Exposure Exposure, byte[] Lasting)> Cases, long Erased)> OpenAsync(Places places, HashSet<long> shared, CancellationToken cancellationToken)
    {
        var wanted = places.Segments.SelectMany(segment => segment.Places).Where(place => !shared.Contains(place.Segment.Parts[place.Item]));
        var (cases, erased) = (new List<(Exposure, byte[])>(), 0L);
        foreach (var some in wanted.Chunk(CasesAtOnce))
        {
            foreach (var (exposure, text) in await _loading.OpenAsync(places.Scan.Id, some, cancellationToken).ConfigureAwait(false))
            {
                if (exposure is null)
                    erased++;
                else
                    cases.Add((exposure, Lasting(text)));
            }
        }

        return (cases, erased);
    }

    private static byte[] Lasting(byte[] text)
    {
        var lasting = new ArrayBufferWriter<byte>(text.Length);
        ExposureText.Split(text, lasting, []);
        return lasting.WrittenSpan.ToArray();
    }

    private sealed record Places(StoredScan Scan, List<Segment> Segments)
    {
        public IEnumerable<long> Parts => Segments.SelectMany(segment => segment.Parts);
    }
}
