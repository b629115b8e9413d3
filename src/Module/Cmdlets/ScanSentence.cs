using System.Globalization;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets;

/// <summary>A scan in one sentence: what was found, never without what can't be seen.</summary>
internal static class ScanSentence
{
    public static string Of(ScanResult scan)
    {
        var summary = scan.Summary;
        var read = scan.Coverage.Count(source => source.State == "read");
        var wanting = scan.Coverage.Count(source => source.State is "partial" or "failed");
        var absent = scan.Coverage.Count(source => source.State == "unavailable");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Scan {summary.ScanId}: {summary.Exposures:N0} cases on {summary.ExposedDevices:N0} of {summary.Devices:N0} devices; {summary.DevicesUnseen:N0} can't be seen; sources read: {read}{(wanting > 0 ? $", {wanting} not in full" : "")}{(absent > 0 ? $", {absent} not available" : "")}; {summary.Directive} as of {summary.AsOf:yyyy-MM-dd}.");
    }
}
