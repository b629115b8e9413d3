using TikTokBan.Exposures;
using TikTokBan.Removal.Verifying;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of what is seen of a device after a removal.</summary>
public static class VerifiedView
{
    /// <summary>How it stands.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where the application is still there, or nobody knows.</returns>
    public static string State(VerifiedDevice shown) => shown is null ? "" : shown.State switch
    {
        DeviceState.Gone => Paint.Good(shown.State.ToString()),
        DeviceState.StillThere => Paint.Act(shown.State.ToString()),
        DeviceState.WaitingForCheckIn or DeviceState.Invisible => Paint.Look(shown.State.ToString()),
        _ => shown.State.ToString(),
    };

    /// <summary>The device.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Its name and platform.</returns>
    public static string Device(VerifiedDevice shown) => shown is null ? "" : $"{shown.Name ?? shown.Device} ({PlatformNames.Of(shown.Platform)})";

    /// <summary>As of when it was seen.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string AsOf(VerifiedDevice shown) => shown is null ? "" : CellText.Day(shown.AsOf);

    /// <summary>When the device was last heard of.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string LastContact(VerifiedDevice shown) => shown is null ? "" : CellText.Day(shown.LastContact);

    /// <summary>When something was done to it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for none.</returns>
    public static string Acted(VerifiedDevice shown) => shown is null ? "" : CellText.Day(shown.ActedAt);
}
