using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Tables;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>The first sheet: the point, what the document is, how to read its numbers, and what else there is.</summary>
internal static class PointSheet
{
    private static readonly double[] Widths = [46, 26, 100];

    public static void Write(WorkbookFile workbook, WorkbookSheet sheet, ReportModel model, ReportText text, int language, IReadOnlyList<(DataTable Table, WorkbookSheet? Sheet)> tables) =>
        workbook.Write(sheet, hasTable: false, writer =>
        {
            WorksheetFrame.Open(writer, Widths, frozen: false, first: language == 0);
            var cells = new SheetWriter(writer, language, text["workbook.cut"]);
            cells.Row((model.AuthorityIn(text), CellStyle.Title));
            cells.Row((text["title"], CellStyle.Plain));
            cells.Row((text.Find("kind." + model.Options.Detail) ?? text["kind.Named"], CellStyle.Plain));
            if (model.ListsCases)
                cells.Row((text["personal"], CellStyle.Warning));
            Headline(cells, model, text, tables);
            Reading(cells, model, text);
            Control(cells, text, tables);
            var links = Contents(cells, text, tables);
            WorksheetFrame.Close(writer, null, links, null);
        });

    private static void Headline(SheetWriter cells, ReportModel model, ReportText text, IReadOnlyList<(DataTable Table, WorkbookSheet? Sheet)> tables)
    {
        Heading(cells, text["point"]);
        foreach (var row in tables.Single(one => one.Table.Id == "headline").Table.Rows)
        {
            cells.StartRow(Math.Max(SheetWriter.Lines(row[0].Text, Widths[0]), SheetWriter.Lines(row[2].Text, Widths[2])));
            cells.Text(row[0].Text, CellStyle.Label);
            if (row[1].Figure is { } figure)
                cells.Figure(figure, text.Shown(figure));
            cells.Text(row[2].Text);
            cells.EndRow();
        }

        if (model.Headline.FirstDeadline is { } day)
        {
            cells.StartRow();
            cells.Text(text["column.deadline"], CellStyle.Label);
            cells.Day(day);
            cells.EndRow();
        }

        if (model.Scan.SelectedFrom is not null)
            cells.Row((model.SelectedFrom is { } whole ? text.Format("point.selection", text.Number(whole)) : text["point.selection.few"], CellStyle.Warning));
    }

    private static void Reading(SheetWriter cells, ReportModel model, ReportText text)
    {
        Heading(cells, text["reading"]);
        if (!model.ListsCases)
        {
            Sign(text.Shown(new Figure(1, FigureState.Small)), "reading.few");
            Sign("≈", "reading.about");
            Sign(text.Shown(new Figure(0, FigureState.Withheld)), "reading.withheld");
        }

        Sign("0", "reading.nought");
        cells.Row((text["reading.empty"], CellStyle.Plain));

        void Sign(string sign, string key) => cells.Row((sign, CellStyle.Label), (text[key], CellStyle.Plain));
    }

    private static void Control(SheetWriter cells, ReportText text, IReadOnlyList<(DataTable Table, WorkbookSheet? Sheet)> tables)
    {
        Heading(cells, text["table.control"]);
        foreach (var row in tables.Single(one => one.Table.Id == "control").Table.Rows)
            cells.Row((row[0].Text, CellStyle.Label), (row[1].Text, CellStyle.Plain));
    }

    private static List<(string Cell, string Sheet)> Contents(SheetWriter cells, ReportText text, IReadOnlyList<(DataTable Table, WorkbookSheet? Sheet)> tables)
    {
        var links = new List<(string, string)>();
        Heading(cells, text["workbook.contents"]);
        foreach (var (table, sheet) in tables)
        {
            if (sheet is null)
            {
                cells.Row((table.Title, CellStyle.Text), (table.WhenEmpty, CellStyle.Plain));
                continue;
            }

            cells.Row((sheet.Name, CellStyle.Link), (table.Title, CellStyle.Plain));
            links.Add(($"A{cells.Last}", sheet.Name));
        }

        return links;
    }

    private static void Heading(SheetWriter cells, string text)
    {
        cells.Row();
        cells.Row((text, CellStyle.Heading));
    }
}
