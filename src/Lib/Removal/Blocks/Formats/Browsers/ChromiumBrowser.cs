namespace TikTokBan.Removal.Blocks.Formats.Browsers;

/// <summary>Where a browser built on Chromium takes its policies from.</summary>
internal sealed record ChromiumBrowser(string Name, string LinuxFolder, string RegistryKey, string MacPayload, string PolicyPage)
{
    /// <summary>Entries that the policy takes; the rest would be passed over in silence.</summary>
    public const int MostEntries = 1000;

    public const string Policy = "URLBlocklist";

    public static readonly ChromiumBrowser Chrome =
        new("Chrome", "/etc/opt/chrome/policies/managed", @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome\URLBlocklist", "com.google.Chrome", "chrome://policy");

    public static readonly ChromiumBrowser Edge =
        new("Edge", "/etc/opt/edge/policies/managed", @"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Edge\URLBlocklist", "com.microsoft.Edge", "edge://policy");

    public IReadOnlyList<string> Test =>
        [$"{PolicyPage} must show {Policy} without an error; https://{BlockNotes.BlockedSite} must say that the administrator blocks it, and https://www.belgium.be must open."];

    /// <summary>A host alone stands for itself and all below it, under every scheme and port.</summary>
    public static List<string> Entries(BlockSelection selection) => selection.Domains.Count <= MostEntries
        ? [.. selection.Domains.Select(domain => domain.Name)]
        : throw new UnusableInputException(InputProblem.BlockUnusable, $"There are {selection.Domains.Count} domains and the policy {Policy} takes {MostEntries}; name fewer applications.");
}
