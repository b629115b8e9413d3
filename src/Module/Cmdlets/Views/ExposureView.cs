using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of an exposure.</summary>
public static class ExposureView
{
    /// <summary>The verdict.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where somebody has to act or to look.</returns>
    public static string Verdict(Exposure shown) => shown is null ? "" : Verdict(shown.Verdict);

    /// <summary>Until when it has to be gone.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string Deadline(Exposure shown) => shown is null ? "" : CellText.Day(shown.Deadline);

    /// <summary>The device by its name and platform, else by the best key there is.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Text; empty where no device is known.</returns>
    public static string Device(Exposure shown) => shown is null ? "" : shown.Device is not { } device ? ""
        : device.Name is { } name ? $"{name} ({(device.Platform is { } platform ? PlatformNames.Of(platform) : "?")})"
        : device.Address ?? device.Id;

    /// <summary>The person by user principal name, else by the best key there is.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Text; empty where no person is known.</returns>
    public static string Person(Exposure shown) => shown is null ? "" : shown.Person?.UserPrincipalName ?? shown.Person?.Id ?? "";

    /// <summary>What was done with the application.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Words, separated by commas.</returns>
    public static string Conducts(Exposure shown) => shown is null ? "" : CellText.Words(shown.Conducts);

    /// <summary>When it was seen first.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string FirstSeen(Exposure shown) => shown is null ? "" : CellText.Day(shown.FirstSeen);

    /// <summary>When it was seen last.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string LastSeen(Exposure shown) => shown is null ? "" : CellText.Day(shown.LastSeen);

    /// <summary>The sources that saw it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids of sources, each once.</returns>
    public static string Sources(Exposure shown) => shown is null ? "" : CellText.Words(shown.Evidence.Select(evidence => evidence.Source).Distinct());

    /// <summary>Why the verdict is what it is.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Reasons(Exposure shown) => shown is null ? "" : CellText.Lines(shown.Reasons);

    /// <summary>Facts that are missing.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Paths of fields, separated by commas.</returns>
    public static string Missing(Exposure shown) => shown is null ? "" : CellText.Words(shown.Missing);

    internal static string Verdict(Verdict verdict) => verdict switch
    {
        Directives.Verdict.Violation or Directives.Verdict.RemoveBy or Directives.Verdict.Block => Paint.Act(verdict.ToString()),
        Directives.Verdict.Review => Paint.Look(verdict.ToString()),
        _ => verdict.ToString(),
    };
}
