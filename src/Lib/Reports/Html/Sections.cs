using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Html;

/// <summary>The sections of a page in the order in which its reader needs them, those alone of which there is something to say.</summary>
internal static class Sections
{
    private static readonly (string Id, Func<ReportModel, bool> Has, Action<Sheet, CancellationToken> Write)[] All =
    [
        ("unseen", _ => true, (sheet, _) => BlindSpots.Write(sheet)),
        ("verdicts", _ => true, (sheet, _) => Verdicts.Write(sheet)),
        ("trend", model => model.Trend.Count > 0, (sheet, _) => Trend.Write(sheet)),
        ("changes", model => model.Changes is not null, (sheet, _) => Changes.Write(sheet)),
        ("breakdowns", _ => true, (sheet, _) => Breakdowns.Write(sheet)),
        ("removals", model => model.Removals.Count > 0, (sheet, _) => Removals.Write(sheet)),
        ("blocks", model => model.Blocks.Count > 0, (sheet, _) => Removals.Blocks(sheet)),
        ("waivers", model => model.Waivers.Count > 0, (sheet, _) => Waivers.Write(sheet)),
        ("missing", _ => true, (sheet, _) => Gaps.Missing(sheet)),
        ("assumptions", _ => true, (sheet, _) => Gaps.Assumptions(sheet)),
        ("coverage", _ => true, (sheet, _) => CoverageSection.Write(sheet)),
        ("unread", _ => true, (sheet, _) => Unread.Write(sheet)),
        ("lookalikes", _ => true, (sheet, _) => Unread.Lookalikes(sheet)),
        ("untold", model => Untold.Of(model).Count > 0, (sheet, _) => Untold.Write(sheet)),
        ("cases", model => model.ListsCases, Cases.Write),
        ("method", _ => true, (sheet, _) => Closing.Method(sheet)),
        ("provenance", model => model.Provenance.Count > 0, (sheet, _) => Register.Provenance(sheet)),
        ("register", model => model.Register.Count > 0, (sheet, _) => Register.Write(sheet)),
        ("document", _ => true, (sheet, _) => DocumentSection.Write(sheet)),
        ("glossary", _ => true, (sheet, _) => Closing.Glossary(sheet)),
    ];

    public static void Write(Sheet sheet, CancellationToken cancellationToken)
    {
        var sections = All.Where(section => section.Has(sheet.Model)).ToList();
        sheet.Number([.. sections.Select(section => section.Id)]);
        Point.Write(sheet);
        Contents(sheet, [.. sections.Select(section => section.Id)]);
        foreach (var section in sections)
            section.Write(sheet, cancellationToken);
    }

    private static void Contents(Sheet sheet, IReadOnlyList<string> sections)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        html.Open("nav", ("aria-labelledby", sheet.Id("contents")), ("class", "contents"));
        html.Element("h2", text["contents"], ("id", sheet.Id("contents")));
        html.Open("ol");
        foreach (var section in sections)
        {
            html.Open("li").Open("a", ("href", sheet.Anchor(section)));
            html.Element("span", sheet.NumberOf(section), ("class", "no")).Text(" ").Text(text[section]).Close().Close();
        }

        html.Close().Close();
    }
}
