using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Cli;

/// <summary>The exit status that a scan's result asks for.</summary>
internal static class ScanStatus
{
    /// <summary>What the process ends with.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="failOn">Verdicts to fail on; null for none.</param>
    /// <param name="named">Kinds of source that were asked for by name: of these, one that the tenant doesn't have was not read in full either.</param>
    public static ExitStatus Of(ScanResult scan, IReadOnlyCollection<Verdict>? failOn, IReadOnlyCollection<string>? named = null) =>
        failOn is not null && scan.Exposures.Any(exposure => failOn.Contains(exposure.Verdict)) ? ExitStatus.VerdictMet
        : scan.Coverage.Any(source => source.State is "partial" or "failed" || (source.State == "unavailable" && named?.Contains(source.Source) == true)) || scan.Unrecognised.Any(file => file.Unreadable) ? ExitStatus.Incomplete
        : ExitStatus.Done;
}
