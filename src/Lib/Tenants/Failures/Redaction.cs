using System.Text.RegularExpressions;

namespace TikTokBan.Tenants.Failures;

/// <summary>Makes a service's words fit to be shown and logged: nothing that opens a door, nobody's address, no more than one reads.</summary>
internal static partial class Redaction
{
    private const int Readable = 300;

    /// <summary>Takes out what must not be repeated.</summary>
    public static string? Of(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return null;

        // What lies beyond would be cut anyhow, and patterns need not look at a document.
        var text = words.Length > 4 * Readable ? words[..(4 * Readable)] : words;
        text = Queries().Replace(text, "$1?…");
        text = Tokens().Replace(text, "[removed]");
        text = LongRuns().Replace(text, run => run.Value.Count(char.IsAsciiDigit) > 2 ? "[removed]" : run.Value);
        text = Addresses().Replace(text, "[address]");
        text = Blanks().Replace(text, " ").Trim();
        return text.Length > Readable ? text[..(Readable - 1)].TrimEnd() + "…" : text;
    }

    /// <summary>A code, where it looks like one.</summary>
    public static string? Code(string? code) => code is not null && Codes().IsMatch(code) ? code : null;

    [GeneratedRegex(@"\b(https?://[^\s?'""]+)\?[^\s'""]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Queries();

    // JWTs and their pieces, a header's value, what a form would carry.
    [GeneratedRegex(@"eyJ[\w\-+/=.]{8,}|\bBearer\s+[\w\-+/=.~]{8,}|\b(sig|signature|client_secret|client_assertion|assertion|access_token|refresh_token|password)=[^\s&]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tokens();

    // Too long to be an id or, with figures in it, a name.
    [GeneratedRegex(@"[\w\-+=~]{40,}", RegexOptions.NonBacktracking)]
    private static partial Regex LongRuns();

    [GeneratedRegex(@"[^\s@<>'""(),;:\[\]]+@[^\s@<>'""(),;:\[\]]+", RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[A-Za-z0-9][\w.\-]{1,79}$", RegexOptions.NonBacktracking)]
    private static partial Regex Codes();
}
