using System.Text;

namespace TikTokBan.Reports.Rollup;

/// <summary>Tells names of authorities apart: exactly, but for blanks and the ways in which Unicode spells one letter.</summary>
internal static class AuthorityName
{
    private const int LongestCompared = 120;
    private const int MostEdits = 3;

    /// <summary>What two spellings of one name have in common.</summary>
    public static string Normal(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            text.Append(Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        return string.Join(' ', text.ToString().Normalize(NormalizationForm.FormKC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether two different names are so alike that one may be meant by the other.</summary>
    public static bool IsNear(string one, string other)
    {
        var (first, second) = (Folded(one), Folded(other));
        if (first == second)
            return true;
        var most = Math.Min(MostEdits, Math.Min(first.Length, second.Length) / 6);
        return Math.Abs(first.Length - second.Length) <= most && Edits(first, second, most) <= most;
    }

    // Without case, accents and signs. Cut, so that a name of any length costs little.
    private static string Folded(string name)
    {
        var cut = name.Length > LongestCompared ? name[..LongestCompared] : name;
        var folded = new StringBuilder(cut.Length);
        foreach (var rune in cut.EnumerateRunes().SelectMany(rune => rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes()))
        {
            if (Rune.IsLetterOrDigit(rune))
                folded.Append(Rune.ToLowerInvariant(rune));
        }

        return folded.ToString();
    }

    // Levenshtein's distance, given up once it is sure to be more than is asked for.
    private static int Edits(string one, string other, int most)
    {
        var before = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var row = 1; row <= one.Length; row++)
        {
            var line = new int[other.Length + 1];
            line[0] = row;
            for (var column = 1; column <= other.Length; column++)
                line[column] = Math.Min(Math.Min(before[column], line[column - 1]) + 1, before[column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1));
            if (line.Min() > most)
                return most + 1;
            before = line;
        }

        return before[^1];
    }
}
