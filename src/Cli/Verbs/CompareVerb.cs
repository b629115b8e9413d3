using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Exposures.Comparison;
using TikTokBan.Ledger;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>compare</c>: what became of each case between two scans of the ledger.</summary>
internal static class CompareVerb
{
    public static Command Create(Terminal terminal)
    {
        var from = new Option<string?>("--from") { Description = "The earlier scan: its id, or the beginning of it. Default: the one before the later scan, of the same authority and directive.", HelpName = "ID" };
        var to = new Option<string?>("--to") { Description = "The later scan likewise. Default: the one that ran last.", HelpName = "ID" };
        var change = new Option<ChangeKind[]>("--change")
        {
            Description = "Only these: New, Changed, Solved, Unseen, Same; may be given more than once. Default: all but Same.",
            HelpName = "KIND",
            CustomParser = result => Parsing.SomeOf(result, Enum.GetValues<ChangeKind>()),
            DefaultValueFactory = _ => [ChangeKind.New, ChangeKind.Changed, ChangeKind.Solved, ChangeKind.Unseen],
        };
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var failOn = CommonOptions.FailOn();
        var verb = new Verb(
            "compare",
            "Says what became of each case between two scans: new, changed, solved, or out of sight because a source was not read.",
            "compare",
            "compare --from 1f2e --to latest --format csv > changes.csv",
            "compare --change New --fail-on Violation")
        {
            from, to, change, ledger, format, failOn,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var store = new EvidenceLedger(LedgerLocation.Parse(parse.GetValue(ledger)));
            var pair = await ScanPair.LoadAsync(store, parse.GetValue(from), parse.GetValue(to), cancellation).ConfigureAwait(false);
            var comparison = ScanComparison.Of(pair.Before, pair.After);
            var kinds = parse.GetValue(change)!;
            var shown = comparison.Changes.Where(one => kinds.Contains(one.Change)).ToList();
            await ChangePrinter.PrintAsync(shown, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            foreach (var doubt in comparison.Doubts)
                await terminal.Error.WriteLineAsync(doubt).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(ComparisonSentence.Of(comparison)).ConfigureAwait(false);
            var verdicts = parse.GetValue(failOn) ?? [];
            return (int)(shown.Exists(one => one.After is { } now && verdicts.Contains(now.Verdict)) ? ExitStatus.VerdictMet : ExitStatus.Done);
        });
        return verb;
    }
}
