using TikTokBan.Exposures.Comparison;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of what became of a case between two scans.</summary>
public static class ChangeView
{
    /// <summary>What became of it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where somebody has to act or to look.</returns>
    public static string Change(ExposureChange shown) => shown is null ? "" : shown.Change switch
    {
        ChangeKind.New => Paint.Act(shown.Change.ToString()),
        ChangeKind.Unseen => Paint.Look(shown.Change.ToString()),
        ChangeKind.Solved => Paint.Good(shown.Change.ToString()),
        _ => shown.Change.ToString(),
    };

    /// <summary>Its newest verdict.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word.</returns>
    public static string Verdict(ExposureChange shown) => shown is null ? "" : ExposureView.Verdict(shown.Exposure);

    /// <summary>The application.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Its id.</returns>
    public static string Application(ExposureChange shown) => shown is null ? "" : shown.Exposure.Application;

    /// <summary>The device.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Text; empty where no device is known.</returns>
    public static string Device(ExposureChange shown) => shown is null ? "" : ExposureView.Device(shown.Exposure);

    /// <summary>The person.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Text; empty where no person is known.</returns>
    public static string Person(ExposureChange shown) => shown is null ? "" : ExposureView.Person(shown.Exposure);

    /// <summary>What changed, or which sources could not see whether it did.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Facts with their values before and after.</returns>
    public static string Differences(ExposureChange shown) => shown is null ? "" : shown.SourcesNotRead.Count > 0
        ? $"not read: {CellText.Words(shown.SourcesNotRead)}"
        : string.Join("; ", shown.Differences);

    /// <summary>When it was seen last.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string LastSeen(ExposureChange shown) => shown is null ? "" : ExposureView.LastSeen(shown.Exposure);
}
