namespace TikTokBan.Tenant.Exports;

internal enum JobFate
{
    Completes,
    Stranded,
    Fails,
}

/// <summary>An export job on its way.</summary>
internal sealed class ExportJob(string id, ExportRequest request, JobFate fate, DateTimeOffset requested, FakeTenantOptions options, Task<string?> file)
{
    private int _looks;

    public string Id => id;

    public ExportRequest Request => request;

    public DateTimeOffset Requested => requested;

    /// <summary>What storage calls this version of the file.</summary>
    public long Tag => requested.UtcTicks ^ id.Length;

    /// <summary>The finished file.</summary>
    public string? File => file.IsCompletedSuccessfully ? file.GetAwaiter().GetResult() : null;

    public Task Work => file;

    /// <summary>A job moves on with time, or where a test's clock stands as it is looked at, and is done no sooner than its file is.</summary>
    public string Status => _looks == 0 ? "notStarted"
        : fate == JobFate.Stranded ? "inProgress"
        : fate == JobFate.Fails || file.IsFaulted ? "failed"
        : (_looks >= options.ExportLooks || options.Time.GetUtcNow() - requested >= options.ExportDuration) && file.IsCompletedSuccessfully ? "completed"
        : "inProgress";

    public void Look() => Interlocked.Increment(ref _looks);
}
