using System.CommandLine;
using System.Globalization;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger migrate</c>: brings a database's tables to this program's version.</summary>
internal static class LedgerMigrateVerb
{
    public static Command Create(Terminal terminal)
    {
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("migrate", "Brings a database's tables to this program's version, as their owner: all steps or none, one program at a time. A file is upgraded when it is opened.", "ledger migrate --ledger 'postgres://owner@db.agency.example/tiktokban'") { ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var steps = await new PostgresAdministration(LedgerLocation.Parse(parse.GetValue(ledger)), TimeProvider.System).MigrateAsync(cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(steps == 0 ? "The tables are of this version already." : string.Create(CultureInfo.InvariantCulture, $"The tables are of this version now; steps applied: {steps}.")).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
