using TikTokBan.Catalogue;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Sources.Network.Hunting;

/// <summary>
/// What of the catalogue a query looks for. It only has to find everything that the matcher may want to see; the matcher then
/// decides row by row.
/// </summary>
internal sealed class HuntingTerms
{
    // The shortest brand of which a part of a word isn't some other word; the matcher of hosts draws the same line.
    private const int ShortestBrand = 6;
    private const int MostVariants = 48;

    // How a name with letters of other scripts is written in a host.
    private const string EncodedLabel = "xn--";

    private static readonly char[] Letters = [.. Enumerable.Range(0, 128).Select(code => (char)code).Where(char.IsAsciiLetterOrDigit).Where(c => !char.IsAsciiLetterUpper(c))];

    public HuntingTerms(CoveredCatalogue catalogue)
    {
        var wanted = catalogue.Indicators.Where(indicator => indicator.Outcome != MatchOutcome.NotCovered).ToList();
        Brands =
        [
            .. catalogue.Applications.Where(one => one.Outcome == MatchOutcome.Covered)
                .Select(one => NameText.Fold(one.Name()))
                .Where(name => name.Length >= ShortestBrand && name.All(char.IsAsciiLetterOrDigit))
                .Distinct().Order(StringComparer.Ordinal),
        ];
        Hosts = [.. HostsOf(wanted).Concat(Brands.SelectMany(LookAlikes)).Distinct().Order(StringComparer.Ordinal)];
        Names = Shortest(wanted.Where(one => one.Kind == IndicatorKind.Name).Select(one => NameText.Fold(one.Value)));
        Publishers = Shortest(wanted.Where(one => one.Kind == IndicatorKind.Publisher).Select(one => PublisherText.Fold(one.Value)));
        Packages = [.. wanted.Where(one => one.Kind == IndicatorKind.PackageFamilyName).Select(one => one.Value.Split('_')[0]).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Names that may stand anywhere within a host, a path or a title.</summary>
    public IReadOnlyList<string> Brands { get; }

    /// <summary>What stands within a host in any case, letters of other scripts included.</summary>
    public IReadOnlyList<string> Parts => [.. Brands, EncodedLabel];

    /// <summary>Whole labels or ends of hosts that hold no brand, and spellings that pass for a brand.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Titles in words with blanks.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Publishers in words with blanks, without their legal form.</summary>
    public IReadOnlyList<string> Publishers { get; }

    /// <summary>Identity names of Windows packages.</summary>
    public IReadOnlyList<string> Packages { get; }

    // A host below another that is asked for need not be asked for, nor one that holds a brand.
    private IEnumerable<string> HostsOf(IReadOnlyList<CoveredIndicator> wanted)
    {
        var hosts = wanted.Where(one => one.Kind is IndicatorKind.Domain or IndicatorKind.Sender)
            .Select(one => one.Canonical[(one.Canonical.LastIndexOf('@') + 1)..])
            .ToHashSet(StringComparer.Ordinal);
        return hosts.Where(host => !Brands.Any(brand => host.Contains(brand, StringComparison.Ordinal)) && !IsBelow(host, hosts));
    }

    private static bool IsBelow(string host, HashSet<string> hosts)
    {
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
        {
            if (hosts.Contains(host[(dot + 1)..]))
                return true;
        }

        return false;
    }

    // Digits for letters, and hyphens between them.
    private static IEnumerable<string> LookAlikes(string brand)
    {
        IEnumerable<string> spellings = [""];
        foreach (var letter in brand)
        {
            var seen = Skeleton.Of(letter.ToString());
            var like = Letters.Where(c => Skeleton.Of(c.ToString()) == seen).ToList();
            spellings = [.. spellings.SelectMany(begun => like.Select(c => begun + c)).Take(MostVariants)];
        }

        return spellings.Concat(Enumerable.Range(1, brand.Length - 1).Select(place => brand.Insert(place, "-"))).Where(spelling => spelling != brand);
    }

    // A title that begins with another one is found by that one.
    private static List<string> Shortest(IEnumerable<string> texts)
    {
        var kept = new List<string>();
        foreach (var text in texts.Where(text => text.Length > 1).Distinct(StringComparer.Ordinal).OrderBy(text => text.Length).ThenBy(text => text, StringComparer.Ordinal))
        {
            if (!kept.Any(shorter => text.StartsWith(shorter + " ", StringComparison.Ordinal)))
                kept.Add(text);
        }

        return kept;
    }
}
