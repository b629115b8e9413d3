using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Delimited;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Live;

/// <summary>A delimited table that arrives as a stream of unknown length: recognised by its beginning, then mapped block by block like a file.</summary>
internal static class DelimitedTable
{
    private const int HeadSize = 64 * 1024;
    private const int Workers = 2;

    /// <summary>Maps its rows.</summary>
    /// <param name="text">Unpacked text; stays open.</param>
    /// <param name="shape">What a row means.</param>
    /// <param name="newSink">Makes a sink for each worker.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TenantException">It isn't a table of this shape.</exception>
    public static async IAsyncEnumerable<BlockResult> MapAsync(Stream text, Shape shape, Func<Sink> newSink, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = new byte[HeadSize];
        var length = text.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false);
        if (length == 0)
            yield break;
        var whole = new PrefixedStream(head.AsMemory(0, length), text);
        var encoding = TextDecoding.Detect(head.AsSpan(0, length), length < HeadSize);
        var utf8 = TextDecoding.ToUtf8(whole, encoding);
        if (!ReferenceEquals(utf8, whole))
            throw new TenantException(TenantFailure.BadAnswer, "The exported table is not UTF-8 text; scan again later, or give it as a file with --exports.");
        var mark = encoding == TextEncodingKind.Utf8Marked ? 3 : 0;
        var format = FormatOf(head.AsSpan(mark, length - mark), shape);
        TextDecoding.Skip(utf8, format.BodyOffset);
        var reader = new BlockReader(utf8, format.Dialect, format.BodyLine, BlockLimits.Default);
        await foreach (var block in BlockPipeline.RunAsync(reader, BlockLimits.Default, () => new BlockMapper(format, shape, newSink()), Workers, cancellationToken).ConfigureAwait(false))
            yield return block;
    }

    private static DelimitedFormat FormatOf(ReadOnlySpan<byte> head, Shape shape)
    {
        try
        {
            var format = TableHeader.Read(head, FieldEncoding.Utf8);
            if (shape.Fits(format.Header))
                return format;
            throw new TenantException(TenantFailure.BadAnswer, $"The exported table has other columns than it should: {string.Join(", ", format.Header.Names.Take(12))}.");
        }
        catch (UnusableInputException e)
        {
            throw new TenantException(TenantFailure.BadAnswer, $"The exported file is not a table: {e.Sentence}", e);
        }
    }
}
