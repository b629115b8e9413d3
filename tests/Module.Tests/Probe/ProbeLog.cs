namespace TikTokBan.Cmdlets.Probe;

/// <summary>What became of the work; the caller makes one and looks at it afterwards.</summary>
public sealed class ProbeLog
{
    private int _produced;

    public int Produced => _produced;

    public bool Ended { get; private set; }

    public bool Cancelled { get; private set; }

    public bool? Answer { get; set; }

    public bool OnPipelineThread { get; set; }

    public void CountProduced() => Interlocked.Increment(ref _produced);

    public void End(bool cancelled) => (Cancelled, Ended) = (cancelled, true);
}
