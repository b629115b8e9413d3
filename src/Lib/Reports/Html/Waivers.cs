using TikTokBan.Reports.Model;
using TikTokBan.Waivers;

namespace TikTokBan.Reports.Html;

/// <summary>Registered exceptions and when they expire.</summary>
internal static class Waivers
{
    public static void Write(Sheet sheet)
    {
        var (html, text, lists) = (sheet.Html, sheet.Text, sheet.Model.ListsCases);
        sheet.Section("waivers");
        html.Element("p", text["waivers.lead"]);
        var table = new TableWriter(sheet);
        (string, string?)[] columns = lists
            ? [table.Column("number"), table.Column("state"), table.Column("kind"), table.Column("application"), table.Column("holder"), table.Column("expires")]
            : [table.Column("kind"), table.Column("state"), table.Column("application"), table.Column("expires"), table.Column("count", TableWriter.Number)];
        table.Open("waivers-caption", text["waivers.caption"], columns, "waivers", "waivers");
        foreach (var row in sheet.Model.Waivers)
        {
            html.Open("tr");
            if (lists)
                Listed(sheet, table, row);
            else
                Counted(sheet, table, row);
            html.Close();
        }

        table.Close();
        if (!lists)
            html.Element("p", text["waivers.quarter"], ("class", "note"));
        Verdicts.Note(sheet);
        html.Close();
    }

    private static void Listed(Sheet sheet, TableWriter table, WaiverRow row)
    {
        sheet.Html.Open("th", ("scope", "row")).Open("code").Value(row.Id ?? "—").Close().Close();
        State(sheet, row.State);
        table.Cell(Kind(sheet, row));
        table.Cell(Application(sheet, row));
        table.Cell(row.Holder ?? sheet.Text["waiver.whoever"]);
        table.Cell(row.Expires);
    }

    private static void Counted(Sheet sheet, TableWriter table, WaiverRow row)
    {
        table.RowHeader(Kind(sheet, row));
        State(sheet, row.State);
        table.Cell(Application(sheet, row));
        table.Cell(row.Expires);
        table.Count(row.Count);
    }

    private static void State(Sheet sheet, WaiverState state)
    {
        sheet.Html.Open("td");
        Marks.State(sheet, state switch { WaiverState.Valid => "good", WaiverState.Expiring => "late", WaiverState.Expired => "over", WaiverState.Revoked => "bad", _ => "none" }, sheet.Text["waiver." + state]);
        sheet.Html.Close();
    }

    private static string Kind(Sheet sheet, WaiverRow row) => sheet.Text.Find("waiver.kind." + row.Kind) ?? row.Kind;

    private static string Application(Sheet sheet, WaiverRow row) =>
        row.Application is { } application ? sheet.TitleOf("application", application) : sheet.Text["waiver.any"];
}
