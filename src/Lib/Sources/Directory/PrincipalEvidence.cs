using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Directory;

/// <summary>What the catalogue makes of an application of the directory.</summary>
internal static class PrincipalEvidence
{
    /// <summary>
    /// The strongest match; null when nothing about it is known. A reply address is where tokens go, so it counts most. A publisher's name
    /// was verified by Microsoft or given by the tenant it comes from. A display name is anybody's choice.
    /// </summary>
    public static MatchResult? Judge(IValueMatcher matcher, IReadOnlyList<string?> addresses, IReadOnlyList<string?> publishers, IReadOnlyList<string?> names)
    {
        var byAddress = ByAddress(matcher, addresses);
        if (byAddress is { Outcome: MatchOutcome.Covered })
            return byAddress;
        foreach (var publisher in publishers)
        {
            if (publisher is not null && matcher.Match(IndicatorKind.Publisher, publisher) is { Outcome: not MatchOutcome.NotCovered } byPublisher)
                return byPublisher;
        }

        if (byAddress is not null)
            return byAddress;
        foreach (var name in names)
        {
            if (name is not null && matcher.Match(IndicatorKind.Name, name) is { Outcome: not MatchOutcome.NotCovered } byName)
                return NameAlone(byName);
        }

        return null;
    }

    /// <summary>A name that anybody may choose confirms nothing.</summary>
    public static MatchResult NameAlone(MatchResult match) => match.Outcome == MatchOutcome.Covered
        ? match with { Outcome = MatchOutcome.Review, Reason = "Only the display name matches, and anybody may choose that." }
        : match;

    // One address that is covered counts more than others that only look like one.
    private static MatchResult? ByAddress(IValueMatcher matcher, IReadOnlyList<string?> addresses)
    {
        MatchResult? posing = null;
        foreach (var address in addresses)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
                continue;
            var match = matcher.Match(IndicatorKind.Domain, uri.IdnHost);
            if (match.Outcome == MatchOutcome.Covered)
                return match;
            posing ??= match.Outcome == MatchOutcome.Suspicious ? match : null;
        }

        return posing;
    }
}
