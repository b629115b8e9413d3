using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by where an address leads: its host, its scheme, or the store page it shows. What stands in path or query leads nowhere.</summary>
internal sealed class UrlMatcher
{
    private static readonly MatchResult None = Answers.NotCovered("The host is none of the catalogue; what stands in path, query or fragment leads nowhere.");

    private static readonly MatchResult NoHost = Answers.NotCovered("No address with a host.");

    private readonly SpanTable<Known> _schemes;
    private readonly DomainMatcher _domains;
    private readonly StoreMatcher _stores;
    private readonly IdMatcher _packages;
    private readonly IdMatcher _winget;

    public UrlMatcher(CoveredCatalogue catalogue, Answers answers, DomainMatcher domains, StoreMatcher stores, IdMatcher packages, IdMatcher winget)
    {
        _schemes = Known.Table(catalogue, answers, IndicatorKind.Url);
        (_domains, _stores, _packages, _winget) = (domains, stores, packages, winget);
    }

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        var parts = UrlText.Split(value);
        if (parts.Scheme.Length > 0 && _schemes.Find(parts.Scheme + ":") is { } scheme)
            return scheme.Answer;
        if (parts.Host.Length == 0)
            return NoHost;

        var host = parts.Host.AsSpan().IndexOfAny("/\\?#@") is >= 0 and var end ? parts.Host[..end] : parts.Host;
        var result = _domains.Match(host);
        if (Disguise(parts, host, result) is { } disguised)
            return disguised;
        return result.Outcome is MatchOutcome.NotCovered ? Store(host, parts.Rest) ?? (result.Indicator is null ? None : result) : result;
    }

    /// <summary>A covered host where people look and browsers do not, or where programs disagree.</summary>
    private MatchResult? Disguise(UrlParts parts, string host, MatchResult result)
    {
        if (parts.Ambiguous)
        {
            var after = parts.Rest.AsSpan(1);
            after = after[(after.LastIndexOf('@') + 1)..];
            after = after.IndexOfAny("/?#") is >= 0 and var stop ? after[..stop] : after;
            if (Shown(result) is { } shown || (shown = Shown(_domains.Match(after))) is not null)
                return Suspicious(shown, "A backslash and an @ make programs disagree about the host of this address: made to deceive.");
        }

        if (host.Length < parts.Host.Length && Shown(result) is { } hidden)
            return Suspicious(hidden, "Encoded signs stand in the host of this address: made to deceive.");
        if (parts.User.Length == 0 || result.Outcome is MatchOutcome.Covered or MatchOutcome.Review)
            return null;
        var user = UrlText.Decode(parts.User);
        var name = user.AsSpan().IndexOfAny(":/?#\\") is >= 0 and var end ? user[..end] : user;
        return Shown(_domains.Match(name)) is { } posed
            ? Suspicious(posed, "A covered host stands before the @, and the address leads to what stands after it: made to deceive.")
            : null;
    }

    private MatchResult? Store(string host, string rest)
    {
        var id = host.ToLowerInvariant() switch
        {
            "play.google.com" or "market.android.com" => Parameter(rest, "id") is { } package ? _packages.Exact(package) : null,
            "apps.apple.com" or "itunes.apple.com" => rest.LastIndexOf("/id", StringComparison.Ordinal) is >= 0 and var at ? _stores.Listing(Digits(rest.AsSpan(at + 3))) : null,
            "apps.microsoft.com" or "www.microsoft.com" => Segments(rest).Select(segment => _winget.Exact(segment)).FirstOrDefault(found => found is not null),
            _ => null,
        };
        return id is { Outcome: not MatchOutcome.NotCovered }
            ? id with { Outcome = MatchOutcome.Review, Reason = $"A store page, which shows interest and no installation. {id.Reason}" }
            : null;
    }

    private static string? Parameter(string rest, string name)
    {
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
            return null;
        return rest[(query + 1)..].Split('#')[0].Split('&')
            .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(pair => UrlText.Decode(pair[(name.Length + 1)..]))
            .FirstOrDefault();
    }

    private static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? text[..end] : text;

    private static string[] Segments(string rest) => rest.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static MatchResult? Shown(MatchResult result) => result.Outcome is MatchOutcome.NotCovered ? null : result;

    private static MatchResult Suspicious(MatchResult posed, string reason) => posed with { Outcome = MatchOutcome.Suspicious, Reason = reason };
}
