using System.Runtime.CompilerServices;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by a host: equal to a listed one or below it, at label boundaries; the most exact rule wins.</summary>
[SkipLocalsInit]
internal sealed class DomainMatcher
{
    private const string TranslateZone = ".translate.goog";

    private static readonly MatchResult None = Answers.NotCovered("Neither a listed host nor below one.");

    private static readonly MatchResult Malformed = Answers.NotCovered("No host name.");

    private readonly SpanTable<Known> _hosts;
    private readonly HostImpostors _impostors;
    private readonly AddressMatcher _addresses;

    public DomainMatcher(CoveredCatalogue catalogue, Answers answers, AddressMatcher addresses)
    {
        _addresses = addresses;
        _hosts = Known.Table(catalogue, answers, IndicatorKind.Domain);
        _impostors = new HostImpostors(catalogue, answers);
    }

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[HostText.Capacity];
        return HostText.Read(value, buffer, out var length) switch
        {
            HostShape.Name => Host(buffer[..length]),
            HostShape.Address => _addresses.Match(value),
            _ => Malformed,
        };
    }

    /// <summary>Whether a value is a host that the catalogue lists, or below one. Impostors are not.</summary>
    public MatchResult? Listed(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[HostText.Capacity];
        return HostText.Read(value, buffer, out var length) is HostShape.Name ? Find(buffer[..length])?.Answer : null;
    }

    private MatchResult Host(ReadOnlySpan<char> host)
    {
        if (Find(host) is { } known)
            return known.Indicator is null ? _impostors.OnNetwork(host) ?? known.Answer : known.Answer;
        if (host.EndsWith(TranslateZone))
            return Translated(host[..^TranslateZone.Length]);
        return _impostors.Match(host) ?? None;
    }

    private Known? Find(ReadOnlySpan<char> host)
    {
        for (var from = host; ;)
        {
            if (_hosts.Find(from) is { } known)
                return known;
            var dot = from.IndexOf('.');
            if (dot < 0)
                return null;
            from = from[(dot + 1)..];
        }
    }

    /// <summary>The translation proxy writes a host as one label: a point as a hyphen, a hyphen as two.</summary>
    private MatchResult Translated(ReadOnlySpan<char> label)
    {
        if (label.Contains('.'))
            return _impostors.Match($"{label}{TranslateZone}") ?? None;
        var host = label.ToString().Replace("--", "\n", StringComparison.Ordinal).Replace('-', '.').Replace('\n', '-');
        return Find(host) is { Answer: { Outcome: not MatchOutcome.NotCovered } answer }
            ? answer with { Reason = $"Reached through a translation proxy, which fetches {host}. {answer.Reason}" }
            : None;
    }
}
