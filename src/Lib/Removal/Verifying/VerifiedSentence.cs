using System.Globalization;

namespace TikTokBan.Removal.Verifying;

/// <summary>What a look at the devices came to, in words.</summary>
public static class VerifiedSentence
{
    /// <summary>Says it.</summary>
    /// <param name="result">What was seen.</param>
    public static string Of(VerifyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Devices.Count == 0)
            return "Nothing of this plan was carried out on a device yet, so there is nothing to look at.";
        var parts = result.Devices.GroupBy(device => device.State).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count():N0} {Word(group.Key)}"));
        return string.Create(CultureInfo.InvariantCulture, $"Of {result.Devices.Count:N0}: {string.Join(", ", parts)}.");
    }

    private static string Word(DeviceState state) => state switch
    {
        DeviceState.Gone => "gone",
        DeviceState.StillThere => "still there",
        DeviceState.Blocked => "blocked",
        DeviceState.WaitingForCheckIn => "not heard of since",
        DeviceState.Left => "no longer managed",
        _ => "that nobody can see",
    };
}
