using System.CommandLine;
using System.Globalization;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger key</c>: the master key that wraps a ledger's keys.</summary>
internal static class LedgerKeyVerb
{
    public static Command Create(Terminal terminal) => new Verb("key", $"The master key that wraps a ledger's keys; {LedgerLocation.KeyVariable} names its file.") { New(terminal), Rotate(terminal) };

    private static Verb New(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "File to make." };
        var verb = new Verb("new", "Makes a file with a new master key that you alone can read. Nothing is wrapped with it yet.", "ledger key new ./ledger.key") { file };
        verb.SetAction(async (parse, _) =>
        {
            MasterKeys.Create(parse.GetValue(file)!);
            await terminal.Error.WriteLineAsync($"The key is in {parse.GetValue(file)}. Keep a copy apart from the backups: without it, nothing that it wraps can be read. 'tiktokban ledger key rotate --to FILE' begins to use it.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static Verb Rotate(Terminal terminal)
    {
        var to = new Option<string?>("--to") { Description = "File of the new master key.", HelpName = "FILE" };
        var none = new Option<bool>("--to-none") { Description = "Leave the keys unwrapped: whoever has the whole ledger can then read it." };
        var by = new Option<string>("--as") { Description = "Who does it.", HelpName = "UPN", Required = true };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("rotate", $"Wraps all keys of the ledger anew, from the master key that {LedgerLocation.KeyVariable} names now.", "ledger key rotate --to ./next.key --as ada@agency.example") { to, none, by, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(to) is null != parse.GetValue(none))
                throw new UnusableInputException("give the file of the new master key with --to, or --to-none to leave the keys unwrapped");
            var outcome = await new MasterKeys(CommonOptions.LedgerToRead(parse, ledger), TimeProvider.System).RotateAsync(parse.GetValue(to), parse.GetValue(by)!, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{Counts.Of(outcome.Keys, "key was", "keys were")} wrapped anew. {(outcome.Wrapped ? $"Set {LedgerLocation.KeyVariable} to {parse.GetValue(to)} for every program that uses this ledger." : $"Unset {LedgerLocation.KeyVariable} for every program that uses this ledger.")}")).ConfigureAwait(false);
            if (outcome.Remaining is { } remaining)
                await terminal.Error.WriteLineAsync(remaining).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
