using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Live;

/// <summary>A source that a tenant's service answers: turns a reader's rows into records, counts them, and writes the capture.</summary>
internal sealed class LiveSource(LiveReader reader, LiveScan scan) : ISource
{
    public SourceDescriptor Descriptor => reader.Shape.Descriptor;

    public string Location => reader.Location;

    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sink = new Sink(Location, new CatalogueMatcher(context.Matcher), reader.Shape.DateOrder);
        await foreach (var batch in reader.ReadAsync(scan, cancellationToken).ConfigureAwait(false))
        {
            if (batch is not JsonRows rows)
                throw new TenantException(TenantFailure.BadAnswer, "Delimited rows are not read yet.");
            using var text = new MemoryStream(rows.Document.ToArray(), writable: false);
            foreach (var block in JsonBlocks.Read(text, reader.Shape, sink))
            {
                context.Tally.RowsRead += block.RowsRead;
                context.Tally.RowsRejected += block.RowsRejected;
                foreach (var row in block.Rejected)
                    context.Rejected(row);
                foreach (var record in block.Records)
                    yield return record;
            }
        }
    }
}
