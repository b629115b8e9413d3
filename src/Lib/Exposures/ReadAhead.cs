using System.Threading.Channels;
using TikTokBan.Sources;
using TikTokBan.Tenants;

namespace TikTokBan.Exposures;

/// <summary>Reads one source on a thread of its own, a little ahead of whoever joins its records: parsing and joining then share the machine's cores.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    // Enough to keep both sides busy, little enough that what is waiting takes no memory worth mentioning.
    private const int BatchSize = 256;
    private const int MostBatches = 16;

    private readonly Channel<List<SourceRecord>> _batches = Channel.CreateBounded<List<SourceRecord>>(
        new BoundedChannelOptions(MostBatches) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _stop;
    private readonly Task _reading;

    public ReadAhead(ISource source, SourceContext context, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = Task.Run(() => ReadAsync(source, context, _stop.Token), CancellationToken.None);
    }

    /// <summary>The records in the source's order.</summary>
    public IAsyncEnumerable<List<SourceRecord>> BatchesAsync(CancellationToken cancellationToken) => _batches.Reader.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ReadAsync(ISource source, SourceContext context, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        var batch = new List<SourceRecord>(BatchSize);
        try
        {
            try
            {
                await foreach (var record in source.ReadAsync(context, cancellationToken).ConfigureAwait(false))
                {
                    batch.Add(record);
                    if (batch.Count < BatchSize)
                        continue;
                    await _batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                    batch = new List<SourceRecord>(BatchSize);
                }
            }
            catch (TenantException problem) when (problem.IsAbsence && context.Tally.RowsRead == 0)
            {
                context.Tally.Unavailable = problem.Message;
            }
            catch (Exception problem) when (problem is TenantException or UnusableInputException or IOException or InvalidDataException or UnauthorizedAccessException)
            {
                // One source that fails must not cost what the others know, nor what it gave before; the coverage and the exit status say so.
                context.Tally.Incomplete = problem.Message;
            }

            await _batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Handed to the reader of the batches, after all that was read before it.
        catch (Exception problem)
        {
            failure = problem;
        }
#pragma warning restore CA1031
        _batches.Writer.Complete(failure);
    }
}
