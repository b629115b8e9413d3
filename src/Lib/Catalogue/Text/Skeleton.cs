using System.Collections.Frozen;
using System.Text;

namespace TikTokBan.Catalogue.Text;

/// <summary>What a folded name looks like: each character replaced by the Latin letter it can be mistaken for. Two texts with one skeleton look alike.</summary>
internal static class Skeleton
{
    private static readonly char[] Near = BuildNear();

    private static readonly FrozenDictionary<char, char> Far = BuildFar().ToFrozenDictionary();

    /// <summary>Writes the skeleton of a folded text; marks laid over letters are left out, so it may be shorter.</summary>
    public static int Write(ReadOnlySpan<char> folded, Span<char> buffer)
    {
        var length = 0;
        foreach (var c in folded)
        {
            var seen = c < Near.Length ? Near[c] : Far.GetValueOrDefault(c, c is >= '\u0300' and <= '\u036F' ? '\0' : c);
            if (seen != '\0')
                buffer[length++] = seen;
        }

        return length;
    }

    public static string Of(string folded)
    {
        Span<char> buffer = stackalloc char[Math.Max(1, folded.Length)];
        return buffer[..Write(folded, buffer)].ToString();
    }

    /// <summary>The Latin blocks: accents come off, digits and signs become the letters they are written for.</summary>
    private static char[] BuildNear()
    {
        var map = new char[0x300];
        for (var i = 0; i < map.Length; i++)
        {
            var first = i < 0x80 ? (char)i : ((char)i).ToString().Normalize(NormalizationForm.FormD)[0];
            map[i] = char.ToLowerInvariant(first);
        }

        foreach (var (from, to) in new[] { ("0", 'o'), ("1l\u0131\u0130\u0269\u026A\u0142", 'i'), ("3", 'e'), ("4@", 'a'), ("5$", 's'), ("7\u0167\u0163", 't'), ("\u0138", 'k'), ("\u00F8", 'o'), ("\u0111", 'd') })
        {
            foreach (var c in from)
                map[c] = to;
        }

        return map;
    }

    /// <summary>Greek, Cyrillic, Armenian, Cherokee, Lisu and phonetic letters that Latin ones are mistaken for.</summary>
    private static Dictionary<char, char> BuildFar()
    {
        var map = new Dictionary<char, char>();
        foreach (var (from, to) in new[]
        {
            ("\u0430\u03B1\uA4EE", 'a'), ("\u0432\u03B2\uA4D0", 'b'), ("\u0441\u03F2\uA4DA\u1D04", 'c'), ("\u0501\uA4D3\u1D05", 'd'),
            ("\u0435\u0451\u0454\u03B5\uA4F0\u1D07", 'e'), ("\u0261", 'g'), ("\u043D\u04BB\u03B7\u0570\uA4E7", 'h'),
            ("\u0456\u0457\u04CF\u03B9\u03AF\u03CA\u0390\uA4F2\uA4E1\u1D09\uA647\u13A5\uAB75\u2170", 'i'), ("\u0458\uA4D9", 'j'),
            ("\u043A\u049B\u049D\u049F\u04C4\u03BA\uA4D7\u1D0B\u13E6\uABB6", 'k'), ("\u043C\u03BC\uA4DF", 'm'), ("\u0578\u03C0\uA4E0", 'n'),
            ("\u043E\u03BF\u03CC\u0585\u0555\u03C3\u0D20\uA4F3\u1D0F", 'o'), ("\u0440\u03C1\uA4D1", 'p'), ("\u0433\uA4E3", 'r'), ("\u0455\uA4E2\uA731", 's'),
            ("\u0442\u03C4\uA4D4\u1D1B\u13A2\uAB72\u0442\u04AD", 't'), ("\u03C5\u057D\uA4F4\u1D1C", 'u'), ("\u03BD\u0475\uA4E6\u1D20", 'v'),
            ("\u051D\uA4EA\u1D21", 'w'), ("\u0445\u03C7\uA4EB", 'x'), ("\u0443\u03B3\uA4EC", 'y'), ("\uA4DC\u1D22", 'z'),
            ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", '-'), ("\u2019\u2018\u02BC", '\''),
        })
        {
            foreach (var c in from)
                map[c] = to;
        }

        return map;
    }
}
