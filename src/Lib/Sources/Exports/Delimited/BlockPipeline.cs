using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Reads blocks, maps them on several threads, and gives the results in the order of the file.</summary>
internal static class BlockPipeline
{
    private const int BlocksAhead = 3;

    /// <summary>Runs on one thread: for files that aren't worth more.</summary>
    public static IEnumerable<BlockResult> Run(BlockReader reader, BlockLimits limits, IBlockMapper mapper)
    {
        var block = new RowBlock(limits.BlockSize);
        while (reader.Read(block))
            yield return mapper.Map(block);
    }

    /// <summary>Runs with so many workers beside the reader.</summary>
    public static async IAsyncEnumerable<BlockResult> RunAsync(
        BlockReader reader, BlockLimits limits, Func<IBlockMapper> newMapper, int workers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var free = Channel.CreateUnbounded<RowBlock>();
        var work = Channel.CreateUnbounded<Job>();
        var inOrder = Channel.CreateUnbounded<Job>();
        for (var i = 0; i < workers + BlocksAhead; i++)
            free.Writer.TryWrite(new(limits.BlockSize));

        // The number of blocks bounds all three channels: nothing is read until a block has come back.
        var reading = Task.Run(() => ReadAsync(reader, free.Reader, work.Writer, inOrder.Writer, stop.Token), CancellationToken.None);
        var working = Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(work.Reader, newMapper(), stop.Token), CancellationToken.None)).ToArray();
        try
        {
            await foreach (var job in inOrder.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                var result = await job.Done.Task.WaitAsync(stop.Token).ConfigureAwait(false);
                free.Writer.TryWrite(job.Block);
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([reading, .. working]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReadAsync(
        BlockReader reader, ChannelReader<RowBlock> free, ChannelWriter<Job> work, ChannelWriter<Job> inOrder, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                var block = await free.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (!reader.Read(block))
                    break;
                var job = new Job(block, new(TaskCreationOptions.RunContinuationsAsynchronously));
                inOrder.TryWrite(job);
                work.TryWrite(job);
            }
        }
#pragma warning disable CA1031 // Whatever went wrong is handed to the consumer, after all that was read before it.
        catch (Exception e)
        {
            failure = e;
        }
#pragma warning restore CA1031
        work.Complete();
        inOrder.Complete(failure);
    }

    private static async Task WorkAsync(ChannelReader<Job> work, IBlockMapper mapper, CancellationToken cancellationToken)
    {
        await foreach (var job in work.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                job.Done.SetResult(mapper.Map(job.Block));
            }
#pragma warning disable CA1031 // Handed to the consumer, which waits for this very job.
            catch (Exception e)
            {
                job.Done.SetException(e);
            }
#pragma warning restore CA1031
        }
    }

    private sealed record Job(RowBlock Block, TaskCompletionSource<BlockResult> Done);
}
