using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>scan</c>: reads exports, a tenant or both, prints exposures, keeps the scan in the ledger.</summary>
internal static class ScanVerb
{
    public static Command Create(Terminal terminal)
    {
        var exports = new Option<string?>("--exports") { Description = "Folder or zip with what the portals exported; beside a tenant, with what no tenant has, such as registers and proxy logs.", HelpName = "DIR" };
        var tenant = new TenantScanOptions();
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
            "scan --exports ./exports --format csv --fail-on Violation > exposures.csv",
            "scan --tenant agency.example --certificate ./app.pfx --client-id 716c0000-0000-4000-8000-0000000000c1 --exports ./registers")
        {
            exports, authority, directive, asOf, catalogue, ledger, noLedger, language, format, failOn,
        };
        tenant.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var started = TimeProvider.System.GetLocalNow();
            var given = parse.GetValue(exports);
            var kept = parse.GetValue(noLedger) ? null : LedgerLocation.Parse(parse.GetValue(ledger));
            var request = new ExportScanRequest
            {
                Exports = given ?? "",
                Authority = parse.GetValue(authority),
                Directive = parse.GetValue(directive),
                OwnCatalogue = parse.GetValue(catalogue)!,
                AsOf = parse.GetValue(asOf) ?? DateOnly.FromDateTime(started.Date),
                Language = parse.GetValue(language)!,
                // A file that was made for this scan to be kept in has no waivers yet.
                AlsoRead = kept is null || (parse.GetValue(ledger) is not null && kept.IsEmpty) ? null : async (judgedBy, stop) =>
                    await LedgerWaivers.OpenAsync(new EvidenceLedger(kept), judgedBy.Id, stop).ConfigureAwait(false),
            };
            if (kept is not null)
                await new EvidenceLedger(kept).TryAsync(cancellation).ConfigureAwait(false);
            var outcome = tenant.NamesTenant(parse)
                ? await ScanTenantAsync(tenant, parse, request, given, kept, terminal, cancellation).ConfigureAwait(false)
                : await ScanExportsAsync(tenant, parse, request, given, terminal, cancellation).ConfigureAwait(false);

            await ExposurePrinter.PrintAsync(outcome.Scan, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            CoveragePrinter.Print(outcome.Scan, terminal.Notes);
            SummaryPrinter.Print(outcome.Scan, terminal.Notes);
            if (kept is not null)
                await KeepAsync(outcome, started, kept, terminal, cancellation).ConfigureAwait(false);
            return (int)ScanStatus.Of(outcome.Scan, parse.GetValue(failOn), tenant.Named(parse));
        });
        return verb;
    }

    private static Task<ExportScanOutcome> ScanExportsAsync(
        TenantScanOptions tenant, ParseResult parse, ExportScanRequest request, string? exports, Terminal terminal, CancellationToken cancellation)
    {
        tenant.RequireNone(parse);
        if (exports is null)
            throw new UnusableInputException("Say what to scan: give --exports with a folder of exports, --tenant with a way to sign in, or both.");
        return ScanProgressBar.RunAsync(terminal, progress => ExportScan.RunAsync(request, progress, cancellation));
    }

    private static async Task<ExportScanOutcome> ScanTenantAsync(
        TenantScanOptions tenant, ParseResult parse, ExportScanRequest request, string? exports, LedgerLocation? ledger, Terminal terminal, CancellationToken cancellation)
    {
        var session = await tenant.OpenAsync(parse, terminal, cancellation).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        return await ScanProgressBar.RunAsync(
            terminal,
            progress => TenantScan.RunAsync(tenant.Request(parse, session, request, exports, ledger), progress, cancellation)).ConfigureAwait(false);
    }

    private static async Task KeepAsync(ExportScanOutcome outcome, DateTimeOffset started, LedgerLocation location, Terminal terminal, CancellationToken cancellation)
    {
        var ledger = new EvidenceLedger(location);
        var run = new ScanRun(started, TimeProvider.System.GetUtcNow(), outcome.ProfileHash, Product.NameAndVersion)
        {
            Actor = outcome.Actor ?? Environment.UserName,
            Permissions = outcome.Permissions,
        };
        var stored = await ledger.SaveScanAsync(outcome.Scan, run, cancellation).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync($"Kept as scan {stored.Id}; 'tiktokban report --out DIR' makes its report.").ConfigureAwait(false);
    }
}
