using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Queries;

/// <summary>Cuts a filter into words.</summary>
internal static partial class FilterTokens
{
    public static Queue<string> Read(string filter)
    {
        var words = new Queue<string>();
        var at = 0;
        foreach (Match match in Word().Matches(filter))
        {
            if (filter[at..match.Index].Trim().Length > 0)
                throw Refusal.BadRequest($"Invalid filter clause: syntax error: character '{filter[at..match.Index].Trim()[0]}' is not valid at position {at} in '{filter}'.");
            words.Enqueue(match.Value);
            at = match.Index + match.Length;
        }
        if (filter[at..].Trim().Length > 0)
            throw Refusal.BadRequest($"Invalid filter clause: There is an unterminated string literal at position {filter.Length} in '{filter}'.");
        return words;
    }

    [GeneratedRegex(@"'(?:[^']|'')*'|[(),:]|[^\s(),:']+(?::\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")]
    private static partial Regex Word();
}
