using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of an action of a plan.</summary>
public static class ActionView
{
    /// <summary>What came of it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where somebody has to act or to look.</returns>
    public static string Outcome(ActionResult shown) => shown is null ? "" : shown.Outcome switch
    {
        ActionOutcome.Failed => Paint.Act("Failed"),
        ActionOutcome.Unknown => Paint.Look("Unknown"),
        ActionOutcome.Done => Paint.Good("Done"),
        { } other => other.ToString(),
        null => "",
    };

    /// <summary>Which action it is.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Its number, ring and kind.</returns>
    public static string Head(ActionResult shown) => shown is null ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shown.Action}, ring {shown.Ring}, {shown.Kind}");

    /// <summary>What came of it, in words.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A sentence; empty where it was not looked at.</returns>
    public static string Sentence(ActionResult shown) => shown is null ? "" : shown.Outcome is null ? "" : shown.Sentence;

    /// <summary>How many devices it reaches, and leaves out.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers.</returns>
    public static string Devices(ActionResult shown) => shown is null ? "" : $"{CellText.Number(shown.Devices.Count)}, {CellText.Number(shown.LeftOut.Count)} left out";

    /// <summary>The requests that it sends.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Method and path, and the body below it.</returns>
    public static string Requests(ActionResult shown) => shown is null ? "" : string.Join('\n', shown.Requests.Select(request => $"{request.Method} {request.Path}{(request.Body is { } body ? "\n" + body : "")}"));
}
