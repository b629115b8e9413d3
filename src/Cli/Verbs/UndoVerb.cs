using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>undo</c>, and <c>block disable</c>: takes a plan back.</summary>
internal static class UndoVerb
{
    public static Command Create(Terminal terminal) => Of(terminal, blocks: false, new Verb(
        "undo",
        "Takes a plan back: deletes what it made, restores what it changed, leaves alone what others changed since. Safe to run again.",
        "undo ./plan.json --what-if --token-file ./token",
        "undo latest --certificate ./app.pfx --client-id 716c0000-0000-4000-8000-0000000000c1"));

    /// <summary><c>block disable</c>.</summary>
    public static Command OfBlocks(Terminal terminal) => Of(terminal, blocks: true, new Verb(
        "disable",
        "Takes back what a plan blocked: deletes what it made, restores what it changed, leaves alone what others changed since. Safe to run again.",
        "block disable ./block.json --what-if --token-file ./token",
        "block disable latest --certificate ./app.pfx --client-id 716c0000-0000-4000-8000-0000000000c1"));

    private static Verb Of(Terminal terminal, bool blocks, Verb verb)
    {
        var options = new RunOptions();
        options.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var journal = new EvidenceLedger(options.LocationOf(parse)).Journal;
            var plan = await options.FindPlanAsync(parse, journal, cancellation).ConfigureAwait(false);
            if (blocks && plan.Block is null)
                throw new UnusableInputException($"The plan {plan.Id} removes and does not block; take it back with 'tiktokban undo'.");
            if (plan.Block?.Exchange is not null)
                await terminal.Error.WriteLineAsync("What stands in Exchange Online is taken back by the script with 'undo' in its name, which was written beside the plan.").ConfigureAwait(false);
            var session = await options.OpenAsync(parse, plan, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var request = new UndoRequest
            {
                Plan = plan,
                Session = session,
                Journal = journal,
                Operator = options.OperatorOf(parse, session),
                MostFailures = parse.GetValue(options.MostFailures),
                Justification = parse.GetValue(options.Justification),
                WhatIf = parse.GetValue(options.WhatIf),
                Product = Product.NameAndVersion,
            };
            return (int)await ActionPrinter.RunAsync(
                terminal, parse.GetValue(options.Format), request.WhatIf, session.Context.Endpoints,
                told => UndoOperation.RunAsync(request, told, cancellation), cancellation).ConfigureAwait(false);
        });
        return verb;
    }
}
