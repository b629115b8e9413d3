using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Tells from the shape of a value what it most likely is.</summary>
internal static class KindGuess
{
    private const int Longest = 2048;

    private static readonly HashSet<string> ReversedZones = new(["com", "org", "net", "io", "app", "me", "cn", "co", "de", "fr", "be", "nl", "eu", "jp", "kr", "ru", "uk", "us", "tv"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Zones = new(["com", "org", "net", "io", "app", "me", "cn", "co", "de", "fr", "be", "nl", "eu", "jp", "kr", "ru", "uk", "us", "tv", "example", "test", "goog", "in", "ly", "ai", "global", "lu", "ch", "at", "it", "es", "pt", "br", "tz", "dev", "xyz", "info", "biz"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] CompanyForms = ["ltd", "ltd.", "limited", "llc", "inc", "inc.", "gmbh", "pte. ltd.", "pte. ltd", "co., ltd.", "b.v.", "s.a.", "sarl", "nv", "bv", "公司"];

    public static IndicatorKind Of(string value)
    {
        var text = value.Length > Longest ? value[..Longest].Trim() : value.Trim();
        if (text.Length == 0)
            return IndicatorKind.Name;
        if (text.StartsWith("//", StringComparison.Ordinal))
            return IndicatorKind.Url;
        if (text.Contains("://", StringComparison.Ordinal) && !text.Contains('<', StringComparison.Ordinal) && IsScheme(text[..text.IndexOf("://", StringComparison.Ordinal)]))
            return IndicatorKind.Url;
        if (text[0] == '@' && !text.Contains('/', StringComparison.Ordinal))
            return IndicatorKind.Account;
        if (IsSender(text))
            return IndicatorKind.Sender;
        if (AddressText.TryReadSystem(text, out _) || AddressText.TryReadRange(text, out _))
            return IndicatorKind.Address;
        if (HasCertificate(text))
            return IndicatorKind.Signer;
        if (IsSubject(text))
            return IndicatorKind.Subject;
        if (IsListing(text))
            return IndicatorKind.AppStoreId;
        return text.Any(char.IsWhiteSpace) ? Spaced(text) : Dense(text);
    }

    private static bool IsScheme(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.AsSpan().IndexOfAnyExcept(UrlText.SchemeLetters) < 0;

    private static IndicatorKind Spaced(string text)
    {
        foreach (var form in CompanyForms)
        {
            if (text.EndsWith(form, StringComparison.OrdinalIgnoreCase) && (form[0] > 'z' || text[^(form.Length + 1)] is ' ' or ',' or '.'))
                return IndicatorKind.Publisher;
        }

        var first = text[..text.IndexOf(' ', StringComparison.Ordinal).Clamp(text.Length)];
        return text.Contains("signed by", StringComparison.OrdinalIgnoreCase) && first.Contains('.', StringComparison.Ordinal) ? IndicatorKind.Signer : IndicatorKind.Name;
    }

    private static int Clamp(this int index, int length) => index < 0 ? length : index;

    private static IndicatorKind Dense(string text)
    {
        if (text.EndsWith("公司", StringComparison.Ordinal))
            return IndicatorKind.Publisher;
        PackageFamilyText.Split(text, out var name, out var hash);
        if (!hash.IsEmpty && name.Contains('.'))
            return IndicatorKind.PackageFamilyName;
        if (text.Length is >= 12 and <= 14 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) && text.Any(char.IsAsciiDigit))
            return IndicatorKind.Winget;
        if (!text.AsSpan().ContainsAny('.', '\u3002', '\uFF0E'))
            return text.IndexOfAny(['\\', '%']) > 0 || text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? IndicatorKind.Url : IndicatorKind.Name;
        if (text.IndexOfAny(['/', '?', '#', '\\', '%']) is > 0 and var end)
            return text.AsSpan(0, end).Contains('.') && text[0] != '<' ? IndicatorKind.Url : IndicatorKind.Name;
        return Dotted(text);
    }

    /// <summary>Ids are written from the general to the particular, hosts the other way round.</summary>
    private static IndicatorKind Dotted(string text)
    {
        var parts = text.TrimEnd('.').Split(':')[0].Split('.', '\u3002', '\uFF0E');
        if (parts.Any(part => part.Length == 0 || part.Any(c => c is '<' or '>' or '"')))
            return IndicatorKind.Name;
        var host = Zones.Contains(parts[^1]) || parts[^1].StartsWith("xn--", StringComparison.OrdinalIgnoreCase);
        if (parts.Length >= 3 && ReversedZones.Contains(parts[0]) && (!host || parts[0].Equals("com", StringComparison.OrdinalIgnoreCase) && IsIdLike(parts)))
            return parts.Any(part => part is "iphone" or "ios" or "mac" or "macos" || part.Contains('-', StringComparison.Ordinal) || part.Any(char.IsAsciiLetterUpper)) ? IndicatorKind.Bundle : IndicatorKind.Package;
        if (!host && char.IsAsciiLetterUpper(text[0]))
            return parts.Length > 2 && text.StartsWith("Bytedance", StringComparison.OrdinalIgnoreCase) ? IndicatorKind.PackageFamilyName : IndicatorKind.Winget;
        return parts.Length > 1 && parts[^1].Length >= 2 && !parts[^1].All(char.IsAsciiDigit) ? IndicatorKind.Domain : IndicatorKind.Name;
    }

    // com.tiktok.tv is an id and com.evil.example a host: ids rarely end in what only hosts end in.
    private static bool IsIdLike(string[] parts) => parts[^1] is "tv" or "me" or "app" or "in" or "it" or "ai";

    private static bool IsSender(string text)
    {
        if (text.StartsWith("From:", StringComparison.OrdinalIgnoreCase))
            return true;
        var at = text.LastIndexOf('@');
        if (at <= 0)
            return false;
        if (text.Contains('<', StringComparison.Ordinal) && text.TrimEnd().Contains('>', StringComparison.Ordinal) && text.IndexOf('<', StringComparison.Ordinal) < at)
            return true;
        var end = text.AsSpan(at + 1).IndexOfAny(" ,;") is >= 0 and var space ? space : text.Length - at - 1;
        var domain = text.AsSpan(at + 1, end);
        return domain.Contains('.') && domain.IndexOfAny("/?#\\:") < 0 && text.AsSpan(0, at).IndexOfAny(" /\\") < 0;
    }

    private static bool HasCertificate(string text) =>
        text.Split([' ', '+', ','], StringSplitOptions.RemoveEmptyEntries).Any(word => word.Replace(":", "", StringComparison.Ordinal) is { Length: 64 } hex && hex.All(char.IsAsciiHexDigit));

    private static bool IsSubject(string text)
    {
        if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and <= 5 and var colon && text[..colon].ToLowerInvariant() is "re" or "fwd" or "fw" or "tr" or "wg" or "aw" or "antw")
            return true;
        if (text[0] == '[' && text.IndexOf("] ", StringComparison.Ordinal) > 0)
            return true;
        return text.Contains("code", StringComparison.OrdinalIgnoreCase) && text.Split(' ').Any(word => word.Length is >= 4 and <= 8 && word.All(char.IsAsciiDigit));
    }

    private static bool IsListing(string text)
    {
        var digits = text.StartsWith("id", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        return digits.Length is >= 8 and <= 12 && digits.All(char.IsAsciiDigit);
    }
}
