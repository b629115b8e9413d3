namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>
/// Gives memory back after much work. The runtime keeps what a scan of a hundred thousand devices no longer needs until somebody
/// asks for it; a runbook's sandbox counts it, and ends the job at 400 MB.
/// </summary>
internal static class HostMemory
{
    // Below, there is little to give; above, the host has so much of its own that looking through it takes longer than it gains.
    private const long Little = 96L << 20, Much = 1L << 30;

    // What awaits may run on top of what it waited for; that work, with all it holds, stays on its thread's stack a moment longer.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    /// <summary>Called when nobody refers to the work's own data any more, but for the call that has just returned from it.</summary>
    public static async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        if (GC.GetGCMemoryInfo().TotalCommittedBytes is <= Little or >= Much)
            return;
        await Task.Delay(Moment, cancellationToken).ConfigureAwait(false);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
