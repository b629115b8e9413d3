namespace TikTokBan.Catalogue.Reading;

/// <summary>The closed sets of words of a catalogue file, as JSON and YAML spell them.</summary>
internal static class CatalogueVocabulary
{
    public static IReadOnlyDictionary<string, IndicatorKind> Kinds { get; } =
        Enum.GetValues<IndicatorKind>().Where(kind => kind is not IndicatorKind.Subject).ToDictionary(Spelling, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, MatchOutcome> Outcomes { get; } = new Dictionary<string, MatchOutcome>(StringComparer.Ordinal)
    {
        ["covered"] = MatchOutcome.Covered,
        ["review"] = MatchOutcome.Review,
        ["notCovered"] = MatchOutcome.NotCovered,
    };

    public static IReadOnlyDictionary<string, string> Platforms { get; } = Words("ios", "macos", "android", "windows");

    public static IReadOnlyDictionary<string, string> Categories { get; } =
        Words("recreational", "creation", "commerce", "assistant", "work", "development", "cloud", "device");

    public static IReadOnlyDictionary<string, string> Roles { get; } =
        Words("service", "cdn", "infrastructure", "telemetry", "tracker", "ads", "corporate", "cloud", "network", "account", "notification", "newsletter", "business", "shop", "library");

    public static IReadOnlyDictionary<string, string> Tiers { get; } = Words("first-party", "database", "community", "block list", "derived");

    /// <summary>A kind as files and the command line write it: <c>appStoreId</c>.</summary>
    public static string Spelling(IndicatorKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static Dictionary<string, string> Words(params string[] words) => words.ToDictionary(word => word, StringComparer.Ordinal);
}
