using System.Globalization;
using System.Text;

namespace TikTokBan.Tenant.Hunting;

/// <summary>A query that the service would refuse, in its words.</summary>
internal sealed class KqlException(string message) : Exception(message);

internal enum KqlKind
{
    Name,
    Text,
    Number,
    Span,
    Sign,
    End,
}

/// <summary>A word of a query.</summary>
internal readonly record struct KqlToken(KqlKind Kind, string Text);

/// <summary>Cuts a query into words.</summary>
internal static class KqlTokens
{
    private static readonly string[] Signs = ["!contains", "!startswith", "!endswith", "!has_any", "!has", "!in~", "!in", "!~", "=~", "==", "!=", "<=", ">=", "..", "in~", "<", ">", "|", "(", ")", "[", "]", ",", "=", "+", "-", "*", ";"];

    public static List<KqlToken> Read(string query)
    {
        var tokens = new List<KqlToken>();
        for (var at = 0; at < query.Length;)
        {
            var c = query[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (query.AsSpan(at).StartsWith("//"))
            {
                while (at < query.Length && query[at] != '\n')
                    at++;
            }
            else if (c is '"' or '\'' || (c == '@' && at + 1 < query.Length && query[at + 1] is '"' or '\''))
            {
                tokens.Add(new(KqlKind.Text, Quoted(query, ref at)));
            }
            else if (char.IsAsciiDigit(c))
            {
                tokens.Add(Number(query, ref at));
            }
            else if (Signs.FirstOrDefault(sign => query.AsSpan(at).StartsWith(sign, StringComparison.Ordinal) && IsWhole(query, at, sign)) is { } found)
            {
                tokens.Add(new(KqlKind.Sign, found));
                at += found.Length;
            }
            else if (char.IsAsciiLetter(c) || c is '_' or '$')
            {
                var start = at;
                while (at < query.Length && (char.IsAsciiLetterOrDigit(query[at]) || query[at] is '_' or '$'))
                    at++;
                tokens.Add(new(KqlKind.Name, query[start..at]));
            }
            else
            {
                throw new KqlException($"Syntax error: unexpected character '{c}' at position {at.ToString(CultureInfo.InvariantCulture)}.");
            }
        }
        tokens.Add(new(KqlKind.End, ""));
        return tokens;
    }

    // "!in" must not be found at the beginning of "!input".
    private static bool IsWhole(string query, int at, string sign) =>
        !char.IsAsciiLetter(sign[^1]) || at + sign.Length >= query.Length || !(char.IsAsciiLetterOrDigit(query[at + sign.Length]) || query[at + sign.Length] is '_' or '~');

    private static KqlToken Number(string query, ref int at)
    {
        var start = at;
        while (at < query.Length && (char.IsAsciiDigit(query[at]) || (query[at] == '.' && at + 1 < query.Length && query[at + 1] != '.')))
            at++;
        var digits = at;
        while (at < query.Length && char.IsAsciiLetter(query[at]))
            at++;
        return new(digits == at ? KqlKind.Number : KqlKind.Span, query[start..at]);
    }

    private static string Quoted(string query, ref int at)
    {
        var verbatim = query[at] == '@';
        if (verbatim)
            at++;
        var quote = query[at++];
        var text = new StringBuilder();
        for (; at < query.Length; at++)
        {
            if (query[at] == '\\' && !verbatim && at + 1 < query.Length)
                text.Append(query[++at] switch { 'n' => '\n', 't' => '\t', var other => other });
            else if (query[at] == quote && verbatim && at + 1 < query.Length && query[at + 1] == quote)
                text.Append(query[at++]);
            else if (query[at] == quote)
                break;
            else
                text.Append(query[at]);
        }
        if (at++ >= query.Length)
            throw new KqlException("Syntax error: a string literal has no end.");
        return text.ToString();
    }
}
