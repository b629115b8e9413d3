using System.Globalization;
using System.Text;

namespace TikTokBan.Reports.Privacy;

/// <summary>Makes a value from a source fit to stand in a report: whatever it holds, it can neither break a file nor disguise the text beside it.</summary>
internal static class Displayable
{
    private const char Unfit = '\uFFFD';

    /// <summary>Replaces what has no visible form or turns the direction of writing: control characters, lone surrogates, marks of direction.</summary>
    public static string Clean(string text)
    {
        var bad = false;
        for (var index = 0; index < text.Length && !bad; index++)
            bad = !IsPlain(text[index]);
        if (!bad)
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(IsFit(rune) ? rune.ToString() : Unfit.ToString());
        return clean.ToString();
    }

    /// <summary>The same, cut to a length at which it can be read.</summary>
    public static string Short(string text, int length)
    {
        var clean = Clean(text.Length > length * 4 ? text[..(length * 4)] : text);
        if (new StringInfo(clean).LengthInTextElements <= length)
            return clean;
        return new StringInfo(clean).SubstringByTextElements(0, length - 1) + "…";
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~' or (>= '\u00A1' and < '\u0300');

    private static bool IsFit(Rune rune) =>
        rune.Value != Unfit && Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
            // A joiner inside an emoji is part of it; every other format character hides or reorders.
            UnicodeCategory.Format => rune.Value is 0x200D or 0x00AD,
            _ => true,
        };
}
