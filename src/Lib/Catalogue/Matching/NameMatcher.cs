using System.Buffers;
using System.Runtime.CompilerServices;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by an application's title: the exact one, or a covered brand followed by a tagline as stores write it.</summary>
[SkipLocalsInit]
internal sealed class NameMatcher
{
    private const int WordsOfADescription = 10;

    // Two letters are asked for, and marks that the skeleton leaves out may stand between them.
    private const int BeginningLength = 8;

    private static readonly MatchResult None = Answers.NotCovered("No title of the catalogue.");

    private static readonly MatchResult Mentions = Answers.NotCovered("Names a covered application and is another one: the title does not begin with it.");

    private static readonly SearchValues<char> Joints = SearchValues.Create(" -._");

    private static readonly SearchValues<char> VersionSigns = SearchValues.Create("0123456789.-");

    private static readonly string[] Endings = [".app", ".exe", ".apk", ".ipa", ".msix", ".lnk"];

    private static readonly string[] Builds = ["x64", "x86", "arm64", "64-bit", "32-bit", "user", "machine"];

    private readonly SpanTable<Known> _titles;
    private readonly HashSet<string> _ambiguous;
    private readonly SpanTable<NameHead[]> _heads;
    private readonly SpanTable<Known> _apart;
    private readonly string _apartBeginnings;
    private readonly TaglineWords _words;
    private readonly string[] _brands;
    private readonly MatchResult _description;

