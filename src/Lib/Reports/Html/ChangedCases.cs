using TikTokBan.Exposures;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Html;

/// <summary>The cases behind what changed: those that are gone, which stand nowhere else, and those that are new or back.</summary>
internal static class ChangedCases
{
    // A first scan makes every case new; the list of cases marks them all.
    private const int MostArrived = 200;

    public static void Write(Sheet sheet, ChangeSet changes)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        html.Element("h3", text["changes.arrived"]);
        var arrived = sheet.Model.Cases.Where(one => Arrived(changes, one));
        if (!arrived.Any())
            html.Element("p", text["changes.arrived.none"]);
        else
            Table(sheet, "arrived", arrived.Take(MostArrived), one => changes.ReappearedCases.Contains(one.Id) ? "reappeared" : "new");
        if (arrived.LongCount() - MostArrived is > 0 and var more)
            html.Element("p", text.Format("changes.arrived.more", text.Number(more)), ("class", "note"));

        html.Element("h3", text["changes.solved"]);
        if (changes.SolvedCases.Count == 0)
            html.Element("p", text["changes.solved.none"]);
        else
            Table(sheet, "solved", changes.SolvedCases, _ => "solved");
    }

    private static bool Arrived(ChangeSet changes, Exposure one) => changes.NewCases.Contains(one.Id) || changes.ReappearedCases.Contains(one.Id);

    private static void Table(Sheet sheet, string id, IEnumerable<Exposure> cases, Func<Exposure, string> change)
    {
        var html = sheet.Html;
        var table = new TableWriter(sheet);
        table.Open(
            $"changes-{id}-caption",
            sheet.Text[$"changes.{id}.caption"],
            [table.Column("change"), table.Column("verdict"), table.Column("application"), table.Column("device"), table.Column("person"), table.Column("last-seen")],
            "arrived",
            "changes");
        foreach (var one in cases)
        {
            html.Open("tr").Open("th", ("scope", "row"));
            Changes.Mark(sheet, change(one));
            html.Close().Open("td", ("data-s", CaseRow.Order(one.Verdict)));
            Marks.ShapeAndWord(sheet, one.Verdict);
            html.Close();
            table.Cell(sheet.TitleOf("application", one.Application));
            table.Cell(CaseRow.Device(sheet, one));
            table.Cell(CaseRow.Person(sheet, one));
            table.Cell(one.LastSeen);
            html.Close();
        }

        table.Close();
    }
}
