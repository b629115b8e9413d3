using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger trend</c>: numbers over time.</summary>
internal static class LedgerTrendVerb
{
    private static readonly string[] Columns = ["begins", "scan", "asOf", "authority", "directive", "devices", "exposures", "violations", "key", "keyExposures", "keyViolations"];

    public static Command Create(Terminal terminal)
    {
        var step = new Option<TrendStep>("--step") { Description = "Day, Week or Month: of each, the last scan counts.", HelpName = "STEP", CustomParser = result => Parsing.SomeOf(result, Enum.GetValues<TrendStep>())[0] };
        var by = new Option<TrendKey>("--by") { Description = "Split the numbers by Application, Verdict, Organisation or Platform.", HelpName = "KEY", CustomParser = result => Parsing.SomeOf(result, Enum.GetValues<TrendKey>())[0] };
        var from = new Option<DateOnly?>("--from") { Description = "First day.", HelpName = "DATE", CustomParser = Parsing.Date };
        var to = new Option<DateOnly?>("--to") { Description = "Last day.", HelpName = "DATE", CustomParser = Parsing.Date };
        var directive = new Option<string?>("--directive") { Description = "Scans judged by this directive alone.", HelpName = "ID" };
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("trend", "Tells the numbers of cases over time, without opening any of them: those of each scan as it ran, with cases that were erased since.", "ledger trend --step Month", "ledger trend --by Verdict --from 2026-01-01 --format csv") { step, by, from, to, directive, ledger, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var request = new TrendRequest { Step = parse.GetValue(step), By = parse.GetValue(by), From = parse.GetValue(from), To = parse.GetValue(to), Directive = parse.GetValue(directive) };
            var points = await new EvidenceLedger(LedgerLocation.Parse(parse.GetValue(ledger))).TrendAsync(request, cancellation).ConfigureAwait(false);
            var rows = points.SelectMany(point => point.Counts.Count == 0 ? [(Point: point, Count: null)] : point.Counts.Select(count => (Point: point, Count: (TrendCount?)count))).ToList();
            if (parse.GetValue(format) == OutputFormat.Table)
                Print(rows, request.By, terminal);
            else
                await WriteAsync(rows, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(LedgerListVerb.Counted).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static void Print(List<(TrendPoint Point, TrendCount? Count)> rows, TrendKey by, Terminal terminal)
    {
        var table = by == TrendKey.None
            ? Tables.New("From", "Scan", "Authority", "Directive", "Devices", "Cases", "Violations")
            : Tables.New("From", "Scan", "Authority", "Directive", by.ToString(), "Cases", "Violations");
        foreach (var (point, count) in rows)
        {
            table.AddRow(
                Tables.Cell(Day(point.Begins)), Tables.Cell(point.Scan), Tables.Cell(point.Authority), Tables.Cell(point.Directive),
                by == TrendKey.None ? Tables.Number(point.Devices) : Tables.Cell(count?.Key),
                Tables.Number(count?.Exposures ?? point.Exposures), Tables.Number(count?.Violations ?? point.Violations));
        }

        terminal.Tables.Write(table);
    }

    private static Task WriteAsync(IEnumerable<(TrendPoint Point, TrendCount? Count)> rows, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var records = rows.Select(row => new object?[]
        {
            Day(row.Point.Begins), row.Point.Scan, Day(row.Point.AsOf), row.Point.Authority, row.Point.Directive, row.Point.Devices, row.Point.Exposures, row.Point.Violations,
            row.Count?.Key, row.Count?.Exposures, row.Count?.Violations,
        });
        return format == OutputFormat.Json ? Records.WriteJsonAsync(Columns, records, terminal, cancellation) : Records.WriteCsvAsync(Columns, records, terminal, cancellation);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
