using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>Reads a stored scan back, refuses one that is not what was stored, and leaves out cases whose key was destroyed.</summary>
internal sealed class ScanLoading(LedgerSession session, TimeProvider time)
{
    private const int SegmentsAtOnce = 8;

    private readonly SubjectKeys _keys = new(session, time);

    /// <exception cref="UnusableInputException">It was altered, or erased as a whole.</exception>
    public async Task<ScanResult> ReadAsync(long number, CancellationToken cancellationToken) =>
        await TryReadAsync(number, cancellationToken).ConfigureAwait(false) ?? throw await ErasedAsync(number, cancellationToken).ConfigureAwait(false);

    /// <summary>The scan; null where it was erased as a whole.</summary>
    /// <exception cref="UnusableInputException">It was altered.</exception>
    public async Task<ScanResult?> TryReadAsync(long number, CancellationToken cancellationToken)
    {
        var stored = await session.FirstAsync<LedgerEvent>($"SELECT {LedgerEvent.Columns} FROM event WHERE authority = @authority AND number = @number", new { number }, cancellationToken).ConfigureAwait(false);
        var body = stored is null ? null : JsonSerializer.Deserialize(stored.Body, ScanEventJsonContext.Default.ScanBody);
        if (stored is null || body is null)
            throw Altered("", session.Store);
        if (await HeadAsync(body, cancellationToken).ConfigureAwait(false) is not { } head)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head.AsSpan(0, (int)body.Before));
        var exposures = new List<Exposure>((int)body.Exposures);
        long erased = 0;
        for (long ordinal = 0; ordinal < stored.Segments; ordinal += SegmentsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var segments = await SegmentsAsync(session, number, ordinal, SegmentsAtOnce, body.Id, cancellationToken).ConfigureAwait(false);
            foreach (var one in await OpenAsync(body.Id, [.. segments.SelectMany(segment => segment.Places)], cancellationToken).ConfigureAwait(false))
            {
                if (one.Exposure is null)
                {
                    erased++;
                    continue;
                }

                if (exposures.Count > 0)
                    hash.AppendData(","u8);
                hash.AppendData(one.Text);
                exposures.Add(one.Exposure);
            }
        }

        hash.AppendData(head.AsSpan((int)body.Before));
        var isWhole = exposures.Count + erased == body.Exposures
            && (erased > 0 || await IsRedactedAsync(stored, cancellationToken).ConfigureAwait(false)
                ? await EventContent.IsAsStoredAsync(session, stored, cancellationToken).ConfigureAwait(false)
                : Convert.ToHexString(hash.GetHashAndReset()).Equals(body.Sha256, StringComparison.OrdinalIgnoreCase));
        if (!isWhole)
            throw Altered(body.Id, session.Store);
        return JsonSerializer.Deserialize(head, ScanJson.Form.ScanResult)! with { Exposures = exposures, Erased = erased };
    }

    /// <summary>Segments of a scan from an ordinal on.</summary>
    public static async Task<List<Segment>> SegmentsAsync(LedgerSession session, long number, long ordinal, int count, string id, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<byte[]>(
            "SELECT data FROM segment WHERE authority = @authority AND event = @number AND ordinal >= @ordinal AND ordinal < @end ORDER BY ordinal",
            new { number, ordinal, end = ordinal + count },
            cancellationToken).ConfigureAwait(false);
        try
        {
            return [.. rows.Select(data => Segment.Decode(data))];
        }
        catch (Exception wrong) when (wrong is InvalidDataException or OverflowException)
        {
            throw Altered(id, session.Store);
        }
    }

    // A copy without somebody who was erased doesn't fit the scan's hash; that it was sealed as the chain says does.
    private async Task<bool> IsRedactedAsync(LedgerEvent stored, CancellationToken cancellationToken) => await session.FirstAsync<long>(
        "SELECT count(*) FROM part_replaced WHERE authority = @authority AND part BETWEEN @first AND @last",
        new { first = stored.FirstPart, last = stored.FirstPart + stored.Parts - 1 },
        cancellationToken).ConfigureAwait(false) > 0;

    private async Task<byte[]?> HeadAsync(ScanBody body, CancellationToken cancellationToken)
    {
        var numbers = Enumerable.Range(0, (int)body.HeadParts).Select(index => body.Head + index).ToList();
        var parts = await SealedParts.ReadAsync(session, _keys, numbers, cancellationToken).ConfigureAwait(false);
        if (numbers.Exists(part => parts[part] is null))
            return null;
        byte[] head = [.. numbers.SelectMany(part => parts[part]!)];
        return body.Before >= 0 && body.Before <= head.Length ? head : throw Altered(body.Id, session.Store);
    }

    /// <summary>Opens cases of a scan.</summary>
    /// <param name="id">The scan's id.</param>
    /// <param name="places">Where they are in its segments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Each with its text, in the order asked; nothing where its key was destroyed.</returns>
    public async Task<(Exposure? Exposure, byte[] Text)[]> OpenAsync(string id, IReadOnlyList<(Segment Segment, int Item)> places, CancellationToken cancellationToken)
    {
        var parts = await PartRanges.ReadAsync(session, places.Select(place => place.Segment.Parts[place.Item]), cancellationToken).ConfigureAwait(false);
        await _keys.LoadAsync(parts.Values.Select(part => (part.Subject, part.Period)), cancellationToken).ConfigureAwait(false);
        var read = new (Exposure?, byte[])[places.Count];
        try
        {
            Parallel.For(0, places.Count, new ParallelOptions { CancellationToken = cancellationToken }, index =>
            {
                var (segment, item) = places[index];
                if (!parts.TryGetValue(segment.Parts[item], out var part))
                    throw Altered(id, session.Store);
                if (SealedParts.Open(session, _keys, part) is not { } lasting)
                    return;
                var text = new ArrayBufferWriter<byte>(lasting.Length + 256);
                ExposureText.Join(lasting, segment.CutsOf(item), text);
                read[index] = (JsonSerializer.Deserialize(text.WrittenSpan, ScanJson.Form.Exposure), text.WrittenSpan.ToArray());
            });
        }
        catch (AggregateException several)
        {
            if (several.InnerExceptions[0] is InvalidDataException)
                throw Altered(id, session.Store);
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return read;
    }

    private async Task<UnusableInputException> ErasedAsync(long number, CancellationToken cancellationToken)
    {
        var scan = (await ScanPlaces.ReadAsync(session, time, number, cancellationToken).ConfigureAwait(false))[0].Scan;
        var at = await session.FirstAsync<string>(
            "SELECT at FROM event WHERE authority = @authority AND kind = @kind AND number > @number ORDER BY number DESC LIMIT 1",
            new { kind = EventKinds.Erasure, number },
            cancellationToken).ConfigureAwait(false);
        return new UnusableInputException(
            InputProblem.ScanNotFound,
            $"the scan {scan.Id} of {scan.AsOf:yyyy-MM-dd} was erased{(at is null ? "" : " by " + at[..10])}, as its retention asks: only its numbers remain, which 'ledger list' and 'ledger trend' show; name a later scan",
            session.Store.Name);
    }

    private static UnusableInputException Altered(string id, ILedgerStore store) =>
        new(InputProblem.LedgerDamaged, $"the stored scan {id} is not what was stored: it does not match its hash; restore the ledger from a copy", store.Name);
}
