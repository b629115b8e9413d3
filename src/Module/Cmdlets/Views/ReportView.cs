using TikTokBan.Reports.Handover;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Rollup;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of a report's check, of a national report, and of a handover.</summary>
public static class ReportView
{
    /// <summary>Whether it is whole and genuine.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it isn't.</returns>
    public static string Fits(ReportCheckResult shown) => shown is null ? "" : shown.IsWhole ? Paint.Good("yes") : Paint.Act("no");

    /// <summary>Whose report it is.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The name; empty where it doesn't say.</returns>
    public static string Authority(ReportCheckResult shown) => shown is null ? "" : shown.Manifest?.Authority ?? "";

    /// <summary>As of when.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty where it doesn't say.</returns>
    public static string AsOf(ReportCheckResult shown) => shown is null ? "" : CellText.Day(shown.Manifest?.Scan?.AsOf);

    /// <summary>Who signed it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The certificate's subject; empty for none.</returns>
    public static string SignedBy(ReportCheckResult shown) => shown is null ? "" : shown.SignedBy?.Subject ?? "";

    /// <summary>The first thing that is wrong.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A sentence; empty where nothing is.</returns>
    public static string First(ReportCheckResult shown) => shown is null ? "" : shown.First?.Sentence ?? "";

    /// <summary>Everything that is wrong.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Findings(ReportCheckResult shown) => shown is null ? "" : CellText.Lines(shown.Findings.Select(finding => finding.Sentence));

    /// <summary>What else is to be known.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Notes(ReportCheckResult shown) => shown is null ? "" : CellText.Lines(shown.Notes);

    /// <summary>When it was time-stamped.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute; empty where it wasn't.</returns>
    public static string TimeStamp(ReportCheckResult shown) => shown is null ? "" : CellText.Time(shown.TimeStamp?.Time);

    /// <summary>How many reported late.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Late(RollupResult shown) => shown is null ? "" : Standing(shown, ReportingStatus.Late);

    /// <summary>How many are missing.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Missing(RollupResult shown) => shown is null ? "" : Standing(shown, ReportingStatus.Missing);

    /// <summary>How many are still to come.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Awaited(RollupResult shown) => shown is null ? "" : Standing(shown, ReportingStatus.Awaited);

    /// <summary>How many reports were not counted.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Uncounted(RollupResult shown) => shown is null ? "" : CellText.Number(shown.Uncounted.Count);

    /// <summary>How it stands.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where its report is missing or late.</returns>
    public static string Status(AuthorityStanding shown) => shown is null ? "" : shown.Status switch
    {
        ReportingStatus.Missing => Paint.Act(shown.Status.ToString()),
        ReportingStatus.Late => Paint.Look(shown.Status.ToString()),
        _ => shown.Status.ToString(),
    };

    /// <summary>When it is due.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string Due(AuthorityStanding shown) => shown is null ? "" : CellText.Day(shown.Due);

    /// <summary>As of when it reported.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string ReportedAsOf(AuthorityStanding shown) => shown is null ? "" : CellText.Day(shown.AsOf);

    /// <summary>Whether all of it is there.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it isn't.</returns>
    public static string Whole(PublishedReport shown) => shown is null ? "" : shown.IsWhole ? Paint.Good("yes") : Paint.Act("no");

    /// <summary>How many files it has.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Files(PublishedReport shown) => shown is null ? "" : CellText.Number(shown.Files.Count);

    /// <summary>How many files were sent this time.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Sent(PublishedReport shown) => shown is null ? "" : CellText.Number(shown.Files.Count(file => file.State != PublishedState.AlreadyThere));

    /// <summary>What is wrong.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string PublishedFindings(PublishedReport shown) => shown is null ? "" : CellText.Lines(shown.Findings);

    private static string Standing(RollupResult result, ReportingStatus status) => CellText.Number(result.Authorities.Count(one => one.Status == status));
}
