using System.Globalization;
using TikTokBan.Removal.Journals;

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
        var parts = result.Devices.GroupBy(device => Words.Camel(device.State.ToString())).Select(group => KeyValuePair.Create(group.Key, group.Count()));
        return string.Create(CultureInfo.InvariantCulture, $"Of {result.Devices.Count:N0}: {SeenWords.Count(parts)}.");
    }
}
