namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by a social-media handle: only those that an authority lists as its own mean anything.</summary>
internal sealed class AccountMatcher
{
    private static readonly MatchResult None = Answers.NotCovered("An account under a name shows that someone uses the name, not that its bearer uses the application: it may be an imitation.");

    private readonly SpanTable<Known> _handles;

    public AccountMatcher(CoveredCatalogue catalogue, Answers answers) =>
        _handles = new(Known.Of(catalogue, answers, IndicatorKind.Account).Select(one => KeyValuePair.Create(one.Canonical, one.Known)));

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.IndexOf(' ') is > 0 and var end)
            value = value[..end];
        if (value.IsEmpty || value.Length > 64)
            return None;
        Span<char> handle = stackalloc char[66];
        handle[0] = '@';
        var length = value.TrimStart('@').ToLowerInvariant(handle[1..]) + 1;
        return _handles.Find(handle[..length])?.Answer is { Outcome: not MatchOutcome.NotCovered } known
            ? known with { Outcome = MatchOutcome.Review, Reason = $"{known.Reason} Who runs the account, and from which device, the handle does not say." }
            : None;
    }
}
