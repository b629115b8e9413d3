using System.Runtime.CompilerServices;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by a dotted id (bundle, package, winget): exact, then posing as a listed one, then in the vendor's name space.</summary>
[SkipLocalsInit]
internal sealed class IdMatcher
{
    private const int Longest = 256;

    private readonly bool _caseMatters;
    private readonly MatchResult _none;
    private readonly SpanTable<Known> _exact;
    private readonly SpanTable<Known> _spaces;
    private readonly SpanTable<Known> _look;
    private readonly (string Id, MatchResult Prefixed)[] _posable;

    public IdMatcher(CoveredCatalogue catalogue, Answers answers, IndicatorKind kind)
    {
        _caseMatters = kind is IndicatorKind.Bundle;
        _none = Answers.NotCovered($"No {Reading.CatalogueVocabulary.Spelling(kind)} of the catalogue.");
        var all = Known.Of(catalogue, answers, kind).ToList();
        var ids = all.Where(one => !Reading.IndicatorText.IsNamespace(one.Canonical)).ToList();
        _exact = new(ids.Select(one => KeyValuePair.Create(one.Canonical, one.Known)));
        _spaces = new(all.Where(one => Reading.IndicatorText.IsNamespace(one.Canonical)).Select(one => KeyValuePair.Create(one.Canonical[..^1], one.Known)));

        var posable = ids.Where(one => one.Known.Indicator is { Outcome: MatchOutcome.Covered } indicator && indicator.Canonical.Contains('.', StringComparison.Ordinal)).ToList();
        _look = new(posable.Select(one => KeyValuePair.Create(Look(one.Canonical), new Known(one.Known.Indicator, Answers.Of(
            one.Known.Indicator!,
            MatchOutcome.Suspicious,
            $"Looks like {one.Known.Indicator!.Value} and is spelled with other letters: it poses as {answers.Subject(one.Known.Indicator)}.")))));
        _posable = [.. posable.Select(one => (one.Canonical, Answers.Of(
            one.Known.Indicator!,
            MatchOutcome.Suspicious,
            $"Begins like {one.Known.Indicator!.Value} and goes on without a dot: no id of the vendor's, made to be taken for {answers.Subject(one.Known.Indicator)}; the signer decides.")))];
    }

    /// <summary>The answer for a listed or excluded id; null for any other.</summary>
    /// <param name="value">The id.</param>
    /// <param name="caseMatters">Takes only the spelling that is listed, even of a kind whose case does not matter.</param>
    public MatchResult? Exact(ReadOnlySpan<char> value, bool caseMatters = false)
    {
        Span<char> buffer = stackalloc char[Longest];
        var id = Fold(value, buffer);
        if (id.IsEmpty || _exact.Find(id) is not { } known)
            return null;
        return caseMatters && !HostText.TrimControls(value).SequenceEqual(known.Indicator?.Value) ? null : known.Answer;
    }

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[Longest];
        var id = Fold(value, buffer);
        if (id.IsEmpty)
            return _none;
        if (_exact.Find(id) is { } known)
            return known.Answer;

        Span<char> room = stackalloc char[Longest];
        return Poses(id, room) ?? Space(id) ?? _none;
    }

    private MatchResult? Poses(ReadOnlySpan<char> id, Span<char> room)
    {
        if (_look.Find(room[..Skeleton.Write(id, room)]) is { } look && !id.Equals(look.Indicator!.Canonical, StringComparison.OrdinalIgnoreCase))
            return look.Answer;
        foreach (var (listed, prefixed) in _posable)
        {
            if (id.Length > listed.Length && id[listed.Length] != '.' && id.StartsWith(listed, StringComparison.Ordinal))
                return prefixed;
        }

        return null;
    }

    private MatchResult? Space(ReadOnlySpan<char> id)
    {
        for (var end = id.LastIndexOf('.'); end > 0; end = id[..end].LastIndexOf('.'))
        {
            if (_spaces.Find(id[..(end + 1)]) is { } known)
                return known.Answer;
        }

        return null;
    }

    private static string Look(string id) => Skeleton.Of(id.ToLowerInvariant());

    /// <summary>Small letters where case does not matter, without what tools print before an id. Skeletons are taken of small letters in any case.</summary>
    private ReadOnlySpan<char> Fold(ReadOnlySpan<char> value, Span<char> buffer)
    {
        value = HostText.TrimControls(value);
        if (value.StartsWith("package:", StringComparison.OrdinalIgnoreCase))
            value = value[8..];
        else if (value.StartsWith("id=", StringComparison.OrdinalIgnoreCase))
            value = value[3..];
        if (value.Length > buffer.Length)
            return default;
        if (_caseMatters)
        {
            value.CopyTo(buffer);
            return buffer[..value.Length];
        }

        var length = value.ToLowerInvariant(buffer);
        return buffer[..length];
    }
}
