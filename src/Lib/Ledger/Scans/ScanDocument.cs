using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using TikTokBan.Exposures;

namespace TikTokBan.Ledger.Scans;

/// <summary>
/// A scan's canonical JSON in the pieces in which it is stored: the document without its exposures, and of each exposure
/// what stays and what changes from scan to scan. Its SHA-256 is that of the bytes that <see cref="ScanJson.WriteScanAsync"/> writes.
/// </summary>
internal sealed record ScanDocument
{
    private const int CasesAtOnce = 512;

    /// <summary>The document with an empty list of exposures.</summary>
    public required byte[] Head { get; init; }

    /// <summary>Where in <see cref="Head"/> the exposures belong.</summary>
    public required int Before { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>The exposures in their order.</summary>
    public required IReadOnlyList<CaseText> Cases { get; init; }

    /// <summary>Serialises each exposure once, many at a time.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="index">Knows the parts of texts that are stored already; those are not kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static ScanDocument Of(ScanResult scan, CaseIndex index, CancellationToken cancellationToken)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(scan with { Exposures = [] }, ScanJson.Form.ScanResult);
        var before = Place(head);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head.AsSpan(0, before));
        var cases = new CaseText[scan.Exposures.Count];
        foreach (var texts in Batches(scan.Exposures, cases, index, cancellationToken))
            hash.AppendData(texts.WrittenSpan);
        hash.AppendData(head.AsSpan(before));
        return new ScanDocument { Head = head, Before = before, Cases = cases, Sha256 = Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant() };
    }

    /// <summary>Where the exposures of a document without any belong. Quotes within strings are escaped, so only the member itself is found.</summary>
    public static int Place(ReadOnlySpan<byte> head) => head.IndexOf("\"exposures\":[]"u8) is >= 0 and var found
        ? found + "\"exposures\":["u8.Length
        : throw new InvalidOperationException("The document has no list of exposures.");

    private static IEnumerable<ArrayBufferWriter<byte>> Batches(IReadOnlyList<Exposure> exposures, CaseText[] cases, CaseIndex index, CancellationToken cancellationToken)
    {
        var lanes = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new ArrayBufferWriter<byte>(CasesAtOnce * 2048)).ToList();
        for (var start = 0; start < exposures.Count; start += CasesAtOnce * lanes.Count)
        {
            var from = start;
            var work = Math.Min(lanes.Count, (exposures.Count - start + CasesAtOnce - 1) / CasesAtOnce);
            Parallel.For(0, work, new ParallelOptions { CancellationToken = cancellationToken }, lane =>
            {
                lanes[lane].ResetWrittenCount();
                Write(exposures, cases, index, from + (lane * CasesAtOnce), lanes[lane]);
            });
            for (var lane = 0; lane < work; lane++)
                yield return lanes[lane];
        }
    }

    private static void Write(IReadOnlyList<Exposure> exposures, CaseText[] cases, CaseIndex known, int start, ArrayBufferWriter<byte> texts)
    {
        using var writer = new Utf8JsonWriter(texts, new JsonWriterOptions { Encoder = ScanJson.Form.Options.Encoder, SkipValidation = true });
        var lasting = new ArrayBufferWriter<byte>(4096);
        var cuts = new List<Cut>();
        for (var index = start; index < Math.Min(exposures.Count, start + CasesAtOnce); index++)
        {
            if (index > 0)
                texts.Write(","u8);
            var from = texts.WrittenCount;
            JsonSerializer.Serialize(writer, exposures[index], ScanJson.Form.Exposure);
            writer.Flush();
            writer.Reset();
            lasting.ResetWrittenCount();
            cuts.Clear();
            ExposureText.Split(texts.WrittenSpan[from..], lasting, cuts);
            var digest = known.DigestOf(lasting.WrittenSpan);
            var part = known.Find(digest);
            cases[index] = new CaseText(part == 0 ? lasting.WrittenSpan.ToArray() : [], [.. cuts], digest, part);
        }
    }
}

/// <summary>An exposure's JSON: what stays from scan to scan, and what changes.</summary>
/// <param name="Lasting">The text with gaps; empty where a part holds it.</param>
/// <param name="Cuts">What belongs into the gaps.</param>
/// <param name="Digest">What the index finds the text by.</param>
/// <param name="Part">The part that holds the text; 0 where none is known.</param>
internal readonly record struct CaseText(byte[] Lasting, Cut[] Cuts, UInt128 Digest, long Part);
