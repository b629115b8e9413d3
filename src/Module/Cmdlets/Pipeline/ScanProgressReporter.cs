using System.Globalization;
using System.Management.Automation;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Shows how far a scan has come.</summary>
internal sealed class ScanProgressReporter(PipelineBridge pipeline) : IProgress<ScanProgress>
{
    private const int ActivityId = 716;

    public void Report(ScanProgress value) => pipeline.Report(new ProgressRecord(ActivityId, "Scanning", value.Location)
    {
        CurrentOperation = value.Rows.ToString("N0", CultureInfo.InvariantCulture) + " rows" + (value.Note is { } note ? "; " + note : ""),
        PercentComplete = value.Sources > 0 ? Math.Clamp((value.Source - 1) * 100 / value.Sources, 0, 100) : -1,
    });
}
