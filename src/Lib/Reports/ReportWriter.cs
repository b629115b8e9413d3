using TikTokBan.Exposures;
using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports;

/// <summary>Writes a scan as a report: a page to read and print, lists for a spreadsheet, a document for programs.</summary>
public static class ReportWriter
{
    private static readonly IReportFormat[] Known = [new JsonFormat(), new CsvFormat(), new HtmlFormat(), new XlsxFormat(), new MarkdownFormat(), new PdfFormat()];

    /// <summary>The files that can make up a report.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Known.SelectMany(format => format.Files), ManifestFiles.Manifest];

    /// <summary>Writes the report of a scan of which nothing else is known.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="options">How much it tells, in which language.</param>
    /// <param name="folder">Where to; made where there is none.</param>
    /// <param name="cancellationToken">Gives up; what was in the folder is then as it was.</param>
    /// <exception cref="UnusableInputException">The folder cannot be written, or there is no such language.</exception>
    public static Task WriteAsync(ScanResult scan, ReportOptions options, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scan);
        return WriteAsync(new ReportInput(scan), options, folder, cancellationToken);
    }

    /// <summary>
    /// Writes the report. The same input and options always give the same bytes. A report that is there is replaced
    /// only once the new one is whole.
    /// </summary>
    /// <param name="input">What it is made of.</param>
    /// <param name="options">How much it tells, in which language and in which forms.</param>
    /// <param name="folder">Where to; made where there is none.</param>
    /// <param name="cancellationToken">Gives up; what was in the folder is then as it was.</param>
    /// <exception cref="UnusableInputException">The folder cannot be written, there is no such language, or a form cannot be written on this machine.</exception>
    public static Task WriteAsync(ReportInput input, ReportOptions options, string folder, CancellationToken cancellationToken = default) =>
        WriteAsync(input, options, folder, (_, _) => Task.CompletedTask, cancellationToken);

    // What is told just before the report takes its place can keep it from doing so by throwing.
    internal static async Task<IReadOnlyList<string>> WriteAsync(ReportInput input, ReportOptions options, string folder, Func<string, ReportModel, Task> beforePlaced, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        cancellationToken.ThrowIfCancellationRequested();
        var texts = ReportText.Of(options.Language);
        options.Proof.RefuseUnfit();
        var model = ReportModel.From(input, options);
        var wanted = Known.Where(format => (options.Formats | ReportFormats.Json).HasFlag(format.Format)).ToList();
        IReadOnlyList<string> files = [.. wanted.SelectMany(format => format.Files), .. options.Proof.Files];
        await ReportFolder.ReplaceAsync(folder, [.. Files, .. ManifestFiles.Optional], files, model.ListsCases, async next =>
        {
            foreach (var format in wanted)
                await format.WriteAsync(model, texts, next, cancellationToken).ConfigureAwait(false);
            await ManifestWriter.WriteAsync(next, await ManifestFacts.OfAsync(input, options, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await beforePlaced(next, model).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return files;
    }
}
