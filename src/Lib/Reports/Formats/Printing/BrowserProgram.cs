namespace TikTokBan.Reports.Formats.Printing;

/// <summary>Finds a browser that can print: Chromium, Chrome or Edge.</summary>
internal static class BrowserProgram
{
    /// <summary>The variable of the environment that names one.</summary>
    public const string Variable = "TIKTOKBAN_BROWSER";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable", "microsoft-edge", "msedge"];

    private static readonly string[] WindowsPlaces =
    [
        @"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe", @"Chromium\Application\chrome.exe",
    ];

    private static readonly string[] MacPlaces =
    [
        "Google Chrome.app/Contents/MacOS/Google Chrome", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "Chromium.app/Contents/MacOS/Chromium",
    ];

    private static readonly string[] LinuxPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/microsoft-edge-stable",
        "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/usr/local/bin/chromium", "/snap/bin/chromium",
    ];

    /// <summary>The one of this machine.</summary>
    /// <exception cref="UnusableInputException">There is none, or the one that the environment names is not there.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable, File.Exists);

    /// <summary>The one of a machine with these variables and files.</summary>
    public static string Find(Func<string, string?> variable, Func<string, bool> exists)
    {
        if (variable(Variable) is { Length: > 0 } named)
        {
            return exists(named) ? named
                : throw new UnusableInputException(InputProblem.ProgramMissing, $"there is no program where {Variable} says that the browser for report.pdf is; name the browser's own file, or unset it");
        }

        return OnPath(variable).Concat(UsualPlaces(variable)).FirstOrDefault(exists)
            ?? throw new UnusableInputException(
                InputProblem.ProgramMissing,
                $"report.pdf is printed by Chromium, Chrome or Edge, and none was found; install one, name its program in {Variable}, or leave pdf out and print report.html");
    }

    // A relative entry would find whatever lies in the folder that the program happens to run in.
    private static IEnumerable<string> OnPath(Func<string, string?> variable) =>
        (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)));

    private static IEnumerable<string> UsualPlaces(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
            return Under(["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"], WindowsPlaces);
        if (OperatingSystem.IsMacOS())
            return MacPlaces.Select(place => "/Applications/" + place).Concat(Under(["HOME"], [.. MacPlaces.Select(place => "Applications/" + place)]));
        return LinuxPlaces;

        IEnumerable<string> Under(string[] variables, string[] places) =>
            variables.Select(variable).Where(folder => !string.IsNullOrEmpty(folder)).SelectMany(folder => places.Select(place => Path.Combine(folder!, place)));
    }
}
