using TikTokBan.Directives;

namespace TikTokBan.Sources.Exports;

/// <summary>The many words that services have for platforms and kinds of device, as ours.</summary>
internal static class PlatformWords
{
    /// <summary>The platform that a word means, null for none.</summary>
    /// <param name="word">Such as <c>androidWorkProfile</c>, <c>iOS/iPadOS</c> or <c>Windows11</c>.</param>
    /// <param name="model">The device's model, which tells an iPad from an iPhone.</param>
    public static string? Normal(string? word, string? model = null)
    {
        if (word is null)
            return null;
        if (Starts(word, "ipad") || (Starts(word, "ios") && model is not null && Starts(model, "ipad")))
            return "ipados";
        if (Starts(word, "ios") || Starts(word, "iphone"))
            return "ios";
        if (Starts(word, "android") || Starts(word, "aosp"))
            return "android";
        if (Starts(word, "win"))
            return "windows";
        if (Starts(word, "mac") || Starts(word, "osx") || Starts(word, "os x"))
            return "macos";
        if (Starts(word, "chrome"))
            return "chromeos";
        if (Starts(word, "tvos") || Starts(word, "apple tv") || Starts(word, "appletv"))
            return "tvos";
        return Starts(word, "linux") || Starts(word, "ubuntu") || Starts(word, "rhel") || Starts(word, "debian") ? "linux"
            : Starts(word, "unknown") ? null
            : "other";
    }

    /// <summary>What sort of device it is, where platform and model tell; null where they don't: an Android model may be either.</summary>
    public static DeviceType? TypeOf(string? platform, string? model) => platform switch
    {
        "windows" or "macos" or "linux" or "chromeos" => DeviceType.Computer,
        "tvos" => DeviceType.Tv,
        "ipados" => DeviceType.Tablet,
        "ios" when model is null => null,
        "ios" when Starts(model, "ipad") => DeviceType.Tablet,
        "ios" when Starts(model, "iphone") => DeviceType.Phone,
        "android" when model is not null => AndroidType(model),
        _ => null,
    };

    private static DeviceType? AndroidType(string model)
    {
        if (model.Contains("tab", StringComparison.OrdinalIgnoreCase) || Starts(model, "SM-T") || Starts(model, "SM-X"))
            return DeviceType.Tablet;
        if (Starts(model, "Pixel") || Starts(model, "SM-G") || Starts(model, "SM-A") || Starts(model, "SM-S") || Starts(model, "SM-N")
            || model.Contains("phone", StringComparison.OrdinalIgnoreCase))
            return DeviceType.Phone;
        return null;
    }

    private static bool Starts(string text, string word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
