using TikTokBan.Reports.Proof;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of a report's manifest.</summary>
public static class ManifestView
{
    /// <summary>As of when.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty where several reports were added up.</returns>
    public static string AsOf(ReportManifest shown) => shown is null ? "" : CellText.Day(shown.Scan?.AsOf);

    /// <summary>The languages of the report.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Words, separated by commas.</returns>
    public static string Languages(ReportManifest shown) => shown is null ? "" : CellText.Words(shown.Languages);

    /// <summary>The heads of the ledger's chains.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Name and hash, each on a line; empty where no ledger was used.</returns>
    public static string Ledger(ReportManifest shown) => shown is null ? "" : CellText.Lines(shown.Ledger?.Select(head => $"{head.Key} {head.Value}"));

    /// <summary>Whether a time stamp is asked for.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no; empty where it doesn't say.</returns>
    public static string TimeStampRequest(ReportManifest shown) => shown is null ? "" : CellText.YesNo(shown.TimeStampRequest);

    /// <summary>The files.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Files(ReportManifest shown) => shown is null ? "" : CellText.Words(shown.Files.Select(file => file.Name));
}
