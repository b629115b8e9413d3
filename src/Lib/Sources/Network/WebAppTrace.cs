using System.Text.RegularExpressions;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>What an event shows of a web application.</summary>
internal sealed partial record WebAppTrace(Conduct Conduct, IndicatorKind Kind, string Value, MatchResult Match, string? Doubt = null)
{
    private const string WindowOnly = "It was opened in a window of its own; whether it is installed is not recorded.";
    private const string ShortcutOnly = "A shortcut of that name was made; what it opens is not recorded.";

    // How browsers name the page of an installed application that they start; the last one alone is any page without a browser's controls.
    private static readonly string[] Pages = ["--app-url=", "--app-fallback-url=", "--app="];

    /// <summary>A Windows package, as the Store or a browser registers it, in a path, a key or a command line: the surest trace.</summary>
    public static WebAppTrace? OfPackage(Sink sink, string? text)
    {
        if (text is null)
            return null;
        foreach (Match found in Package().Matches(text))
        {
            var (name, family) = (found.Groups[1].Value, $"{found.Groups[1].Value}_{found.Groups[2].Value}");
            if (sink.Matcher.Match(IndicatorKind.PackageFamilyName, family) is { Outcome: not MatchOutcome.NotCovered } match)
                return new(Conduct.Installed, IndicatorKind.PackageFamilyName, family, match);

            // A browser calls the packages of its applications after their host.
            if (OwnPackage().Match(name) is { Success: true } own && HostEvidence.Judge(sink, own.Groups[1].Value, out var kind) is { } byHost)
                return new(Conduct.Installed, kind, own.Groups[1].Value, byHost);
        }

        return null;
    }

    /// <summary>A browser that was started as an application.</summary>
    public static WebAppTrace? OfCommand(Sink sink, string? command)
    {
        if (command is null)
            return null;
        var installed = command.Contains("--app-id=", StringComparison.OrdinalIgnoreCase);
        foreach (var option in Pages)
        {
            if (ValueOf(command, option) is not { } page || HostEvidence.Judge(sink, page, out var kind) is not { } match)
                continue;
            var host = HostEvidence.HostOf(page)!;
            return installed ? new(Conduct.Installed, kind, host, match) : new(Conduct.Web, kind, host, match, WindowOnly);
        }

        return null;
    }

    /// <summary>An entry among what Windows can remove.</summary>
    public static WebAppTrace? OfRegistration(Sink sink, string? key, string? name, string? data) =>
        key?.Contains(@"\Uninstall\", StringComparison.OrdinalIgnoreCase) == true && string.Equals(name, "DisplayName", StringComparison.OrdinalIgnoreCase)
            ? OfTitle(sink, data, null)
            : null;

    /// <summary>A shortcut, as an installation leaves it, and as anyone may make it.</summary>
    public static WebAppTrace? OfShortcut(Sink sink, string? file) =>
        file?.EndsWith(".lnk", StringComparison.OrdinalIgnoreCase) == true ? OfTitle(sink, file[..^4], ShortcutOnly) : null;

    private static WebAppTrace? OfTitle(Sink sink, string? title, string? doubt) =>
        title is not null && sink.Matcher.MatchApplication(title, null, "windows") is { Outcome: not MatchOutcome.NotCovered } match
            ? new(Conduct.Installed, IndicatorKind.Name, title, match, doubt)
            : null;

    private static string? ValueOf(string command, string option)
    {
        var at = command.IndexOf(option, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = command.AsSpan(at + option.Length).TrimStart('"');
        var end = value.IndexOfAny(' ', '"');
        return (end < 0 ? value : value[..end]).ToString();
    }

    // Name_1.0.5.0_neutral__publisherhash, or Name_publisherhash.
    [GeneratedRegex(@"(?<![A-Za-z0-9.\-])([A-Za-z0-9][A-Za-z0-9.\-]{2,49})_(?:[0-9.]+_[A-Za-z0-9]+_[A-Za-z0-9.\-]*_)?([a-hjkmnp-tv-z0-9]{13})(?![A-Za-z0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Package();

    [GeneratedRegex("^(.+)-[0-9A-F]{6,8}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnPackage();
}
