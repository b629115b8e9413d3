using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
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
        var asked = new ReportOptionSet();
        var authority = new Option<string?>("--authority") { Description = "The authority profile, for names of organisations and assumptions in the report's language.", HelpName = "FILE" };
        var directive = new Option<string?>("--directive") { Description = "The file of a directive of the authority's own, where the scan judged by one.", HelpName = "FILE" };
        var verb = new Verb(
            "report",
            "Writes the report of a scan: a page to read, and the same numbers as a workbook, csv, json and a summary for a mail.",
            "report --out ./report",
            "report --out ./report --language fr-nl --format html,pdf",
            "report --out ./cases --scan 3f2a --detail named --confirm")
        {
            output, scan, ledger, authority, directive,
        };
        asked.AddTo(verb);
        var proof = new ProofOptionSet();
        proof.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var proved = await proof.ReadAsync(parse, cancellation).ConfigureAwait(false);
            using var certificate = proved.Signing?.Certificate;
            var written = await ReportOperation.RunAsync(
                new ReportRequest
                {
                    Options = asked.Read(parse) with { Proof = proved },
                    Folder = Path.GetFullPath(parse.GetValue(output)!),
                    Ledger = LedgerLocation.Parse(parse.GetValue(ledger)),
                    Reference = parse.GetValue(scan),
                    Profile = parse.GetValue(authority),
                    DirectiveFile = parse.GetValue(directive),
                    PseudonymKeyFile = parse.GetValue(asked.PseudonymKey),
                    NamesAgreed = parse.GetValue(asked.Confirm),
                    Actor = Environment.UserName,
                    Product = Product.NameAndVersion,
                },
                TimeProvider.System,
                cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"The report is in {written.Folder}; open {written.Opens}").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
