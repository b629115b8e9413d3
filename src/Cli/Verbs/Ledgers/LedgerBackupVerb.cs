using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger backup</c>: a copy of a ledger's file.</summary>
internal static class LedgerBackupVerb
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "File to write the copy into." };
        var force = new Option<bool>("--force") { Description = "Write over a file that exists." };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("backup", "Copies a ledger's file, whole, also while something writes to it, and checks the copy: of a damaged ledger none is made. A database is backed up with its own tools.", "ledger backup ./ledger-2026-11-22.db") { file, force, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            await new EvidenceLedger(CommonOptions.LedgerToRead(parse, ledger)).CopyAsync(parse.GetValue(file)!, parse.GetValue(force), cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"The copy is in {parse.GetValue(file)}.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
