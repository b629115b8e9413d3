using System.Text.RegularExpressions;

namespace TikTokBan.Reports.Texts;

/// <summary>Sets the spaces that French wants before and inside its marks as narrow ones that no line breaks at, whatever a text was typed with.</summary>
internal static partial class FrenchSpacing
{
    private const string Narrow = "\u202F";

    public static string Set(string text) => Inside().Replace(Before().Replace(text, Narrow), Narrow);

    [GeneratedRegex("[ \u00A0\u202F]+(?=[:;!?»%])", RegexOptions.None, 1000)]
    private static partial Regex Before();

    [GeneratedRegex("(?<=«)[ \u00A0\u202F]+", RegexOptions.None, 1000)]
    private static partial Regex Inside();
}
