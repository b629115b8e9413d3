namespace TikTokBan.Generator.World;

/// <summary>Applications that a search for TikTok must find, must keep apart, or must leave alone.</summary>
internal static class AppsOfInterest
{
    /// <summary>Titles of TikTok itself: stores translate them, and people rename nothing but they do differ.</summary>
    public static readonly IReadOnlyList<string> TikTokTitles =
        ["TikTok", "TikTok", "TikTok", "TikTok", "TikTok - Make Your Day", "TikTok: Videos, Lives & Musik", "TikTok - Trends Start Here"];

    /// <summary>Titles that a search for the word misses, each a set piece.</summary>
    public static readonly IReadOnlyList<(string Case, string Name)> StrangeTitles =
        [("title-cyrillic", "ТикТок"), ("title-chinese", "TikTok 有趣的人都在這裡"), ("title-trademark", "TikTok™"), ("title-soft-hyphen", "Tik\u00ADTok")];

    private static readonly (string Name, Archetype[] On, double Rate)[] Others =
    [
        ("CapCut", [Archetype.IPhoneCompany, Archetype.AndroidFullyManaged, Archetype.IPadCompany, Archetype.WindowsCompany], 0.012),
        ("Lemon8", [Archetype.IPhoneCompany], 0.010),
        ("SSS Video Downloader for TikTok - No Watermark", [Archetype.AndroidFullyManaged, Archetype.AndroidWorkProfile], 0.015),
        ("Tick Tock - Fasting Timer", [Archetype.IPhoneCompany], 0.015),
        ("TikTik Messenger", [Archetype.AndroidFullyManaged, Archetype.AndroidWorkProfile], 0.010),
        ("Tic Tac Toe", [Archetype.IPhoneCompany, Archetype.IPadCompany], 0.02),
        ("tiktoken 0.12.0", [Archetype.WindowsCompany], 0.008),
        ("tiktok-scraper", [Archetype.WindowsCompany], 0.003),
        ("Wheel of Names", [Archetype.IPadCompany, Archetype.IPadShared], 0.03),
        ("Musically - piano lessons", [Archetype.IPhoneCompany], 0.006),
        ("Espresso Display", [Archetype.MacCompany], 0.04),
    ];

    public static IReadOnlyList<App> For(Draw draw, Archetype archetype)
    {
        List<App>? apps = null;
        if (draw.Chance(archetype.TikTok))
            (apps ??= []).Add(TikTok(draw, archetype));
        foreach (var (name, on, rate) in Others)
        {
            if (Array.IndexOf(on, archetype) >= 0 && draw.Chance(rate))
                (apps ??= []).Add(Named(draw, archetype, name));
        }
        return apps ?? (IReadOnlyList<App>)[];
    }

    public static bool IsTikTok(App app) =>
        app.Name == "TikTok Lite" || TikTokTitles.Contains(app.Name) || StrangeTitles.Any(strange => strange.Name == app.Name);

    public static App TikTok(Draw draw, Archetype archetype) =>
        Named(draw, archetype, archetype.Kind == Hardware.Pc ? "TikTok" : draw.Pick(TikTokTitles));

    public static App Named(Draw draw, Archetype archetype, string name)
    {
        var version = $"{draw.Between(41, 42)}.{draw.Between(0, 9)}.{draw.Between(0, 3)}";
        return archetype.Kind switch
        {
            Hardware.Pc => new(name, Publisher(name), version, ""),
            // A phone's inventory hardly ever names a publisher.
            Hardware.AndroidPhone => new(name, "", version, ""),
            _ => new(name, "", version.Replace(".", "", StringComparison.Ordinal), version),
        };
    }

    private static string Publisher(string name) => name switch
    {
        "TikTok" => "TikTok Pte. Ltd.",
        "CapCut" => "Bytedance Pte. Ltd.",
        "Lark" => "Lark Technologies Pte. Ltd.",
        _ => "",
    };
}
