using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;
using TikTokBan.Reports;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>demo</c>: the main job on the made-up authority, so that anyone can see what comes out before reading on.</summary>
internal static class DemoVerb
{
    // The made-up authority lives around this day; its exports would look stale on any other.
    private static readonly DateOnly Day = new(2026, 11, 16);

    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--out")
        {
            Description = "Folder to write the report with names into; the one in numbers goes into its folder council.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "demo"),
        };
        var language = CommonOptions.Language();
        var verb = new Verb("demo", "Scans the exports of a made-up authority and writes its two reports: with names, and in numbers for the Council.", "demo", "demo --out ./first-look --language fr") { output, language };
        verb.SetAction(async (parse, cancellation) =>
        {
            var exports = Path.Combine(ProductFiles.Samples, "authority");
            await terminal.Error.WriteLineAsync($"A made-up authority, as of {Day:yyyy-MM-dd}: its exports are in {exports}").ConfigureAwait(false);
            await terminal.Error.FlushAsync(cancellation).ConfigureAwait(false);
            var request = new ExportScanRequest { Exports = exports, AsOf = Day, Language = parse.GetValue(language)! };
            var outcome = await ScanProgressBar.RunAsync(terminal, progress => ExportScan.RunAsync(request, progress, cancellation)).ConfigureAwait(false);
            CoveragePrinter.Print(outcome.Scan, terminal.Tables);
            SummaryPrinter.Print(outcome.Scan, terminal.Tables);
            terminal.Flush();

            var folder = Path.GetFullPath(parse.GetValue(output)!);
            var options = new ReportOptions { Detail = ReportDetail.Named, Language = parse.GetValue(language)! };
            var input = new ReportInput(outcome.Scan) { Directive = outcome.Directive };
            await ReportWriter.WriteAsync(input, options, folder, cancellation).ConfigureAwait(false);
            await ReportWriter.WriteAsync(input, options with { Detail = ReportDetail.Aggregate }, Path.Combine(folder, "council"), cancellation).ConfigureAwait(false);
            var (named, council) = (Path.Combine(folder, "report.html"), Path.Combine(folder, "council", "report.html"));
            await terminal.Error.WriteLineAsync($"Which devices and people, and what the rule says about each case (it names people, all invented): open {named}").ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"For the Council, in numbers that name nobody: open {council}").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
