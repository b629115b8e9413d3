using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>progress</c>: how far plans have come, by their journals. No tenant is asked.</summary>
internal static class ProgressVerb
{
    public static Command Create(Terminal terminal)
    {
        var plan = new Argument<string?>("FILE") { Description = "The plan: its file; or latest or its id. Default: every plan that was begun.", Arity = ArgumentArity.ZeroOrOne };
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var verb = new Verb(
            "progress",
            "Shows how far removal plans have come, what was left out, and what the deadline leaves. Asks no tenant.",
            "progress",
            "progress latest",
            "progress ./plan.json --format json")
        {
            plan, ledger, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var journal = new EvidenceLedger(CommonOptions.LedgerToRead(parse, ledger)).Journal;
            var named = parse.GetValue(plan);
            var plans = named is null
                ? await journal.ListPlansAsync(cancellation).ConfigureAwait(false)
                : [await PlanLookup.FindAsync(named, journal, cancellation).ConfigureAwait(false)];
            var now = TimeProvider.System.GetUtcNow();
            var progress = new List<RemovalProgress>();
            foreach (var one in plans)
                progress.Add(RemovalProgress.Of(one, await journal.ReadAsync(one.Id, cancellation).ConfigureAwait(false), now));
            await ProgressPrinter.PrintAsync(progress, whole: named is not null, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
