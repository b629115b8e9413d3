using System.Globalization;
using TikTokBan.Cmdlets.Texts;
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
        var sources = $"{read}{(wanting > 0 ? Sentence.Of("SourcesWanting", wanting) : "")}{(absent > 0 ? Sentence.Of("SourcesAbsent", absent) : "")}";
        return Sentence.Of(
            "Scanned",
            summary.ScanId,
            summary.Exposures,
            summary.ExposedDevices,
            summary.Devices,
            summary.DevicesUnseen,
            sources,
            summary.Directive,
            summary.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
