using System.CommandLine;
using System.Globalization;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger.Chain;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger prove</c> and <c>ledger check-proof</c>: one event for somebody who gets nothing else.</summary>
internal static class LedgerProveVerb
{
    public static Command Create(Terminal terminal)
    {
        var number = new Argument<string>("EVENT") { Description = "The event's number, or the id of a scan, waiver or plan: then the event that brought it." };
        var file = new Option<string>("--out") { Description = "File to write the proof into.", HelpName = "FILE", Required = true };
        var reveal = new Option<bool>("--reveal") { Description = "With what is sealed in the event, opened: personal data." };
        var force = new Option<bool>("--force") { Description = "Write over a file that exists." };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("prove", "Writes a proof that an event is in the chain, by the newest checkpoint over it: for somebody who gets nothing else of the ledger.", "ledger prove 4711 --out ./event-4711.json", "ledger prove WL-2026-0001 --out ./waiver.json") { number, file, reveal, force, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var path = parse.GetValue(file)!;
            NewFile.Check(path, parse.GetValue(force));
            var chain = new LedgerChain(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System);
            var proof = await chain.ProveAsync(await chain.FindAsync(parse.GetValue(number)!, cancellation).ConfigureAwait(false), parse.GetValue(reveal), cancellation).ConfigureAwait(false);
            await proof.WriteAsync(path, parse.GetValue(force), cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The proof of event {proof.Event.Number} ({proof.Event.Kind}) is in {path}{(parse.GetValue(reveal) ? "; it holds personal data" : "")}.")).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    public static Command CreateCheck(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The proof." };
        var trust = new Option<string?>("--trust") { Description = "Certificates one of which must vouch for who signed the checkpoint: a PEM or DER file. Nothing is fetched.", HelpName = "FILE" };
        var verb = new Verb("check-proof", "Says whether a proof of an event holds; ends with status 1 when it doesn't. Needs no ledger, no key and no network.", "ledger check-proof ./event-4711.json --trust ./authorities.pem") { file, trust };
        verb.SetAction(async (parse, cancellation) =>
        {
            var check = await EventProof.VerifyAsync(parse.GetValue(file)!, parse.GetValue(trust) is { } trusted ? ReportCheckOptions.ReadTrust(trusted) : null, cancellation).ConfigureAwait(false);
            foreach (var problem in check.Problems)
                await terminal.Out.WriteLineAsync("Does not hold: " + problem).ConfigureAwait(false);
            if (check.Holds)
                await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Holds: event {check.Proof.Event.Number} ({check.Proof.Event.Kind}) of {check.Proof.Event.At} stands in chain {check.Proof.Checkpoint.Chain}, as it is here.")).ConfigureAwait(false);
            foreach (var (part, text) in check.Revealed)
                await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Part {part}: {text}")).ConfigureAwait(false);
            await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
            foreach (var note in check.Notes)
                await terminal.Error.WriteLineAsync(note).ConfigureAwait(false);
            return (int)(check.Holds ? ExitStatus.Done : ExitStatus.Failed);
        });
        return verb;
    }
}
