using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Moving;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger move</c>: the whole ledger to another place.</summary>
internal static class LedgerMoveVerb
{
    public static Command Create(Terminal terminal)
    {
        var to = new Option<string>("--to") { Description = "Where to: a ledger in which nothing was stored yet.", HelpName = "URI", Required = true };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb(
            "move",
            "Copies the ledger to another place, of whichever engine, and proves that nothing was lost: rows and hashes of both are compared, and the copy's chain is verified. The source stays as it is.",
            "ledger move --ledger ./ledger.db --to 'postgres://owner@db.agency.example/tiktokban?authority=north'",
            "ledger move --ledger 'postgres://owner@db.agency.example/tiktokban?authority=north' --to ./north.db")
        {
            to, ledger,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var target = LedgerLocation.Parse(parse.GetValue(to));
            var moved = await LedgerMove.RunAsync(CommonOptions.LedgerToRead(parse, ledger), target, null, cancellation).ConfigureAwait(false);
            var check = await new LedgerChain(target, TimeProvider.System).VerifyAsync(null, null, cancellation).ConfigureAwait(false);
            var table = Tables.New("Table", "Rows", "Sum of hashes in both");
            foreach (var one in moved.Tables)
                table.AddRow(Tables.Cell(one.Table), Tables.Number(one.Rows), Tables.Cell(one.Sum));
            terminal.Tables.Write(table);
            foreach (var finding in check.Findings)
                await terminal.Error.WriteLineAsync(finding.Sentence).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{Counts.Of(moved.Events, "event")} of chain {moved.Chain} {(moved.Events == 1 ? "is" : "are")} in {moved.To}, the last with hash {moved.Head}; {(check.Holds ? "all is there as it was stored" : "but not all was as it had been stored, here as there")}. {moved.From} is as it was: don't write to it any more.")).ConfigureAwait(false);
            return (int)(check.Holds ? ExitStatus.Done : ExitStatus.Failed);
        });
        return verb;
    }
}
