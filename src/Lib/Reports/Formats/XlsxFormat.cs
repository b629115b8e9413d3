using TikTokBan.Reports.Formats.Workbook;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Tables;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>The workbook: the point first, then a sheet for each table, in every language of the edition.</summary>
internal sealed class XlsxFormat : IReportFormat
{
    public const string File = "report.xlsx";

    public ReportFormats Format => ReportFormats.Xlsx;

    public IReadOnlyList<string> Files { get; } = [File];

    public async Task WriteAsync(ReportModel model, IReadOnlyList<ReportText> texts, string folder, CancellationToken cancellationToken)
    {
        var output = System.IO.File.Create(Path.Combine(folder, File));
        await using (output.ConfigureAwait(false))
            Write(model, texts, output, cancellationToken);
    }

    private static void Write(ReportModel model, IReadOnlyList<ReportText> texts, Stream output, CancellationToken cancellationToken)
    {
        using var parts = new WorkbookParts(output);
        var workbook = new WorkbookFile(parts);
        var sheets = new List<WorkbookSheet>();
        for (var language = 0; language < texts.Count; language++)
        {
            var text = texts[language];
            var told = model.In(text.Language);
            var point = workbook.Take(text["sheet.point"], text.Language);
            sheets.Add(point);
            var writer = new TableSheet(workbook, language, text, cancellationToken);
            var tables = new List<(DataTable, WorkbookSheet?)>();
            foreach (var table in ReportTables.Of(told, text))
            {
                var own = writer.Write(table);
                tables.Add((table, own.Count > 0 ? own[0] : null));
                sheets.AddRange(own);
            }

            // Written after the sheets that it leads to, and shown before them.
            PointSheet.Write(workbook, point, told, text, language, tables);
        }

        workbook.Finish(sheets, model, texts);
    }
}
