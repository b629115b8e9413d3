using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of what a source could and couldn't see.</summary>
public static class CoverageView
{
    /// <summary>The kind of source, which is the first part of its id.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Such as <c>mdm</c>.</returns>
    public static string Kind(SourceCoverage shown) => shown is null ? "" : shown.Source.Split('.')[0];

    /// <summary>How it was read.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where not all of it was.</returns>
    public static string State(SourceCoverage shown) => shown is null ? "" : shown.State switch
    {
        "failed" => Paint.Act(shown.State),
        "partial" => Paint.Look(shown.State),
        "read" => Paint.Good(shown.State),
        _ => shown.State,
    };

    /// <summary>Whom it is blind to.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids, separated by commas.</returns>
    public static string BlindTo(SourceCoverage shown) => shown is null ? "" : CellText.Words(shown.BlindTo.Select(spot => spot.Id));

    /// <summary>Whom it is blind to, in words.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string BlindSpots(SourceCoverage shown) => shown is null ? "" : CellText.Lines(shown.BlindTo.Select(spot => spot.Text));

    /// <summary>The time that it tells of.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The first and the last day; empty where it has none.</returns>
    public static string Period(SourceCoverage shown) => shown is null ? "" : shown.From is null && shown.To is null ? "" : $"{CellText.Day(shown.From)} to {CellText.Day(shown.To)}";
}