    public NameMatcher(CoveredCatalogue catalogue, Answers answers)
    {
        var all = Known.Of(catalogue, answers, IndicatorKind.Name).ToList();
        _titles = new(all.Select(one => KeyValuePair.Create(one.Canonical, one.Known)));
        _ambiguous = new(all.Where(one => one.Known.Indicator is { Ambiguous: true }).Select(one => one.Known.Indicator!.Value), StringComparer.Ordinal);
        var heads = all.Where(one => one.Known.Indicator is { } indicator && NameHead.IsHead(indicator)).Select(one => new NameHead(one.Known.Indicator!, one.Known.Answer, answers, catalogue)).ToList();
        _heads = new(heads.GroupBy(head => head.Skeleton[..2], StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, group.OrderByDescending(head => head.Skeleton.Length).ThenBy(head => head.Folded, StringComparer.Ordinal).ToArray())));
        _apart = new(heads.Where(head => head.Posable).OrderByDescending(head => head.Primary).Select(head => KeyValuePair.Create(Squash(head.Folded), new Known(head.Indicator, head.SpelledApart))));
        _apartBeginnings = string.Concat(heads.Where(head => head.Posable).Select(head => head.Folded[0]).Distinct());
        _words = new TaglineWords(catalogue.Words.ThirdParty);
        _brands = [.. heads.Where(head => head.Posable && head.Primary && !head.Folded.Contains(' ', StringComparison.Ordinal)).Select(head => head.Folded)];
        _description = heads.FirstOrDefault(head => head.Posable && head.Primary) is { } first
            ? Answers.Of(first.Indicator, MatchOutcome.Review, "A description that names a covered application, not a title: someone has to read it.")
            : None;
    }

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[NameText.Capacity];
        var folded = buffer[..NameText.Fold(value, buffer, out var whole)];
        if (folded.Length < 2)
            return None;
        if (whole && _titles.Find(folded) is { } known)
            return known.Answer;

        return HeadsFor(folded) is { } heads && ByHeads(heads, folded) is { } result ? result : SpelledApart(folded) ?? Elsewhere(folded);
    }

    /// <summary>The brands that begin as the name does, to the eye. Most names stop here, so only their beginning is looked at.</summary>
    private NameHead[]? HeadsFor(ReadOnlySpan<char> folded)
    {
        Span<char> room = stackalloc char[BeginningLength];
        var length = Skeleton.Write(folded[..Math.Min(folded.Length, BeginningLength)], room);
        return length < 2 ? null : _heads.Find(room[..2]);
    }

    private MatchResult? ByHeads(NameHead[] heads, ReadOnlySpan<char> folded)
    {
        Span<char> room = stackalloc char[NameText.Capacity];
        var skeleton = room[..Skeleton.Write(folded, room)];
        foreach (var head in heads)
        {
            if (ByHead(head, folded, skeleton) is { } result)
                return result;
        }

        return null;
    }

    /// <summary>Whether an answer rests on a title that others use too.</summary>
    public bool IsAmbiguous(MatchResult result) => result.Indicator is { } title && _ambiguous.Contains(title);

    /// <summary>The answer for such a title beside a publisher who is not the vendor.</summary>
    public static MatchResult OfAnother(MatchResult result) => result.Outcome is MatchOutcome.Covered
        ? result with { Outcome = MatchOutcome.Review, Reason = $"{result.Reason} Others use that title too, and the publisher is not the vendor's." }
        : Answers.NotCovered("A title that others use too, of a publisher who is not the vendor's.");

    private MatchResult? ByHead(NameHead head, ReadOnlySpan<char> folded, ReadOnlySpan<char> skeleton)
    {
        if (!skeleton.StartsWith(head.Skeleton))
            return null;
        var exact = folded.StartsWith(head.Folded);
        if (!exact && !head.Posable)
            return null;

        // Of a name that only looks like the brand, what follows is read as it looks too.
        var tail = exact ? folded[head.Folded.Length..] : skeleton[head.Skeleton.Length..];
        var seen = skeleton[head.Skeleton.Length..];
        var form = exact ? head.Tagline : head.IsTurkish(folded) ? head.Turkish : head.Poses;
        if (tail.IsEmpty || IsRelease(tail))
            return exact ? head.Answer : form;
        return Tails.Kind(tail) switch
        {
            TailKind.Tagline => _words.FoundIn(seen) ? head.ThirdParty : form,
            TailKind.Words when head.Primary => _words.FoundIn(seen) ? head.ThirdParty : exact ? head.Unlisted : form,
            _ => null,
        };
    }

    /// <summary>A file ending, or nothing but a version and a build.</summary>
    private static bool IsRelease(ReadOnlySpan<char> tail)
    {
        if (tail[0] == '.')
        {
            foreach (var ending in Endings)
            {
                if (tail.SequenceEqual(ending))
                    return true;
            }

            return false;
        }

        if (tail[0] != ' ')
            return false;
        while (!tail.IsEmpty)
        {
            tail = tail[1..];
            var end = tail.IndexOf(' ') is >= 0 and var space ? space : tail.Length;
            var word = tail[..end].Trim("()");
            if (!IsVersion(word) && !IsBuild(word))
                return false;
            tail = tail[end..];
        }

        return true;
    }

    private static bool IsVersion(ReadOnlySpan<char> word)
    {
        if (word.StartsWith("v", StringComparison.Ordinal))
            word = word[1..];
        return !word.IsEmpty && char.IsAsciiDigit(word[0]) && !word.ContainsAnyExcept(VersionSigns);
    }

    private static bool IsBuild(ReadOnlySpan<char> word)
    {
        foreach (var build in Builds)
        {
            if (word.SequenceEqual(build))
                return true;
        }

        return false;
    }

    /// <summary>The letters of a brand with anything else between them.</summary>
    private MatchResult? SpelledApart(ReadOnlySpan<char> folded)
    {
        if (folded.Length > 40 || !_apartBeginnings.Contains(folded[0]) || folded.IndexOfAny(Joints) < 0)
            return null;
        Span<char> letters = stackalloc char[40];
        var length = 0;
        foreach (var c in folded)
        {
            if (c is not (' ' or '-' or '.' or '_'))
                letters[length++] = c;
        }

        return _apart.Find(letters[..length])?.Answer;
    }

    private static string Squash(string folded) => string.Concat(folded.Split(' ', '-', '.', '_'));

    private MatchResult Elsewhere(ReadOnlySpan<char> folded)
    {
        foreach (var brand in _brands)
        {
            if (folded.Contains(brand, StringComparison.Ordinal))
                return IsDescription(folded, brand) ? _description : Mentions;
        }

        return None;
    }

    /// <summary>A sentence of many words that holds a brand as a word of its own, and none of a tool's.</summary>
    private bool IsDescription(ReadOnlySpan<char> folded, string brand)
    {
        Span<char> room = stackalloc char[NameText.Capacity];
        if (folded.Count(' ') + 1 < WordsOfADescription || _words.FoundIn(room[..Skeleton.Write(folded, room)]))
            return false;
        var at = folded.IndexOf(brand, StringComparison.Ordinal);
        var end = at + brand.Length;
        return (at == 0 || !char.IsLetterOrDigit(folded[at - 1])) && (end == folded.Length || !char.IsLetterOrDigit(folded[end]));
    }
}
