using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Options;

/// <summary>Reads option values; a wrong one is told with those that would have been right.</summary>
internal static class Parsing
{
    public static T OneOf<T>(ArgumentResult result, params T[] offered)
        where T : struct, Enum => OneOf(result, result.Tokens[^1].Value, offered);

    public static T[] SomeOf<T>(ArgumentResult result, params T[] offered)
        where T : struct, Enum => [.. result.Tokens.SelectMany(token => token.Value.Split(',')).Select(word => OneOf(result, word, offered))];

    public static DateOnly? Date(ArgumentResult result)
    {
        var word = result.Tokens[^1].Value;
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        result.AddError($"'{word}' is not a date; write it as year-month-day, such as 2026-11-16");
        return null;
    }

    /// <summary>Refuses a number below 1; what is no number at all is refused elsewhere.</summary>
    public static void AtLeastOne(OptionResult result)
    {
        if (result.Tokens.Count > 0 && long.TryParse(result.Tokens[^1].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number < 1)
            result.AddError($"{result.Option.Name} takes a number from 1 on, not {number}");
    }

    public static string Language(ArgumentResult result)
    {
        var word = result.Tokens[^1].Value;
        if (!LocalText.Languages.Contains(word, StringComparer.Ordinal))
            result.AddError($"'{word}' is not one of {string.Join(", ", LocalText.Languages)}");
        return word;
    }

    /// <summary>How a member of an enumeration is written outside: <c>packageFamilyName</c>, but a verdict as <c>RemoveBy</c>.</summary>
    public static string Word<T>(T member)
        where T : struct, Enum => member is Verdict ? member.ToString() : JsonNamingPolicy.CamelCase.ConvertName(member.ToString());

    private static T OneOf<T>(ArgumentResult result, string word, T[] offered)
        where T : struct, Enum
    {
        foreach (var member in offered)
        {
            if (string.Equals(member.ToString(), word, StringComparison.OrdinalIgnoreCase))
                return member;
        }

        result.AddError($"'{word}' is not one of {string.Join(", ", offered.Select(Word))}");
        return default;
    }
}
