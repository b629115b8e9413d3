using System.Text;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Delimited;

namespace TikTokBan.Tests.Sources;

/// <summary>Reads csv text through the tokenizer, with blocks of any size.</summary>
internal static class DelimitedText
{
    public static Task<(List<string> Rows, List<RejectedRow> Rejected)> ReadAsync(string text, int width, int blockSize, int maxRow = 1 << 20, int workers = 0, char delimiter = ',') =>
        ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), width, new(blockSize, maxRow), workers, delimiter);

    public static async Task<(List<string> Rows, List<RejectedRow> Rejected)> ReadAsync(Stream stream, int width, BlockLimits limits, int workers = 0, char delimiter = ',')
    {
        var dialect = new Dialect((byte)delimiter, (byte)'"');
        var shape = new EveryColumn(width);
        var format = new DelimitedFormat(dialect, new([.. shape.Columns]), 0, 1, FieldEncoding.Utf8);
        var reader = new BlockReader(stream, dialect, 1, limits);
        BlockMapper NewMapper() => new(format, shape, new("t", TestMatcher.Instance));
        var rows = new List<string>();
        var rejected = new List<RejectedRow>();
        void Take(BlockResult block)
        {
            rows.AddRange(block.Records.Cast<TextRow>().Select(row => row.Text));
            rejected.AddRange(block.Rejected);
            Assert.Equal(block.Rejected.Count, block.RowsRejected);
            Assert.Equal(block.Records.Count, block.RowsRead);
        }

        if (workers == 0)
        {
            foreach (var block in BlockPipeline.Run(reader, limits, NewMapper()))
                Take(block);
        }
        else
        {
            await foreach (var block in BlockPipeline.RunAsync(reader, limits, NewMapper, workers, CancellationToken.None))
                Take(block);
        }

        return (rows, rejected);
    }

    private sealed record TextRow(string Text) : SourceRecord;

    private sealed class EveryColumn(int width) : Shape
    {
        public override SourceDescriptor Descriptor => SourceDescriptors.MdmInventory;

        public override IReadOnlyList<string> Columns { get; } = [.. Enumerable.Range(0, width).Select(i => $"c{i}")];

        public override bool Fits(Header header) => true;

        public override string? Map(Row row, Sink sink)
        {
            sink.Add(new TextRow($"{row.Line}:{string.Join('|', Enumerable.Range(0, width).Select(row.Text))}") { Reference = "" });
            return null;
        }
    }
}
