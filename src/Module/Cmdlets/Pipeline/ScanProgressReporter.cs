using System.Globalization;
using System.Management.Automation;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Shows how far a scan has come: which source of how many, how many rows, and what a service still lets it ask.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="activity">What is being done.</param>
internal sealed class ScanProgressReporter(PipelineBridge pipeline, string activity = "Scanning") : IProgress<ScanProgress>
{
    private const int ActivityId = 716;

    private int _told;

    public void Report(ScanProgress value)
    {
        var rows = value.Rows.ToString("N0", CultureInfo.InvariantCulture);
        var note = value.Note is { } said ? "; " + said : "";

        // All in the status: PowerShell's usual view shows nothing else.
        pipeline.Report(new ProgressRecord(ActivityId, activity, $"{value.Source} of {value.Sources}: {value.Location}; {rows} rows{note}")
        {
            PercentComplete = value.Sources > 0 ? Math.Clamp((value.Source - 1) * 100 / value.Sources, 0, 100) : -1,
        });
        if (Interlocked.Exchange(ref _told, value.Source) != value.Source)
            pipeline.Detail($"Reading {value.Location}, source {value.Source} of {value.Sources}; {rows} rows so far{note}.");
    }
}
