using TikTokBan.Reports.Formats.Printing;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>The page, printed by an installed browser.</summary>
/// <param name="browser">Finds the browser.</param>
/// <param name="patience">How long it may take.</param>
internal sealed class PdfFormat(Func<string> browser, TimeSpan patience) : IReportFormat
{
    public const string File = "report.pdf";

    /// <summary>More cases are left out and the page says so: nobody reads hundreds of sheets of them, and the lists are there.</summary>
    public const int MostCases = 2_000;

    public PdfFormat()
        : this(BrowserProgram.Find, BrowserPrinter.Patience)
    {
    }

    public ReportFormats Format => ReportFormats.Pdf;

    public IReadOnlyList<string> Files { get; } = [File];

    public async Task WriteAsync(ReportModel model, IReadOnlyList<ReportText> texts, string folder, CancellationToken cancellationToken)
    {
        var printer = new BrowserPrinter(browser(), patience);
        // Apart from the report: the page may not be asked for, its folder may have any name, and a browser fills its profile with files.
        var apart = Directory.CreateTempSubdirectory("tiktokban-print-").FullName;
        try
        {
            var (printed, words) = Printable(model, texts);
            await new HtmlFormat().WriteAsync(printed, words, apart, cancellationToken).ConfigureAwait(false);
            var target = Path.Combine(apart, File);
            await printer.PrintAsync(Path.Combine(apart, HtmlFormat.File), target, Path.Combine(apart, "profile"), cancellationToken).ConfigureAwait(false);
            var document = await System.IO.File.ReadAllBytesAsync(target, cancellationToken).ConfigureAwait(false);
            PdfDates.Set(document, model.Scan.AsOf);
            await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, File), document, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await RemoveAsync(apart).ConfigureAwait(false);
        }
    }

    /// <summary>What is printed: the same, less a list that is too long, in whose place stands where to find it.</summary>
    internal static (ReportModel Model, IReadOnlyList<ReportText> Texts) Printable(ReportModel model, IReadOnlyList<ReportText> texts)
    {
        if (model.Cases.Count <= MostCases)
            return (model, texts);
        return (
            model with { Cases = [], Changes = model.Changes is { } changes ? changes with { SolvedCases = [] } : null },
            [.. texts.Select(text => text.With("cases.none", text.Format("printed.cases", text.Number(model.Cases.Count))))]);
    }

    // A browser's children may hold a file of the profile for a moment after it has ended.
    private static async Task RemoveAsync(string folder)
    {
        for (var again = 0; Directory.Exists(folder); again++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException && again < 20)
            {
                await Task.Delay(100).ConfigureAwait(false);
            }
        }
    }
}
