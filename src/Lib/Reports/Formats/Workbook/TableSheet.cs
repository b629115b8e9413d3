using TikTokBan.Reports.Model;
using TikTokBan.Reports.Tables;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>Writes a table of the report as a sheet with a header that stays and can be filtered; one that is too long for a sheet goes on in the next.</summary>
internal sealed class TableSheet(WorkbookFile workbook, int language, ReportText text, CancellationToken cancellationToken)
{
    /// <summary>Rows that a sheet can have, less its header.</summary>
    public const int MostRows = 1_048_575;

    private const int Sampled = 200;
    private const double Narrowest = 9;
    private const double Widest = 60;

    /// <summary>Writes it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="most">Most rows in one sheet.</param>
    /// <returns>Its sheets; none where it has no rows.</returns>
    public IReadOnlyList<WorkbookSheet> Write(DataTable table, int most = MostRows)
    {
        var headers = Headers(table);
        var widths = Widths(table, headers);
        var sheets = new List<WorkbookSheet>();
        using var rows = table.Rows.GetEnumerator();
        for (var more = rows.MoveNext(); more;)
        {
            var sheet = workbook.Take(text.Find("sheet." + table.Id) ?? text.Find(table.Id.Replace("by-", "by.", StringComparison.Ordinal)) ?? table.Title, text.Language);
            sheets.Add(sheet);
            var last = 0;
            workbook.Write(sheet, hasTable: true, writer =>
            {
                WorksheetFrame.Open(writer, widths, frozen: true, first: false);
                var cells = new SheetWriter(writer, language, text["workbook.cut"]);
                cells.Row([.. headers.Select(header => ((string?)header, CellStyle.Header))]);
                for (; more && cells.Last <= most; more = rows.MoveNext())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    cells.StartRow(Lines(rows.Current, widths));
                    for (var column = 0; column < table.Columns.Count; column++)
                        Write(cells, table.Columns[column].Kind, rows.Current[column]);
                    cells.EndRow();
                }

                last = cells.Last;
                WorksheetFrame.Close(writer, WorksheetFrame.Range(headers.Count, last), [], WorkbookFile.TableRelation);
            });
            workbook.WriteTable(sheet, $"{table.Id.Replace('-', '_')}_{text.Language}", WorksheetFrame.Range(headers.Count, last), headers);
        }

        return sheets;
    }

    private void Write(SheetWriter cells, CellKind kind, Cell cell)
    {
        if (cell.Figure is { } figure)
            cells.Figure(figure, text.Shown(figure));
        else if (cell.Number is { } number)
            cells.Number(number);
        else if (cell.Day is { } day)
            cells.Day(day);
        else if (cell.Time is { } time)
            cells.Moment(time);
        else if (cell.Verdict is { } verdict)
            cells.Text(text["verdict." + verdict]);
        else
            cells.Text(cell.Text, kind == CellKind.Code ? CellStyle.Code : CellStyle.Text);
    }

    private static int Lines(IReadOnlyList<Cell> row, double[] widths)
    {
        var most = 1;
        for (var column = 0; column < widths.Length; column++)
            most = Math.Max(most, SheetWriter.Lines(row[column].Text, widths[column]));
        return most;
    }

    // A table's headers have to be there, and no two alike.
    private static List<string> Headers(DataTable table)
    {
        var headers = new List<string>();
        foreach (var column in table.Columns)
        {
            var header = CellText.Of(column.Header.Length == 0 ? column.Key : column.Header, "");
            headers.Add(headers.Contains(header, StringComparer.OrdinalIgnoreCase) ? $"{header} ({column.Key})" : header);
        }

        return headers;
    }

    private static double[] Widths(DataTable table, List<string> headers)
    {
        // With room for the filter's button beside the header.
        var widths = table.Columns.Select((column, index) => Math.Max(
            headers[index].Length + 4,
            column.Kind switch { CellKind.Day => 19, CellKind.Time => 25, CellKind.Verdict => 17, _ => Narrowest })).ToArray();
        foreach (var row in table.Rows.Take(Sampled))
        {
            for (var column = 0; column < widths.Length; column++)
                widths[column] = Math.Max(widths[column], (row[column].Text?.Length ?? 0) + 2);
        }

        return [.. widths.Select(width => Math.Min(width, Widest))];
    }
}
