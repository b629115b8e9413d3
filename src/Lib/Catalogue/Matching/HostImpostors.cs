using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Tells hosts that pose as the vendor's from those that merely hold its name.</summary>
internal sealed class HostImpostors
{
    // Of what this long a name would take, an honest host has far fewer.
    private const int MostLabels = 12;

    private static readonly MatchResult SearchSuffix = Answers.NotCovered("A private suffix that a resolver appends when it searches: the name without it is logged of its own.");

    private static readonly HashSet<string> PrivateZones = new(["lan", "local", "localdomain", "home", "internal", "intranet", "corp", "private", "arpa"], StringComparer.Ordinal);

    // Second labels under which countries let others register.
    private static readonly HashSet<string> PublicSecond = new(["co", "com", "org", "net", "gov", "edu", "ac", "ne", "or", "go", "gob", "in", "me"], StringComparer.Ordinal);

    private readonly SpanTable<Known> _covered;
    private readonly SpanTable<Known> _look;
    private readonly SpanTable<string> _networks;
    private readonly SpanTable<string> _words;
    private readonly (string Brand, MatchResult OtherZone, MatchResult Posing)[] _brands;

    public HostImpostors(CoveredCatalogue catalogue, Answers answers)
    {
        var domains = catalogue.Indicators.Where(one => one is { Kind: IndicatorKind.Domain, Outcome: MatchOutcome.Covered, Role: not "cdn" }).ToList();
        _covered = new(domains.Select(one => KeyValuePair.Create(one.Canonical, new Known(one, Answers.Of(
            one, MatchOutcome.Suspicious, $"Begins with {one.Value} and belongs to whoever owns its end: it poses as {answers.Subject(one)}.")))));
        _look = new(domains.Select(one => KeyValuePair.Create(Skeleton.Of(one.Canonical), new Known(one, Answers.Of(
            one, MatchOutcome.Suspicious, $"Looks like {one.Value} and is spelled with other letters: it poses as {answers.Subject(one)}.")))));
        _networks = new(Networks(catalogue, domains).Select(zone => KeyValuePair.Create(zone, zone)));
        _words = new(catalogue.Words.Impersonation.Select(word => KeyValuePair.Create(word, word)));
        _brands = [.. catalogue.Applications
            .Where(one => one.Outcome is MatchOutcome.Covered)
            .Select(one => (Brand: NameText.Fold(one.Name()), Indicator: one.Indicators.FirstOrDefault(i => i is { Kind: IndicatorKind.Name, Ambiguous: false }), one))
            .Where(one => one.Indicator is not null && one.Brand.Length >= 6 && one.Brand.All(char.IsAsciiLetterOrDigit))
            .Select(one => (
                one.Brand,
                Answers.Of(one.Indicator!, MatchOutcome.Review, $"The name {one.Indicator!.Value} under an ending where the vendor is not known to have it: who owns it decides."),
                Answers.Of(one.Indicator!, MatchOutcome.Suspicious, $"Joins {one.Indicator!.Value} to a word of trust and is not the vendor's: it poses as {one.one.Name()}.")))];
    }

    /// <param name="host">A canonical host that is neither listed nor below a listed one.</param>
    public MatchResult? Match(ReadOnlySpan<char> host)
    {
        if (Labels(host) > MostLabels)
            return null;
        return Left(host) ?? Look(host) ?? Brand(host);
    }

    /// <summary>A covered domain on a content network, which is excluded as a whole because it serves everyone.</summary>
    public MatchResult? OnNetwork(ReadOnlySpan<char> host) =>
        Labels(host) <= MostLabels && Left(host) is { Outcome: MatchOutcome.Review } review ? review : null;

    /// <summary>A covered domain as the left labels of a longer name.</summary>
    private MatchResult? Left(ReadOnlySpan<char> host)
    {
        for (var from = host; !from.IsEmpty; from = After(from))
        {
            var end = from.IndexOf('.');
            for (var labels = 1; end >= 0 && labels <= 3; labels++)
            {
                if (labels > 1 && _covered.Find(from[..end]) is { } covered)
                    return LeftOf(from[(end + 1)..], covered);
                var next = from[(end + 1)..].IndexOf('.');
                end = next < 0 ? -1 : end + 1 + next;
            }
        }

        return null;
    }

