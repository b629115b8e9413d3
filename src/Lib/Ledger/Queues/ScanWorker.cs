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
    /// <param name="idle">How long to wait when nothing is due, or the queue can't be reached for a while; null to end then.</param>
    /// <param name="waiting">Told each time that the queue can't be reached and is waited for.</param>
    /// <param name="cancellationToken">Ends it. The tenant that is being scanned is given back at once.</param>
    /// <exception cref="UnusableInputException">The queue can't be used: at the beginning, or ever when nothing is waited for.</exception>
    public async Task<WorkDone> RunAsync(Func<ScanClaim, CancellationToken, Task<string>> scan, TimeSpan? idle, Func<UnusableInputException, Task>? waiting = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var (kept, failed, lost, hasAsked) = (0, 0, 0, false);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScanClaim? claim;
            try
            {
                claim = await queue.ClaimAsync(holder, time, cancellationToken).ConfigureAwait(false);
                hasAsked = true;
            }
            catch (UnusableInputException unreachable) when (hasAsked && idle is not null)
            {
                // What could be asked before can be away for a while, and whoever works for ever is there to see it come back.
                claim = null;
                if (waiting is not null)
                    await waiting(unreachable).ConfigureAwait(false);
            }

            if (claim is null)
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
            return await ToldAsync(queue.CompleteAsync(claim, kept, CancellationToken.None)).ConfigureAwait(false) ? true : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await ToldAsync(queue.FailAsync(claim, "The worker was stopped.", CancellationToken.None)).ConfigureAwait(false);
            throw;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // One tenant's trouble, of whatever kind, must not keep the worker from the others.
            return await ToldAsync(queue.FailAsync(claim, Sentence(problem), CancellationToken.None)).ConfigureAwait(false) ? false : null;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
        }
    }

    // A queue that can't be told how it went gives the tenant to the next worker once this one's time is over.
    private static async Task<bool> ToldAsync(Task<bool> telling)
    {
        try
        {
            return await telling.ConfigureAwait(false);
        }
        catch (UnusableInputException)
        {
            return false;
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
