using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger list</c>: the scans that it holds.</summary>
internal static class LedgerListVerb
{
    private static readonly string[] Columns = ["id", "asOf", "authority", "directive", "devices", "exposures", "violations", "finished", "actor"];

    /// <summary>What is counted: a report of the same scan leaves out what was erased.</summary>
    public const string Counted = "Numbers are those of each scan as it ran, with cases that were erased since; a report leaves those out, and says that there are some.";

    public static Command Create(Terminal terminal)
    {
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("list", "Lists the scans that it holds, the one that ran last first. Their numbers are those of the scan as it ran, with cases that were erased since.", "ledger list", "ledger list --ledger ./ledger.db --format json") { ledger, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var scans = await new EvidenceLedger(LedgerLocation.Parse(parse.GetValue(ledger))).ListScansAsync(cancellation).ConfigureAwait(false);
            if (parse.GetValue(format) == OutputFormat.Table)
                Print(scans, terminal);
            else
                await WriteAsync(scans, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(Counted).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static void Print(IReadOnlyList<StoredScan> scans, Terminal terminal)
    {
        var table = Tables.New("Scan", "As of", "Authority", "Directive", "Devices", "Cases", "Violations", "Ran");
        foreach (var scan in scans)
        {
            table.AddRow(
                Tables.Cell(scan.Id), Tables.Cell(Day(scan)), Tables.Cell(scan.Authority), Tables.Cell(scan.Directive),
                Tables.Number(scan.Devices), Tables.Number(scan.Exposures), Tables.Number(scan.Violations),
                Tables.Cell(scan.Finished.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)));
        }

        terminal.Tables.Write(table);
    }

    private static string Day(StoredScan scan) => scan.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task WriteAsync(IReadOnlyList<StoredScan> scans, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var records = scans.Select(scan => new object?[] { scan.Id, Day(scan), scan.Authority, scan.Directive, scan.Devices, scan.Exposures, scan.Violations, scan.Finished.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), scan.Actor });
        return format == OutputFormat.Json ? Records.WriteJsonAsync(Columns, records, terminal, cancellation) : Records.WriteCsvAsync(Columns, records, terminal, cancellation);
    }
}
