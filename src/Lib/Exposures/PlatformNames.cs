namespace TikTokBan.Exposures;

/// <summary>Platforms as their makers write them; the same in every language.</summary>
public static class PlatformNames
{
    /// <summary>The name of a platform.</summary>
    /// <param name="platform">Its id, such as <c>ios</c>.</param>
    /// <returns>The maker's spelling, or the id where it is not a known one.</returns>
    public static string Of(string platform) => platform switch
    {
        "ios" => "iOS",
        "ipados" => "iPadOS",
        "android" => "Android",
        "windows" => "Windows",
        "macos" => "macOS",
        "linux" => "Linux",
        "chromeos" => "ChromeOS",
        "tvos" => "tvOS",
        _ => platform,
    };
}