    private MatchResult? LeftOf(ReadOnlySpan<char> zone, Known covered)
    {
        if (PrivateZones.Contains(zone[(zone.LastIndexOf('.') + 1)..].ToString()))
            return SearchSuffix;
        for (var from = zone; !from.IsEmpty; from = After(from))
        {
            if (_networks.Find(from) is not null)
                return Answers.Of(covered.Indicator!, MatchOutcome.Review, $"{covered.Indicator!.Value} on a content network that serves {covered.Indicator.Value} under other names, and this one is not listed.");
        }

        // tiktok.com.br: the name under the commercial zone of a country, rather than a name dressed up as ours.
        return zone.Length == 2 && covered.Indicator!.Canonical.EndsWith(".com", StringComparison.Ordinal) && Brand($"{covered.Indicator.Canonical}.{zone}") is { } registered
            ? registered
            : covered.Answer;
    }

    /// <summary>Letters of other scripts, digits and accents in place of a covered domain's letters.</summary>
    private MatchResult? Look(ReadOnlySpan<char> host)
    {
        var text = host;
        if (host.Contains("xn--", StringComparison.Ordinal))
            text = string.Join('.', host.ToString().Split('.').Select(label => label.StartsWith("xn--", StringComparison.Ordinal) ? HostText.Decode(label) : label));
        if (text.Length > HostText.Capacity)
            return null;

        Span<char> room = stackalloc char[HostText.Capacity];
        for (ReadOnlySpan<char> from = room[..Skeleton.Write(text, room)]; !from.IsEmpty; from = After(from))
        {
            if (_look.Find(from) is { } look)
                return look.Answer;
        }

        return null;
    }

    /// <summary>A brand as a whole label or as a part of one between hyphens.</summary>
    private MatchResult? Brand(ReadOnlySpan<char> host)
    {
        foreach (var (brand, otherZone, posing) in _brands)
        {
            if (!host.Contains(brand, StringComparison.Ordinal) && !host.Contains('-'))
                continue;
            if (IsRegistered(host, brand))
                return otherZone;
            for (var from = host; !from.IsEmpty; from = After(from))
            {
                var label = from.IndexOf('.') is >= 0 and var end ? from[..end] : from;
                if (HasWordOfTrust(label, brand))
                    return posing;
            }
        }

        return null;
    }

    /// <summary>Whether the label that was registered is the brand, hyphens aside.</summary>
    private static bool IsRegistered(ReadOnlySpan<char> host, string brand)
    {
        var last = host.LastIndexOf('.');
        if (last <= 0)
            return false;
        var above = host[..last];
        var second = above[(above.LastIndexOf('.') + 1)..];
        if (SameLetters(second, brand))
            return true;
        if (second.Length == above.Length || host.Length - last - 1 != 2 || !PublicSecond.Contains(second.ToString()))
            return false;
        above = above[..^(second.Length + 1)];
        return SameLetters(above[(above.LastIndexOf('.') + 1)..], brand);
    }

    private static bool SameLetters(ReadOnlySpan<char> label, string brand)
    {
        var at = 0;
        foreach (var c in label)
        {
            if (c == '-')
                continue;
            if (at == brand.Length || c != brand[at++])
                return false;
        }

        return at == brand.Length;
    }

    private bool HasWordOfTrust(ReadOnlySpan<char> label, string brand)
    {
        if (!label.Contains(brand, StringComparison.Ordinal) || !label.Contains('-'))
            return false;
        bool named = false, trusted = false;
        for (var from = label; !from.IsEmpty;)
        {
            var end = from.IndexOf('-') is >= 0 and var hyphen ? hyphen : from.Length;
            named |= from[..end].SequenceEqual(brand);
            trusted |= _words.Find(from[..end]) is not null;
            from = end == from.Length ? default : from[(end + 1)..];
        }

        return named && trusted;
    }

    private static int Labels(ReadOnlySpan<char> host) => host.Count('.') + 1;

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> host) => host.IndexOf('.') is >= 0 and var dot ? host[(dot + 1)..] : default;

    /// <summary>The zones of content networks: what stands behind a covered domain in a listed alias.</summary>
    private static IEnumerable<string> Networks(CoveredCatalogue catalogue, List<CoveredIndicator> domains) =>
        from alias in catalogue.Indicators
        where alias is { Kind: IndicatorKind.Domain, Role: "cdn" }
        from domain in domains
        where alias.Canonical.StartsWith(domain.Canonical + ".", StringComparison.Ordinal)
        select alias.Canonical[(domain.Canonical.Length + 1)..];
}
