using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Cli;

/// <summary>The exit status that a scan's result asks for.</summary>
internal static class ScanStatus
{
    public static ExitStatus Of(ScanResult scan, IReadOnlyCollection<Verdict>? failOn) =>
        failOn is not null && scan.Exposures.Any(exposure => failOn.Contains(exposure.Verdict)) ? ExitStatus.VerdictMet
        : scan.Coverage.Any(source => source.State is "partial" or "failed") || scan.Unrecognised.Any(file => file.Unreadable) ? ExitStatus.Incomplete
        : ExitStatus.Done;
}
