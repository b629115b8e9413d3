using System.Runtime.CompilerServices;
using System.Text.Json;
using TikTokBan.Sources.Exports.Delimited;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.Exports;

/// <summary>One recognised file of an export.</summary>
internal sealed class ExportSource(ExportEntry entry, Probe probe, Shape shape, IReadOnlyList<ExportSource> applications) : ISource
{
    private const long WorthThreads = 8 << 20;

    public SourceDescriptor Descriptor => shape.Descriptor;

    public string Location => entry.Location;

    /// <summary>The shape that was recognised.</summary>
    public Shape Shape => shape;

    /// <summary>Stands for the content; see <see cref="ExportEntry.Fingerprint"/>.</summary>
    public string Fingerprint() => entry.Fingerprint();

    public IAsyncEnumerable<SourceRecord> ReadAsync(SourceContext context, CancellationToken cancellationToken) =>
        ReadAsync(new CatalogueMatcher(context.Matcher), context.Tally, context.Rejected, cancellationToken);

    /// <summary>Reads with any matcher.</summary>
    internal async IAsyncEnumerable<SourceRecord> ReadAsync(
        IValueMatcher matcher, SourceTally tally, Action<RejectedRow> rejected, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = await ApplicationsAsync(matcher, cancellationToken).ConfigureAwait(false);
        var blocks = BlocksAsync(() => new(Location, matcher, shape.DateOrder) { Applications = known }, tally, cancellationToken);
        await using var each = blocks.GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(each, tally).ConfigureAwait(false))
        {
            Count(tally, each.Current);
            foreach (var row in each.Current.Rejected)
                rejected(row);
            foreach (var record in each.Current.Records)
                yield return record;
        }
    }

    private async Task<ApplicationIndex> ApplicationsAsync(IValueMatcher matcher, CancellationToken cancellationToken)
    {
        if (!shape.NeedsApplications || applications.Count == 0)
            return ApplicationIndex.Empty;
        var index = new ApplicationIndex();
        foreach (var source in applications)
        {
            // Its own reading counts its rows; this one only looks things up.
            await foreach (var record in source.ReadAsync(matcher, new(), _ => { }, cancellationToken).ConfigureAwait(false))
            {
                if (record is ServicePrincipalRecord principal)
                    index.Add(principal);
            }
        }

        return index;
    }

    // What was read before a file broke off stays; that it broke off is part of the coverage.
    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<BlockResult> blocks, SourceTally tally)
    {
        try
        {
            return await blocks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            tally.Incomplete = $"The JSON is broken at line {(e.LineNumber ?? 0) + 1}; what follows was not read: export the file again, or mend it there.";
        }
        catch (InvalidDataException)
        {
            tally.Incomplete = "The zip is damaged or was cut off; what follows was not read: download or copy it again.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            tally.Incomplete = $"The file could not be read to its end ({e.Message.TrimEnd('.')}); copy it again.";
        }

        return false;
    }

    private async IAsyncEnumerable<BlockResult> BlocksAsync(Func<Sink> newSink, SourceTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stored = new HashedStream(entry.Open());
        await using var text = TextDecoding.ToUtf8(stored, probe.Encoding);
        if (probe.Format is ExportFormat.Json or ExportFormat.JsonSingle)
        {
            var blocks = probe.Format == ExportFormat.Json ? JsonBlocks.Read(text, shape, newSink()) : JsonBlocks.ReadSingle(text, shape, newSink());
            foreach (var block in blocks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return block;
            }
        }
        else
        {
            await foreach (var block in RowsAsync(text, newSink, cancellationToken).ConfigureAwait(false))
                yield return block;
        }

        tally.BytesRead = entry.StoredLength;
        tally.Sha256 = stored.Finish();
    }

    private async IAsyncEnumerable<BlockResult> RowsAsync(Stream text, Func<Sink> newSink, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var format = probe.Delimited;
        if (format is not null)
            TextDecoding.Skip(text, format.BodyOffset);
        IBlockMapper NewMapper() => format is null ? new JsonLineMapper(shape, newSink()) : new BlockMapper(format, shape, newSink());

        var limits = format is null ? new(BlockLimits.Default.BlockSize, JsonRowReader.MaxRow) : BlockLimits.Default;
        var reader = new BlockReader(text, format?.Dialect ?? new((byte)'\n', 0), format?.BodyLine ?? 1, limits);
        if (entry.Length >= WorthThreads && Environment.ProcessorCount > 1)
        {
            await foreach (var block in BlockPipeline.RunAsync(reader, limits, NewMapper, workers: 2, cancellationToken).ConfigureAwait(false))
                yield return block;
            yield break;
        }

        foreach (var block in BlockPipeline.Run(reader, limits, NewMapper()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return block;
        }
    }

    private static void Count(SourceTally tally, BlockResult block)
    {
        tally.RowsRead += block.RowsRead;
        tally.RowsRejected += block.RowsRejected;
        if (block.From is { } from && !(tally.From <= from))
            tally.From = from;
        if (block.To is { } to && !(tally.To >= to))
            tally.To = to;
    }
}
