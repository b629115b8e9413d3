using System.Globalization;

namespace TikTokBan.Reports.Html;

/// <summary>How far plans have come that remove applications, and what plans put in force against their return.</summary>
internal static class Removals
{
    public static void Write(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        sheet.Section("removals");
        html.Element("p", text["removals.lead"]);
        var table = new TableWriter(sheet);
        string[] numbers = ["devices", "acted", "gone", "present", "failed", "late"];
        table.Open(
            "removals-caption",
            text["removals.caption"],
            [table.Column("plan"), table.Column("state"), table.Column("progress", TableWriter.Picture), .. numbers.Select(column => table.Column(column, TableWriter.Number)), table.Column("deadline"), table.Column("ran")],
            "removals",
            "removals");
        foreach (var row in sheet.Model.Removals)
        {
            html.Open("tr").Open("th", ("scope", "row")).Open("code").Value(row.Plan).Close().Close();
            html.Open("td");
            Marks.State(sheet, Mark(row.State), text.Find("progress." + row.State) ?? row.State);
            html.Close();
            Bars.Cell(html, [new("whole", row.ActedOn), new("rest", Rest(row.Devices, row.ActedOn))], row.Devices.HasValue ? row.Devices.Value : 0);
            foreach (var figure in new[] { row.Devices, row.ActedOn, row.SeenGone, row.SeenPresent, row.Failed, row.Late })
                table.Count(figure);
            table.Cell(row.Deadline);
            table.Cell(row.LastRun);
            html.Close();
        }

        table.Close();
        html.Element("p", text.Format("removals.note", [.. numbers.Select(column => text["column." + column])]), ("class", "note"));
        Verdicts.Note(sheet);
        html.Close();
    }

    public static void Blocks(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        sheet.Section("blocks");
        html.Element("p", text["blocks.lead"]);
        var table = new TableWriter(sheet);
        table.Open(
            "blocks-caption",
            text["blocks.caption"],
            [table.Column("where"), table.Column("state"), table.Column("in-force", TableWriter.Number), table.Column("applications"), table.Column("begun"), table.Column("plan")],
            "blocks",
            "blocks");
        foreach (var row in sheet.Model.Blocks)
        {
            html.Open("tr");
            table.RowHeader(text.Find("block.part." + row.Part) ?? row.Part);
            html.Open("td");
            Marks.State(sheet, Mark(row.State), text.Find("block.state." + row.State) ?? text.Find("block." + row.State) ?? row.State);
            html.Close();
            html.Element("td", text.Format("blocks.share", text.Number(row.InForce), text.Number(row.Controls)), ("class", TableWriter.Number), ("data-s", row.InForce.ToString(CultureInfo.InvariantCulture)));
            table.Cell(string.Join(", ", row.Applications.Select(application => sheet.TitleOf("application", application))));
            table.Cell(row.Since);
            html.Open("td").Open("code").Value(row.Plan).Close().Close().Close();
        }

        table.Close();
        html.Close();
    }

    private static Privacy.Figure Rest(Privacy.Figure whole, Privacy.Figure part) =>
        whole.HasValue && part.HasValue ? new(Math.Max(0, whole.Value - part.Value)) : new(0);

    private static string Mark(string state) => state switch
    {
        "done" or "inForce" => "good",
        "withFailures" => "bad",
        "underWay" or "waitingForApproval" or "partly" => "half",
        "takenBack" => "over",
        _ => "none",
    };
}
