using System.CommandLine;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger</c>: what the evidence store holds, what proves it, and who may use it.</summary>
internal static class LedgerVerb
{
    public static Command Create(Terminal terminal) => new Verb("ledger", "The evidence store: what it holds, what proves it, what is forgotten of it, and who may use it.")
    {
        LedgerListVerb.Create(terminal),
        LedgerTrendVerb.Create(terminal),
        LedgerVerifyVerb.Create(terminal),
        LedgerCheckpointVerb.Create(terminal),
        LedgerProveVerb.Create(terminal),
        LedgerProveVerb.CreateCheck(terminal),
        LedgerMoveVerb.Create(terminal),
        LedgerBackupVerb.Create(terminal),
        LedgerEraseVerb.Create(terminal),
        LedgerRetainVerb.Create(terminal),
        LedgerSubjectVerb.Create(terminal),
        LedgerKeyVerb.Create(terminal),
        LedgerMigrateVerb.Create(terminal),
        LedgerAuthorityVerb.Create(terminal),
        LedgerGrantVerb.Create(terminal),
        LedgerGrantVerb.CreateRevoke(terminal),
        LedgerQueueVerb.Create(terminal),
    };
}
