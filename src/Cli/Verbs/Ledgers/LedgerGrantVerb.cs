using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger grant</c> and <c>ledger revoke</c>: who may use an authority's ledger.</summary>
internal static class LedgerGrantVerb
{
    public static Command Create(Terminal terminal)
    {
        var (login, authority, role, ledger) = Options();
        var verb = new Verb("grant", "Lets a login of the server use an authority's ledger, as the tables' owner.", "ledger grant worker1 --to north --role Writer", "ledger grant auditor --to north --role Reader") { login, authority, role, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var (who, whose, what) = (parse.GetValue(login)!, parse.GetValue(authority)!, parse.GetValue(role));
            await Owner(parse, ledger).GrantAsync(who, whose, what, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"{who} has the role {what} of {whose}.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    public static Command CreateRevoke(Terminal terminal)
    {
        var (login, authority, role, ledger) = Options();
        var verb = new Verb("revoke", "Takes such a right away again.", "ledger revoke worker1 --to north --role Writer") { login, authority, role, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var (who, whose, what) = (parse.GetValue(login)!, parse.GetValue(authority)!, parse.GetValue(role));
            var had = await Owner(parse, ledger).RevokeAsync(who, whose, what, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(had ? $"{who} is no {what} of {whose} any more." : $"{who} was no {what} of {whose}.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static PostgresAdministration Owner(ParseResult parse, Option<string?> ledger) => new(LedgerLocation.Parse(parse.GetValue(ledger)), TimeProvider.System);

    private static (Argument<string> Login, Option<string> Authority, Option<LedgerRole> Role, Option<string?> Ledger) Options() => (
        new Argument<string>("LOGIN") { Description = "A login of the server." },
        new Option<string>("--to") { Description = "Name of the authority.", HelpName = "NAME", Required = true },
        new Option<LedgerRole>("--role") { Description = "Reader (reads it), Writer (reads and appends) or Eraser (reads, and destroys keys).", HelpName = "ROLE", Required = true, CustomParser = result => Parsing.SomeOf(result, Enum.GetValues<LedgerRole>())[0] },
        CommonOptions.Ledger());
}
