using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Reports;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>report</c>: writes the report of a scan that the ledger holds.</summary>
internal static class ReportVerb
{
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--out") { Description = "Folder to write the report into.", HelpName = "DIR", Required = true };
        var scan = new Option<string>("--scan") { Description = "The scan: latest, its id or the beginning of its id.", HelpName = "latest|ID", DefaultValueFactory = _ => "latest" };
        var ledger = CommonOptions.Ledger();
        var language = CommonOptions.Language();
        var detail = new Option<ReportDetail>("--detail")
        {
            Description = "How much it tells of whom.",
            HelpName = string.Join('|', Enum.GetValues<ReportDetail>().Select(Parsing.Word)),
            CustomParser = result => Parsing.OneOf(result, Enum.GetValues<ReportDetail>()),
        };
        var verb = new Verb(
            "report",
            "Writes the report of a scan: a page to read, and the same numbers as csv and json.",
            "report --out ./report",
            "report --out ./report --scan 3f2a --detail named --language nl")
        {
            output, scan, ledger, language, detail,
        };
        var proof = new ProofOptionSet();
        proof.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var stored = await new SqliteLedger(LedgerLocation.Parse(parse.GetValue(ledger)))
                .LoadScanAsync(parse.GetValue(scan)!, cancellation).ConfigureAwait(false);
            var proved = await proof.ReadAsync(parse, cancellation).ConfigureAwait(false);
            using var certificate = proved.Signing?.Certificate;
            var options = new ReportOptions { Detail = parse.GetValue(detail), Language = parse.GetValue(language)!, Proof = proved };
            var folder = Path.GetFullPath(parse.GetValue(output)!);
            var page = await WriteAsync(stored, options, folder, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"The report is in {folder}; open {page}").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    /// <summary>Writes a report that names its directive.</summary>
    /// <returns>The page to open.</returns>
    public static async Task<string> WriteAsync(ScanResult scan, ReportOptions options, string folder, CancellationToken cancellation)
    {
        await ReportWriter.WriteAsync(scan, options with { DirectiveTitle = DirectiveTitle.Of(scan.Summary.Directive, options.Language) }, folder, cancellation).ConfigureAwait(false);
        return Path.Combine(folder, "report.html");
    }
}
