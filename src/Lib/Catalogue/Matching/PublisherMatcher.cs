using System.Runtime.CompilerServices;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by a publisher: the whole name, company form and all.</summary>
[SkipLocalsInit]
internal sealed class PublisherMatcher
{
    private static readonly MatchResult None = Answers.NotCovered("No publisher of the catalogue.");

    private readonly SpanTable<Known> _publishers;
    private readonly SpanTable<Known> _look;

    public PublisherMatcher(CoveredCatalogue catalogue, Answers answers)
    {
        var all = Known.Of(catalogue, answers, IndicatorKind.Publisher).Select(one => (one.Canonical, one.Known)).ToList();
        _publishers = new(all.Select(one => KeyValuePair.Create(one.Canonical, one.Known)));
        _look = new(all.Where(one => one.Known.Indicator is not null).Select(one => KeyValuePair.Create(Skeleton.Of(one.Canonical), new Known(one.Known.Indicator, Answers.Of(
            one.Known.Indicator!,
            MatchOutcome.Suspicious,
            $"Looks like the publisher {one.Known.Indicator!.Value} and is spelled with other letters: it poses as the vendor.")))));
    }

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[NameText.Capacity];
        var folded = buffer[..PublisherText.Fold(value, buffer, out var whole)];
        if (!whole || folded.IsEmpty)
            return None;
        if (_publishers.Find(folded) is { } known)
            return known.Answer;
        Span<char> room = stackalloc char[NameText.Capacity];
        return _look.Find(room[..Skeleton.Write(folded, room)])?.Answer ?? None;
    }
}
