namespace TikTokBan.Cmdlets.Probe;

/// <summary>What became of the work; the caller makes one and looks at it afterwards.</summary>
public sealed class ProbeLog
{
    private static int _unobserved;
    private int _produced;

    /// <summary>Failures that nobody ever looked at, since they are counted.</summary>
    public static int Unobserved
    {
        get
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Volatile.Read(ref _unobserved);
        }
    }

    public int Produced => Volatile.Read(ref _produced);

    public bool Ended { get; private set; }

    public bool Cancelled { get; private set; }

    public bool? Answer { get; set; }

    public List<bool> Answers { get; } = [];

    public bool OnPipelineThread { get; set; }

    /// <summary>Whether the work went on, once it was cancelled, on the thread that waits for it.</summary>
    public bool? CancelledOnPipelineThread { get; set; }

    /// <summary>What a writing threw that came after the end.</summary>
    public Task<string> Late { get; set; } = Task.FromResult("");

    public static void CountUnobserved() => TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref _unobserved);

    public void CountProduced() => Interlocked.Increment(ref _produced);

    public void End(bool cancelled) => (Cancelled, Ended) = (cancelled, true);
}
