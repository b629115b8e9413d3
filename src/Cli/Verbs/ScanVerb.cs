using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>scan</c>: reads exports, prints exposures, keeps the scan in the ledger.</summary>
internal static class ScanVerb
{
    public static Command Create(Terminal terminal)
    {
        var exports = new Option<string>("--exports") { Description = "Folder or zip with what the portals exported.", HelpName = "DIR", Required = true };
        var authority = new Option<string?>("--authority") { Description = "The authority profile. Default: authority.yaml beside the exports.", HelpName = "FILE" };
        var directive = new Option<string?>("--directive") { Description = "The directive that binds. Default: the one that the profile names.", HelpName = "ID|FILE" };
        var asOf = CommonOptions.AsOf();
        var catalogue = CommonOptions.OwnCatalogue();
        var ledger = CommonOptions.Ledger();
        var noLedger = new Option<bool>("--no-ledger") { Description = "Keep nothing: 'report' can't find this scan later." };
        var language = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Ndjson, OutputFormat.Csv);
        var failOn = CommonOptions.FailOn();
        var verb = new Verb(
            "scan",
            "Finds who has or uses a covered application and says what the directive makes of each case.",
            "scan --exports ./exports",
            "scan --exports ./exports.zip --directive be-federal-716 --as-of 2026-11-16 --format json > scan.json",
            "scan --exports ./exports --format csv --fail-on Violation > exposures.csv")
        {
            exports, authority, directive, asOf, catalogue, ledger, noLedger, language, format, failOn,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var started = TimeProvider.System.GetLocalNow();
            var outcome = await ScanProgressBar.RunAsync(terminal, progress => ExportScan.RunAsync(
                new ExportScanRequest
                {
                    Exports = parse.GetValue(exports)!,
                    Authority = parse.GetValue(authority),
                    Directive = parse.GetValue(directive),
                    OwnCatalogue = parse.GetValue(catalogue)!,
                    AsOf = parse.GetValue(asOf) ?? DateOnly.FromDateTime(started.Date),
                    Language = parse.GetValue(language)!,
                    AlsoRead = parse.GetValue(noLedger) ? null : async (judgedBy, stop) =>
                        await LedgerWaivers.OpenAsync(new SqliteLedger(LedgerLocation.Parse(parse.GetValue(ledger))), judgedBy.Id, stop).ConfigureAwait(false),
                },
                progress,
                cancellation)).ConfigureAwait(false);

            await ExposurePrinter.PrintAsync(outcome.Scan, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            CoveragePrinter.Print(outcome.Scan, terminal.Notes);
            SummaryPrinter.Print(outcome.Scan, terminal.Notes);
            if (!parse.GetValue(noLedger))
                await KeepAsync(outcome, started, parse.GetValue(ledger), terminal, cancellation).ConfigureAwait(false);
            return (int)ScanStatus.Of(outcome.Scan, parse.GetValue(failOn));
        });
        return verb;
    }

    private static async Task KeepAsync(ExportScanOutcome outcome, DateTimeOffset started, string? location, Terminal terminal, CancellationToken cancellation)
    {
        var ledger = new SqliteLedger(LedgerLocation.Parse(location));
        var run = new ScanRun(started, TimeProvider.System.GetUtcNow(), outcome.ProfileHash, Product.NameAndVersion);
        var stored = await ledger.SaveScanAsync(outcome.Scan, run, cancellation).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync($"Kept as scan {stored.Id}; 'tiktokban report --out DIR' makes its report.").ConfigureAwait(false);
    }
}
