using TikTokBan.Tenants;

namespace TikTokBan.Ledger.Queues;

/// <summary>What a worker did of the queue.</summary>
/// <param name="Kept">Scans that were kept.</param>
/// <param name="Failed">Tenants that could not be scanned this time.</param>
/// <param name="Lost">Tenants that another worker took over before this one was done.</param>
public sealed record WorkDone(int Kept, int Failed, int Lost);

/// <summary>Takes one tenant after another from the queue and has it scanned, while it says again and again that it goes on.</summary>
/// <param name="queue">The queue.</param>
/// <param name="holder">The worker: a name that no other has.</param>
/// <param name="time">How long a tenant stays with a worker that says nothing; it says so three times in that while.</param>
/// <param name="clock">Its clock.</param>
public sealed class ScanWorker(ScanTasks queue, string holder, TimeSpan time, TimeProvider clock)
{
    /// <summary>Works until nothing is due, or for ever.</summary>
    /// <param name="scan">Scans a tenant and keeps the scan under its claim; gives the scan's id. What goes wrong is written to the queue, and the next tenant is taken.</param>
    /// <param name="idle">How long to wait when nothing is due; null to end then.</param>
    /// <param name="cancellationToken">Ends it. The tenant that is being scanned is given back at once.</param>
    public async Task<WorkDone> RunAsync(Func<ScanClaim, CancellationToken, Task<string>> scan, TimeSpan? idle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var (kept, failed, lost) = (0, 0, 0);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await queue.ClaimAsync(holder, time, cancellationToken).ConfigureAwait(false) is not { } claim)
            {
                if (idle is not { } wait)
                    return new WorkDone(kept, failed, lost);
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
                continue;
            }

            switch (await WorkAsync(claim, scan, cancellationToken).ConfigureAwait(false))
            {
                case true:
                    kept++;
                    break;
                case false:
                    failed++;
                    break;
                default:
                    lost++;
                    break;
            }
        }
    }

    // True: kept. False: failed. Null: another worker has it.
    private async Task<bool?> WorkAsync(ScanClaim claim, Func<ScanClaim, CancellationToken, Task<string>> scan, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = RenewAsync(claim, stop, ended.Token);
        try
        {
            var kept = await scan(claim, stop.Token).ConfigureAwait(false);
            return await queue.CompleteAsync(claim, kept, CancellationToken.None).ConfigureAwait(false) ? true : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await queue.FailAsync(claim, "The worker was stopped.", CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // One tenant's trouble, of whatever kind, must not keep the worker from the others.
            return await queue.FailAsync(claim, Sentence(problem), CancellationToken.None).ConfigureAwait(false) ? false : null;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
        }
    }

    // The words of what isn't this library's own could hold anything.
    private static string Sentence(Exception problem) => problem switch
    {
        UnusableInputException said => said.Sentence,
        TenantException said => said.Message,
        OperationCanceledException => "The scan was given up.",
        _ => $"Something went wrong that should not have ({problem.GetType().Name}); the worker's own output says more.",
    };

    private async Task RenewAsync(ScanClaim claim, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(time / 3, clock, ended).ConfigureAwait(false);
                try
                {
                    if (!await queue.RenewAsync(claim, time, ended).ConfigureAwait(false))
                    {
                        await stop.CancelAsync().ConfigureAwait(false);
                        return;
                    }
                }
                catch (UnusableInputException)
                {
                    // The store may be there again the next time; if not, the claim ends by itself and keeping the scan is refused.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The scan has ended.
        }
    }
}
