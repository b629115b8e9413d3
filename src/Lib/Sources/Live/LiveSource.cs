using System.Runtime.CompilerServices;
using TikTokBan.Sources.Directory;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Live;

/// <summary>A source that a tenant's service answers: turns a reader's rows into records, counts them, and writes the capture.</summary>
internal sealed class LiveSource(LiveReader reader, LiveScan scan) : ISource
{
    public SourceDescriptor Descriptor => reader.Shape.Descriptor;

    public string Location => reader.Location;

    private bool TellsApplications => reader.Shape is ServicePrincipals;

    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var applications = new ApplicationIndex();
        var known = reader.Shape.NeedsApplications ? await scan.Applications.WaitAsync(cancellationToken).ConfigureAwait(false) : ApplicationIndex.Empty;
        Sink NewSink(string location) => new(location, new CatalogueMatcher(context.Matcher), reader.Shape.DateOrder) { Applications = known };
        string? problem = "Its reading was stopped.";
        try
        {
            await using var blocks = BlocksAsync(NewSink, context.Tally, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MoveAsync(blocks, failure => problem = failure.Message).ConfigureAwait(false))
            {
                Count(context, blocks.Current);
                foreach (var record in blocks.Current.Records)
                {
                    if (TellsApplications && record is ServicePrincipalRecord principal)
                        applications.Add(principal);
                    yield return record;
                }
            }

            problem = null;
        }
        finally
        {
            if (TellsApplications)
                scan.HaveApplications(applications, problem);
        }

        if (reader.Shape.NeedsApplications && scan.ApplicationsProblem is { } unknown)
            context.Tally.Incomplete ??= $"The directory's enterprise applications could not be read, and without them it isn't known which of these rows matter. {unknown}";
    }

    // An iterator may not catch what happens around its own results, and the applications' readers want to know what it was.
    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<BlockResult> blocks, Action<Exception> failed)
    {
        try
        {
            return await blocks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failed(e);
            throw;
        }
    }

    private static void Count(SourceContext context, BlockResult block)
    {
        var tally = context.Tally;
        tally.RowsRead += block.RowsRead;
        tally.RowsRejected += block.RowsRejected;
        if (block.From is { } from && !(tally.From <= from))
            tally.From = from;
        if (block.To is { } to && !(tally.To >= to))
            tally.To = to;
        foreach (var row in block.Rejected)
            context.Rejected(row);
    }

    private async IAsyncEnumerable<BlockResult> BlocksAsync(Func<string, Sink> newSink, SourceTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var capture = new SourceCapture(scan.Capture, Location, reader.Shape.RowsName);
        var rows = new LiveRows(reader, newSink(Location), capture);
        await foreach (var batch in reader.ReadAsync(scan, cancellationToken).ConfigureAwait(false))
        {
            switch (batch)
            {
                case JsonRows json:
                    tally.BytesRead += json.Document.Length;
                    yield return rows.Map(json.Document);
                    break;
                case DelimitedRows table:
                    await foreach (var block in TableAsync(table, capture, newSink, cancellationToken).ConfigureAwait(false))
                        yield return block;
                    break;
            }
        }

        capture.Complete();
    }

    private async IAsyncEnumerable<BlockResult> TableAsync(
        DelimitedRows table, SourceCapture capture, Func<string, Sink> newSink, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var text = table.Text;
        var location = $"{Location}/{table.Name}";
        await foreach (var block in DelimitedTable.MapAsync(capture.Tee(text, table.Name), reader.Shape, () => newSink(location), cancellationToken).ConfigureAwait(false))
            yield return block;
    }
}
