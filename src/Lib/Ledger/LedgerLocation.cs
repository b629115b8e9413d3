using System.Security.Cryptography;
using System.Text;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Ledger;

/// <summary>Where a ledger is: a file, or an authority's part of a PostgreSQL database.</summary>
public sealed record LedgerLocation
{
    /// <summary>The environment variable that names the ledger where a caller names none.</summary>
    public const string Variable = "TIKTOKBAN_LEDGER";

    /// <summary>The environment variable that names the file of a ledger's master key.</summary>
    public const string KeyVariable = "TIKTOKBAN_LEDGER_KEY";

    /// <summary>The environment variable that names the certificate, with its private key, by which the checkpoints are signed that a ledger gets by itself.</summary>
    public const string SignerVariable = "TIKTOKBAN_LEDGER_SIGNER";

    /// <summary>The environment variable that names the file with that certificate's password.</summary>
    public const string SignerPasswordVariable = "TIKTOKBAN_LEDGER_SIGNER_PASSWORD_FILE";

    private LedgerLocation(string path, PostgresAddress? address = null) => (Path, Address) = (path, address);

    /// <summary>
    /// Full path of the file. For a database: a path in the user's own folder at which nothing is, beside which files that belong
    /// to the ledger and not into it are kept, such as keys of pseudonyms.
    /// </summary>
    public string Path { get; }

    /// <summary>Whether it is a file.</summary>
    public bool IsFile => Address is null;

    /// <summary>Name of the authority whose part of a database it is; null for a file, and for the only one that the login may use.</summary>
    public string? Authority => Address?.Authority;

    /// <summary>What a sentence calls it: the path, or the address without login and password.</summary>
    public string Name => Address?.Name ?? Path;

    /// <summary>Whether a ledger may be there: false only for a file that is not. A database is asked when it is used.</summary>
    public bool MayExist => Address is not null || File.Exists(Path);

    /// <summary>Whether a file is there that nothing was ever written into: it may become a ledger, and can't be read as one.</summary>
    public bool IsEmpty => IsFile && new FileInfo(Path) is { Exists: true, Length: 0 };

    /// <summary>How the database is reached; null for a file.</summary>
    internal PostgresAddress? Address { get; }

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
    /// <param name="text">
    /// A path, <c>sqlite:PATH</c> or <c>sqlite:///PATH</c>, or
    /// <c>postgres://[user[:password]@]host[:port][,host2…]/database?authority=ID&amp;sslmode=…</c>;
    /// null or empty for what <see cref="Variable"/> names, else <see cref="Default"/>.
    /// </param>
    /// <exception cref="UnusableInputException">It names neither a file nor a database.</exception>
    public static LedgerLocation Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text))
            return Default;
        var scheme = Scheme(text);
        if (scheme is "postgres" or "postgresql")
            return At(PostgresAddress.Parse(text));
        var path = scheme switch
        {
            null => text,
            "sqlite" => FromUri(text["sqlite:".Length..]),
            _ => throw new UnusableInputException(InputProblem.LedgerUnusable, $"a ledger cannot be kept at \"{scheme}:\"; give the path of a file, sqlite:PATH, or postgres://server/database", text),
        };
        if (string.IsNullOrWhiteSpace(path) || path.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || path.Contains('\0', StringComparison.Ordinal))
            throw new UnusableInputException(InputProblem.LedgerUnusable, "a ledger is kept in a file; give its path, or sqlite:PATH", text);
        var full = System.IO.Path.GetFullPath(path);
        return Directory.Exists(full) || System.IO.Path.EndsInDirectorySeparator(path)
            ? throw new UnusableInputException(InputProblem.LedgerUnusable, "this is a folder; give the path of the ledger's file, such as ledger.db in it", text)
            : new LedgerLocation(full);
    }

    /// <summary>The same place for another authority; a file is of one authority only.</summary>
    /// <param name="authority">Name of the authority.</param>
    public LedgerLocation Of(string authority) => Address is null ? this : At(Address.Of(authority));

    /// <summary>The path, or the address without login and password.</summary>
    public override string ToString() => Name;

    private static LedgerLocation At(PostgresAddress address)
    {
        var folder = System.IO.Path.GetDirectoryName(Default.Path)!;
        // Two addresses that look the same once they fit a file's name stay apart by a few digits of their hash.
        var whole = $"{address.Host}_{address.Database}_{address.Authority}";
        var fitting = string.Concat(whole.Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '-'));
        if (fitting != whole || fitting.Length > 100)
            fitting = fitting[..Math.Min(fitting.Length, 100)] + "_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..8].ToLowerInvariant();
        return new LedgerLocation(System.IO.Path.Combine(folder, "postgres", fitting), address);
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
