namespace TikTokBan.Reports.Html;

/// <summary>Fillings of bars that differ without their colours too.</summary>
internal static class Patterns
{
    // Size, turn, and what is drawn on the ground: x, y, width, height. The class of the filling gives its colour.
    private static readonly (string Id, string Size, string? Turn, (string X, string Y, string Width, string Height)[] Drawn)[] All =
    [
        ("RemoveBy", "6", "rotate(45)", [("0", "0", "3.6", "6")]),
        ("Block", "5", null, [("0", "0", "2.6", "5")]),
        ("Review", "5", null, [("0", "0", "2.2", "2.2"), ("2.5", "2.5", "2.2", "2.2")]),
        ("Advise", "5", null, [("0", "0", "5", "1.4")]),
        ("Exempt", "8", "rotate(-45)", [("0", "0", "1.6", "8")]),
        ("OutOfScope", "7", null, [("0", "0", "1.4", "1.4")]),
        ("NotInForce", "14", null, [("0", "0", "1", "14")]),
        ("unseen", "7", "rotate(45)", [("0", "0", "1.6", "7"), ("0", "0", "7", "1.6")]),
        ("other", "5", null, [("0", "0", "2.4", "2.4"), ("2.5", "2.5", "2.4", "2.4")]),
    ];

    public static void Define(HtmlWriter html)
    {
        foreach (var (id, size, turn, drawn) in All)
        {
            html.Open("pattern", ("id", "p-" + id), ("width", size), ("height", size), ("patternUnits", "userSpaceOnUse"), ("patternTransform", turn));
            html.Open("rect", ("width", size), ("height", size), ("class", "ground")).Close();
            foreach (var (x, y, width, height) in drawn)
                html.Open("rect", ("x", x), ("y", y), ("width", width), ("height", height), ("class", "ink-" + id)).Close();
            html.Close();
        }
    }
}
