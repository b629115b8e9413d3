using System.Text;
using TikTokBan.Exposures;
using TikTokBan.Reports.Html;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports;

/// <summary>Writes a scan as a report: a page to read and print, lists for a spreadsheet, a document for programs.</summary>
public static class ReportWriter
{
    private const string PageFile = "report.html";
    private const string ExposuresFile = "exposures.csv";
    private const string RejectedFile = "rejected.csv";
    private const string DocumentFile = "report.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The files that make up a report.</summary>
    public static IReadOnlyList<string> Files { get; } = [PageFile, ExposuresFile, RejectedFile, DocumentFile];

    /// <summary>
    /// Writes the report. The same scan and options always give the same bytes. A report that is there is replaced
    /// only once the new one is whole.
    /// </summary>
    /// <param name="scan">The scan.</param>
    /// <param name="options">How much it tells, in which language.</param>
    /// <param name="folder">Where to; made where there is none.</param>
    /// <param name="cancellationToken">Gives up; what was in the folder is then as it was.</param>
    /// <exception cref="UnusableInputException">The folder cannot be written, or there is no such language.</exception>
    public static Task WriteAsync(ScanResult scan, ReportOptions options, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        cancellationToken.ThrowIfCancellationRequested();
        var text = new ReportText(options.Language);
        var model = ReportModel.From(scan, options);
        return ReportFolder.ReplaceAsync(folder, Files, model.IsNamed, async next =>
        {
            var csvEncoding = options.Csv == CsvDialect.SpreadsheetBelgium ? Utf8WithMark : Utf8;
            await TextAsync(PageFile, Utf8, output => Page.Write(model, text, output, cancellationToken)).ConfigureAwait(false);
            await TextAsync(ExposuresFile, csvEncoding, output => CsvReport.WriteExposures(model, output, cancellationToken)).ConfigureAwait(false);
            await TextAsync(RejectedFile, csvEncoding, output => CsvReport.WriteRejected(model, output)).ConfigureAwait(false);
            var document = File.Create(Path.Combine(next, DocumentFile));
            await using (document.ConfigureAwait(false))
                JsonReport.Write(model, document, cancellationToken);

            async Task TextAsync(string file, Encoding encoding, Action<TextWriter> write)
            {
                var output = new StreamWriter(Path.Combine(next, file), append: false, encoding) { NewLine = "\n" };
                await using (output.ConfigureAwait(false))
                    write(output);
            }
        });
    }
}
