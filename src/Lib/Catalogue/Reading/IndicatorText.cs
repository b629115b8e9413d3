using System.Globalization;
using TikTokBan.Catalogue.Text;
using TikTokBan.Yaml;

namespace TikTokBan.Catalogue.Reading;

/// <summary>Checks that a value of the catalogue is one of its kind, and gives the form in which it is compared.</summary>
internal static class IndicatorText
{
    private const string Everything = ".*";

    public static bool IsNamespace(string canonical) => canonical.EndsWith(Everything, StringComparison.Ordinal);

    public static string Canonical(IndicatorKind kind, string value, YamlNode at)
    {
        if (value.Length > 300)
            throw at.Error("the value is longer than 300 characters");
        return Try(kind, value) ?? throw at.Error($"'{value}' is no {CatalogueVocabulary.Spelling(kind)}; {Expected(kind)}");
    }

    private static string? Try(IndicatorKind kind, string value) => kind switch
    {
        IndicatorKind.Name => NameText.Fold(value) is { Length: > 0 } name ? name : null,
        IndicatorKind.Publisher => PublisherText.Fold(value) is { Length: > 0 } publisher ? publisher : null,
        IndicatorKind.Bundle => IsDotted(Bare(value), hyphen: true) ? value : null,
        IndicatorKind.AppStoreId => value.Length is >= 6 and <= 12 && value.All(char.IsAsciiDigit) && value[0] != '0' ? value : null,
        IndicatorKind.Package => IsDotted(Bare(value), hyphen: false) ? value.ToLowerInvariant() : null,
        IndicatorKind.Signer => Signer(value),
        IndicatorKind.PackageFamilyName => PackageFamilyText.IsNameOrFamily(value) ? value.ToLowerInvariant() : null,
        IndicatorKind.Winget => IsDotted(Bare(value), hyphen: true) || IsStoreProduct(value) || IsNamespace(value) ? value.ToLowerInvariant() : null,
        IndicatorKind.Domain => Domain(value),
        IndicatorKind.Url => value.EndsWith(':') && value.Length > 1 && char.IsAsciiLetter(value[0]) && value.AsSpan(0, value.Length - 1).IndexOfAnyExcept(UrlText.SchemeLetters) < 0 ? value.ToLowerInvariant() : null,
        IndicatorKind.Sender => Sender(value),
        IndicatorKind.Address => Address(value),
        IndicatorKind.Account => value.Length is > 1 and <= 64 && value[0] == '@' && !value.Any(char.IsWhiteSpace) ? value.ToLowerInvariant() : null,
        _ => null,
    };

    private static string Expected(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Bundle or IndicatorKind.Package => "write parts of letters and digits with dots between them, such as com.example.app",
        IndicatorKind.AppStoreId => "write six to twelve digits",
        IndicatorKind.Signer => "write the SHA-256 of the certificate in 64 hexadecimal digits, a space and the package",
        IndicatorKind.PackageFamilyName => "write the identity name, with _ and the thirteen characters of the publisher's hash or without",
        IndicatorKind.Winget => "write a publisher and a name with a dot between them, or the product id of the store",
        IndicatorKind.Domain => "write a host name alone, without scheme, port or path",
        IndicatorKind.Url => "write a scheme with its colon, such as example:",
        IndicatorKind.Sender => "write a mail address, or *@ and a domain",
        IndicatorKind.Address => "write AS and a number, an address, or a range such as 192.0.2.0/24 whose remaining bits are zero",
        IndicatorKind.Account => "write @ and the handle",
        _ => "write at least one letter",
    };

    private static string Bare(string value) => IsNamespace(value) ? value[..^2] : value;

    private static bool IsDotted(string value, bool hyphen) =>
        value.Contains('.', StringComparison.Ordinal) && value.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' || (hyphen && c is '-')));

    private static bool IsStoreProduct(string value) => value.Length is >= 12 and <= 14 && value.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static string? Domain(string value)
    {
        Span<char> buffer = stackalloc char[HostText.Capacity];
        return !value.Contains('*', StringComparison.Ordinal) && !value.Contains(':', StringComparison.Ordinal) && HostText.Read(value, buffer, out var length) is HostShape.Name && buffer[..length].Contains('.')
            ? buffer[..length].ToString()
            : null;
    }

    private static string? Signer(string value)
    {
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return space == 64 && value.Take(64).All(char.IsAsciiHexDigit) && IsDotted(value[65..], hyphen: false)
            ? $"{value[..64].ToUpperInvariant()} {value[65..].ToLowerInvariant()}"
            : null;
    }

    private static string? Sender(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == value.LastIndexOf('@') && !value.Any(char.IsWhiteSpace) && Domain(value[(at + 1)..]) is { } domain
            ? $"{value[..at].ToLowerInvariant()}@{domain}"
            : null;
    }

    private static string? Address(string value)
    {
        if (AddressText.TryReadSystem(value, out var system))
            return string.Create(CultureInfo.InvariantCulture, $"AS{system}");
        return AddressText.TryReadRange(value, out var range) && range.IsAligned ? value.ToLowerInvariant() : null;
    }
}
