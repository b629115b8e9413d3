namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>
/// The only place where a thread waits for a task: the pipeline thread, which PowerShell gives to a cmdlet until it has ended,
/// and the thread that completes a word. Neither has a synchronization context that the task could want.
/// </summary>
internal static class SynchronousWait
{
#pragma warning disable RS0030 // Forbidden everywhere else.
    /// <summary>Waits; what the task threw is thrown here.</summary>
    public static T For<T>(ValueTask<T> task) => task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits; what the task threw is thrown here.</summary>
    public static void For(Task task) => task.GetAwaiter().GetResult();

    /// <summary>Waits, but no longer than this. What the task threw is seen, and not thrown.</summary>
    /// <returns>Whether it has ended.</returns>
    public static bool For(Task task, TimeSpan longest)
    {
        Task.WhenAny(task, Task.Delay(longest)).GetAwaiter().GetResult();
        _ = task.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task.IsCompleted;
    }

    /// <summary>What a task gives, if it gives it in time and doesn't fail.</summary>
    public static T? Within<T>(TimeSpan longest, Func<CancellationToken, Task<T>> work)
    {
        using var patience = new CancellationTokenSource();
        var task = Task.Run(() => work(patience.Token), CancellationToken.None);
        if (For(task, longest))
            return task.IsCompletedSuccessfully ? task.Result : default;
        patience.Cancel();
        return default;
    }
#pragma warning restore RS0030
}
