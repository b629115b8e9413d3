using System.Globalization;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>How a title goes on after a brand.</summary>
internal enum TailKind
{
    /// <summary>Part of another word, such as <c>tiktoken</c>, or of a technical name, such as <c>tiktok-scraper</c>.</summary>
    OtherWord,

    /// <summary>A separator and a tagline, or a tagline in a script that sets itself apart.</summary>
    Tagline,

    /// <summary>Further words without a separator.</summary>
    Words,
}

/// <summary>Tells titles of a brand from words that merely begin like it.</summary>
internal static class Tails
{
    public static TailKind Kind(ReadOnlySpan<char> tail)
    {
        var spaced = tail[0] == ' ';
        var first = spaced ? tail[1..] : tail;
        if (first.IsEmpty)
            return TailKind.Tagline;

        switch (first[0])
        {
            case ':':
                return first.Length > 1 && first[1] == '/' ? TailKind.OtherWord : TailKind.Tagline;
            case '|' or '\u00B7' or '\u2022' or '~' or '\u2013' or '\u2014' or '\u2015' or '\u3010' or '\u300C':
                return TailKind.Tagline;
            case '-' or '\u2010' or '\u2012':
                return spaced || first.Length == 1 || first[1] == ' ' ? TailKind.Tagline : TailKind.OtherWord;
            case '(' or '[' or ',' or '+' or '&' or '!':
                return TailKind.Words;
        }

        if (CharUnicodeInfo.GetUnicodeCategory(first[0]) is UnicodeCategory.OtherLetter)
            return TailKind.Tagline;
        return spaced ? TailKind.Words : TailKind.OtherWord;
    }
}

/// <summary>Words that say a title is that of someone else's tool.</summary>
internal sealed class TaglineWords
{
    private readonly SpanTable<string> _words;
    private readonly string[] _phrases;

    public TaglineWords(IEnumerable<string> words)
    {
        var skeletons = words.Select(word => Skeleton.Of(NameText.Fold(word))).ToList();
        _words = new(skeletons.Where(IsWord).Select(word => KeyValuePair.Create(word, word)));
        _phrases = [.. skeletons.Where(word => !IsWord(word))];
    }

    /// <summary>Looks in the skeleton of a text, so that a disguised word is found too.</summary>
    public bool FoundIn(ReadOnlySpan<char> skeleton)
    {
        var start = 0;
        for (var i = 0; i <= skeleton.Length; i++)
        {
            if (i < skeleton.Length && char.IsLetterOrDigit(skeleton[i]))
                continue;
            if (i > start && _words.Find(skeleton[start..i]) is not null)
                return true;
            start = i + 1;
        }

        foreach (var phrase in _phrases)
        {
            if (skeleton.Contains(phrase, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // Scripts without spaces, and phrases of several words, are looked for anywhere.
    private static bool IsWord(string word) =>
        word.All(c => char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.OtherLetter);
}
