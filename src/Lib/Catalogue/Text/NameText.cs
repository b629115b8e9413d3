using System.Globalization;
using System.Text;

namespace TikTokBan.Catalogue.Text;

/// <summary>The form in which names are compared: compatibility characters resolved, invisible ones and trademark signs removed, white space collapsed, small letters.</summary>
internal static class NameText
{
    /// <summary>Folded characters that are regarded. No title comes near; what is longer is compared by its beginning.</summary>
    public const int Capacity = 256;

    // What a normalisation reads at most: enough for any name, with room for what it removes.
    private const int Longest = 4096;

    /// <summary>Folds into a buffer of <see cref="Capacity"/> characters without allocating, unless the value holds rare characters.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="buffer">Takes the folded characters.</param>
    /// <param name="whole">False when the folded value did not fit.</param>
    /// <returns>How many characters were written.</returns>
    public static int Fold(ReadOnlySpan<char> value, Span<char> buffer, out bool whole)
    {
        var length = FoldCommon(value, buffer, out whole);
        if (length >= 0)
            return length;
        return FoldCommon(Compose(value), buffer, out whole) is >= 0 and var folded ? folded : throw new InvalidOperationException("a composed text holds only common characters");
    }

    /// <summary>Folds a text whole.</summary>
    public static string Fold(string value)
    {
        Span<char> buffer = stackalloc char[Capacity];
        return buffer[..Fold(value, buffer, out _)].ToString();
    }

    /// <summary>What each ASCII character folds to: small letters, blanks for white space, nothing for controls.</summary>
    private static ReadOnlySpan<byte> AsciiFolded =>
        "\0\0\0\0\0\0\0\0\0     \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0 !\"#$%&'()*+,-./0123456789:;<=>?@abcdefghijklmnopqrstuvwxyz[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\0"u8;

    private static int FoldCommon(ReadOnlySpan<char> value, Span<char> buffer, out bool whole, bool composed = false)
    {
        var length = 0;
        var gap = false;
        whole = true;
        foreach (var c in value)
        {
            char folded;
            if (c < 0x80)
            {
                folded = (char)AsciiFolded[c];
                if (folded <= ' ')
                {
                    gap |= folded == ' ' && length > 0;
                    continue;
                }
            }
            else if (IsSpace(c))
            {
                gap = length > 0;
                continue;
            }
            else if (IsInvisible(c))
            {
                continue;
            }
            else if (composed || IsStable(c))
            {
                folded = c == '\u0130' ? c : char.ToLowerInvariant(c);
            }
            else
            {
                return -1;
            }

            if (length + (gap ? 2 : 1) > buffer.Length)
            {
                whole = false;
                return length;
            }

            if (gap)
                buffer[length++] = ' ';
            gap = false;
            buffer[length++] = folded;
        }

        return length;
    }

    private static int FoldCommon(string composed, Span<char> buffer, out bool whole) => FoldCommon(composed, buffer, out whole, composed: true);

    /// <summary>The compatibility form of what is visible. Half of a surrogate pair stands for nothing, and is shown as such.</summary>
    private static string Compose(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(Math.Min(value.Length, Longest));
        for (var i = 0; i < value.Length && text.Length < Longest; i++)
        {
            var c = value[i];
            if (!char.IsSurrogate(c))
            {
                if (!IsInvisible(c))
                    text.Append(c);
            }
            else if (Rune.TryCreate(c, i + 1 < value.Length ? value[i + 1] : default, out var rune))
            {
                if (!IsInvisible(rune))
                    text.Append(c).Append(value[i + 1]);
                i++;
            }
            else
            {
                text.Append('\uFFFD');
            }
        }

        return text.ToString().Normalize(NormalizationForm.FormKC);
    }

    // In these blocks the compatibility form of a character is the character, whatever stands beside it.
    private static bool IsStable(char c) => c switch
    {
        >= '\u00C0' and <= '\u0131' => true,
        >= '\u0134' and <= '\u013E' => true,
        >= '\u0141' and <= '\u0148' => true,
        >= '\u014A' and <= '\u017E' => true,
        >= '\u03AC' and <= '\u03CE' => true,
        >= '\u0400' and <= '\u0482' => true,
        >= '\u2010' and <= '\u2010' or >= '\u2012' and <= '\u2016' or >= '\u2018' and <= '\u201F' or '\u2022' => true,
        >= '\u3001' and <= '\u3029' => true,
        >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FE' => true,
        >= '\u4E00' and <= '\u9FFF' => true,
        >= '\uAC00' and <= '\uD7A3' => true,
        '\u00A1' or '\u00A7' or '\u00AB' or '\u00AC' or '\u00B0' or '\u00B6' or '\u00B7' or '\u00BB' or '\u00BF' or '\u00D7' or '\u20AC' => true,
        _ => false,
    };

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u2800' or '\u3000' or '\u1680' or '\u180E';

    /// <summary>Shows nothing, or is a sign of registration beside a name.</summary>
    private static bool IsInvisible(char c)
    {
        if (c is '\u00AD' or '\u00AE' or '\u00A9' or '\u2122' or '\u2120')
            return true;
        if (c is >= '\u0080' and <= '\u009F')
            return true;
        if (c is >= '\u4E00' and <= '\u9FFF' || c < '\u0300')
            return false;
        return c is '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u3164' or '\uFFA0'
            || c is >= '\u180B' and <= '\u180F' or >= '\uFE00' and <= '\uFE0F' or >= '\uFFF0' and <= '\uFFFB'
            || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format;
    }

    private static bool IsInvisible(Rune rune) =>
        rune.Value is >= 0xE0000 and <= 0xE0FFF || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;
}
