using TikTokBan.Removal.Journals;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of how far a plan has come.</summary>
public static class ProgressView
{
    /// <summary>Its actions and their outcomes.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers.</returns>
    public static string Actions(RemovalProgress shown) => shown is null ? "" : $"{CellText.Number(shown.Actions)}: {CellText.Counts(shown.Outcomes)}";

    /// <summary>Why actions were passed over.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers and sentences, each on a line.</returns>
    public static string Skipped(RemovalProgress shown) => shown is null ? "" : CellText.Lines(shown.Skipped.Select(one => $"{one.Count}: {one.Sentence}"));

    /// <summary>Its rings.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Each with its state, and how much of it is finished.</returns>
    public static string Rings(RemovalProgress shown) => shown is null ? "" : CellText.Words(shown.Rings.Select(ring => $"{ring.Number}: {ring.State} ({ring.Finished} of {ring.Actions})"));

    /// <summary>How many devices were acted on.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers.</returns>
    public static string Devices(RemovalProgress shown) => shown is null ? "" : $"{shown.ActedOn} of {shown.Devices} acted on, {shown.LeftOut.Count} left out";

    /// <summary>How devices stood when they were last looked at.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>States with numbers.</returns>
    public static string Seen(RemovalProgress shown) => shown is null ? "" : CellText.Counts(shown.SeenByState);

    /// <summary>Until when all has to be gone.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day, and how many are left; with a mark where it has passed.</returns>
    public static string Deadline(RemovalProgress shown) => shown is null ? "" : shown.Deadline is not { } deadline ? ""
        : shown.DaysLeft < 0 ? Paint.Act($"{CellText.Day(deadline)}, {-shown.DaysLeft} days ago")
        : $"{CellText.Day(deadline)}, {shown.DaysLeft} days left";
}
