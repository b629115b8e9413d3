namespace TikTokBan.Ledger;

/// <summary>Where a ledger is: a file.</summary>
public sealed record LedgerLocation
{
    /// <summary>The environment variable that names the ledger where a caller names none.</summary>
    public const string Variable = "TIKTOKBAN_LEDGER";

    /// <summary>The environment variable that names the file of a ledger's master key.</summary>
    public const string KeyVariable = "TIKTOKBAN_LEDGER_KEY";

    private LedgerLocation(string path) => Path = path;

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Whether a file is there that nothing was ever written into: it may become a ledger, and can't be read as one.</summary>
    public bool IsEmpty => new FileInfo(Path) is { Exists: true, Length: 0 };

    /// <summary>
    /// The user's own ledger: <c>%LOCALAPPDATA%\TikTokBan\ledger.db</c>, <c>~/Library/Application Support/TikTokBan/ledger.db</c>,
    /// or <c>ledger.db</c> in <c>$XDG_DATA_HOME/tiktokban</c>, which is <c>~/.local/share/tiktokban</c> when unset.
    /// </summary>
    /// <exception cref="UnusableInputException">The account has no home folder.</exception>
    public static LedgerLocation Default => For(
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "unix",
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.GetEnvironmentVariable("XDG_DATA_HOME"));

    /// <summary>Reads what a caller gave.</summary>
    /// <param name="text">A path, <c>sqlite:PATH</c> or <c>sqlite:///PATH</c>; null or empty for what <see cref="Variable"/> names, else <see cref="Default"/>.</param>
    /// <exception cref="UnusableInputException">It names something else than a file.</exception>
    public static LedgerLocation Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text))
            return Default;
        var scheme = Scheme(text);
        var path = scheme switch
        {
            null => text,
            "sqlite" => FromUri(text["sqlite:".Length..]),
            "postgres" or "postgresql" => throw new UnusableInputException(InputProblem.LedgerUnusable, "a PostgreSQL ledger is not supported by this version; give the path of a file, or sqlite:PATH", text),
            _ => throw new UnusableInputException(InputProblem.LedgerUnusable, $"a ledger cannot be kept at \"{scheme}:\"; give the path of a file, or sqlite:PATH", text),
        };
        if (string.IsNullOrWhiteSpace(path) || path.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || path.Contains('\0', StringComparison.Ordinal))
            throw new UnusableInputException(InputProblem.LedgerUnusable, "a ledger is kept in a file; give its path, or sqlite:PATH", text);
        var full = System.IO.Path.GetFullPath(path);
        return Directory.Exists(full) || System.IO.Path.EndsInDirectorySeparator(path)
            ? throw new UnusableInputException(InputProblem.LedgerUnusable, "this is a folder; give the path of the ledger's file, such as ledger.db in it", text)
            : new LedgerLocation(full);
    }

    internal static LedgerLocation For(string platform, string localData, string home, string? xdgDataHome)
    {
        var folder = platform switch
        {
            "windows" => Under(localData, "TikTokBan"),
            "macos" => Under(home, "Library", "Application Support", "TikTokBan"),
            // The standard says that a relative value is to be ignored.
            _ when xdgDataHome is not null && System.IO.Path.IsPathRooted(xdgDataHome) => Under(xdgDataHome, "tiktokban"),
            _ => Under(home, ".local", "share", "tiktokban"),
        };
        return new LedgerLocation(System.IO.Path.Combine(folder, "ledger.db"));
    }

    private static string Under(string root, params string[] parts) =>
        root.Length > 0
            ? System.IO.Path.Combine([root, .. parts])
            : throw new UnusableInputException(InputProblem.LedgerUnusable, "this account has no home folder to keep a ledger in; name a file for it");

    // A single letter before the colon is a Windows drive, not a scheme.
    private static string? Scheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && text.Take(colon).All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '.' or '-')
            ? text[..colon].ToLowerInvariant()
            : null;
    }

    private static string FromUri(string rest)
    {
        if (rest.Contains('?', StringComparison.Ordinal) || rest.Contains('#', StringComparison.Ordinal))
            throw new UnusableInputException(InputProblem.LedgerUnusable, "a ledger's address takes no options; give sqlite:PATH", "sqlite:" + rest);
        if (!rest.StartsWith("//", StringComparison.Ordinal))
            return rest;
        if (!rest.StartsWith("///", StringComparison.Ordinal))
            throw new UnusableInputException(InputProblem.LedgerUnusable, "a ledger's file is on this machine; give sqlite:PATH, or sqlite:///PATH with three slashes", "sqlite:" + rest);
        var path = Uri.UnescapeDataString(rest[2..]);
        return path.Length > 2 && path[2] == ':' ? path[1..] : path;
    }
}
