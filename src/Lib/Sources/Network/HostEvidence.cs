using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>What a host name shows.</summary>
internal static class HostEvidence
{
    /// <summary>The catalogue's answer for a host, an address or a whole url; null where it means nothing.</summary>
    public static MatchResult? Judge(Sink sink, string? target, out IndicatorKind kind)
    {
        kind = IndicatorKind.Domain;
        if (HostOf(target) is not { } host)
            return null;
        if (host.Contains(':', StringComparison.Ordinal) || System.Net.IPAddress.TryParse(host, out _))
            kind = IndicatorKind.Address;
        var match = sink.Matcher.Match(kind, host);
        if (match.Outcome == MatchOutcome.NotCovered)
            return null;

        // Pages of others load the advertising pixel, so it shows no use; an address may serve others tomorrow.
        if (match.Outcome == MatchOutcome.Covered && match.Role == "tracker")
            return match with { Outcome = MatchOutcome.Review, Reason = "The host serves the advertising pixel, which pages of others load." };
        return match.Outcome == MatchOutcome.Covered && kind == IndicatorKind.Address
            ? match with { Outcome = MatchOutcome.Review, Reason = "Only the network address matches, and no host name confirms it." }
            : match;
    }

    /// <summary>The host of a url, of <c>host:port</c>, or of a bare host; null for none.</summary>
    public static string? HostOf(string? target)
    {
        if (target is null or "" or "-")
            return null;
        var text = target.AsSpan();
        if (text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
            text = text[(scheme + 3)..];
        if (text.IndexOfAny('/', '?', '#') is >= 0 and var path)
            text = text[..path];
        if (text.LastIndexOf('@') is >= 0 and var user)
            text = text[(user + 1)..];
        if (text.StartsWith("["))
            return text.IndexOf(']') is > 1 and var close ? text[1..close].ToString() : null;

        // One colon is a port; several are an address of version 6.
        if (text.Count(':') == 1)
            text = text[..text.IndexOf(':')];
        text = text.TrimEnd('.');
        return text.IsEmpty ? null : text.ToString();
    }
}
