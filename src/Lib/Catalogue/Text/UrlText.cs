using System.Buffers;
using System.Text;

namespace TikTokBan.Catalogue.Text;

/// <summary>The parts of an address that decide where a browser goes.</summary>
/// <param name="Scheme">Scheme in small letters without its colon; empty where none is written.</param>
/// <param name="User">What stands before the last <c>@</c> of the authority.</param>
/// <param name="Host">The host, percent-decoded, with its port.</param>
/// <param name="Rest">Path, query and fragment.</param>
/// <param name="Ambiguous">A backslash and an <c>@</c> stand so that programs disagree about the host.</param>
internal readonly record struct UrlParts(string Scheme, string User, string Host, string Rest, bool Ambiguous);

/// <summary>Splits addresses the way browsers do, who forgive much.</summary>
internal static class UrlText
{
    /// <summary>What is read of an address; a host never stands further on.</summary>
    private const int Longest = 8192;

    public static SearchValues<char> SchemeLetters { get; } = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    public static UrlParts Split(ReadOnlySpan<char> value)
    {
        value = HostText.TrimControls(value);
        if (value.Length > Longest)
            value = value[..Longest];

        // Browsers drop these wherever they stand.
        var text = value.IndexOfAny('\t', '\r', '\n') < 0 ? value.ToString() : string.Concat(value.ToString().Split(['\t', '\r', '\n']));
        var (scheme, rest) = SplitScheme(text);
        if (scheme is not ("" or "http" or "https" or "ws" or "wss" or "ftp") && !rest.StartsWith("//", StringComparison.Ordinal))
            return new UrlParts(scheme, "", "", rest, false);
        rest = rest.TrimStart('/', '\\');

        var end = rest.AsSpan().IndexOfAny("/?#\\");
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        var ambiguous = tail.StartsWith('\\') && BeforePath(tail[1..]).Contains('@');
        var at = authority.LastIndexOf('@');
        return new UrlParts(scheme, at < 0 ? "" : authority[..at], Decode(authority[(at + 1)..]), tail, ambiguous);
    }

    /// <summary>Resolves percent signs; leaves those that are none.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var bytes = new List<byte>(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
            bytes.Add(b);
        var decoded = new List<byte>(bytes.Count);
        for (var i = 0; i < bytes.Count; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Count && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                decoded.Add((byte)((Digit(bytes[i + 1]) << 4) | Digit(bytes[i + 2])));
                i += 2;
            }
            else
            {
                decoded.Add(bytes[i]);
            }
        }

        return Encoding.UTF8.GetString([.. decoded]);
    }

    private static int Digit(byte b) => char.IsAsciiDigit((char)b) ? b - '0' : (b | 0x20) - 'a' + 10;

    private static ReadOnlySpan<char> BeforePath(string text)
    {
        var end = text.AsSpan().IndexOfAny("/?#");
        return end < 0 ? text : text.AsSpan(0, end);
    }

    /// <summary>A colon ends a scheme, unless digits follow it: then it stands before a port.</summary>
    private static (string Scheme, string Remainder) SplitScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || text.AsSpan(0, colon).IndexOfAnyExcept(SchemeLetters) >= 0)
            return ("", text);
        var rest = text[(colon + 1)..];
        var port = rest.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (rest.Length > 0 && port != 0 && (port < 0 || rest[port] is '/' or '?' or '#'))
            return ("", text);
        return (text[..colon].ToLowerInvariant(), rest);
    }
}
