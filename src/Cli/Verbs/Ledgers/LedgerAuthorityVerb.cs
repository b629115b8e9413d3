using System.CommandLine;
using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Stores.Postgres;

namespace TikTokBan.Cli.Verbs.Ledgers;

/// <summary><c>ledger authority</c>: the authorities of a database.</summary>
internal static class LedgerAuthorityVerb
{
    private static readonly string[] Columns = ["authority", "chain", "login", "role"];

    public static Command Create(Terminal terminal) => new Verb("authority", "The authorities of a database, each with a chain of its own.") { Add(terminal), List(terminal) };

    private static Verb Add(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name, for ?authority=NAME." };
        var ledger = CommonOptions.Ledger();
        var verb = new Verb("add", "Adds an authority with an empty chain, as the tables' owner. Nobody may use it before 'ledger grant'.", "ledger authority add north") { name, ledger };
        verb.SetAction(async (parse, cancellation) =>
        {
            var isNew = await new PostgresAdministration(LedgerLocation.Parse(parse.GetValue(ledger)), TimeProvider.System).AddAuthorityAsync(parse.GetValue(name)!, cancellation).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync(isNew ? $"{parse.GetValue(name)} was added; 'tiktokban ledger grant LOGIN --to {parse.GetValue(name)} --role Writer' lets a login use it." : $"{parse.GetValue(name)} is there already.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }

    private static Verb List(Terminal terminal)
    {
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("list", "Lists the authorities and who may use them, as the tables' owner.", "ledger authority list") { ledger, format };
        verb.SetAction(async (parse, cancellation) =>
        {
            var all = await new PostgresAdministration(LedgerLocation.Parse(parse.GetValue(ledger)), TimeProvider.System).ListAsync(cancellation).ConfigureAwait(false);
            var rows = all.SelectMany(one => one.Members.Count == 0
                ? [[one.Name, one.Chain, null, null]]
                : one.Members.Select(member => new object?[] { one.Name, one.Chain, member.Login, member.Role.ToString() })).ToList();
            switch (parse.GetValue(format))
            {
                case OutputFormat.Json:
                    await Records.WriteJsonAsync(Columns, rows, terminal, cancellation).ConfigureAwait(false);
                    break;
                case OutputFormat.Csv:
                    await Records.WriteCsvAsync(Columns, rows, terminal, cancellation).ConfigureAwait(false);
                    break;
                default:
                    var table = Tables.New("Authority", "Chain", "Login", "Role");
                    foreach (var row in rows)
                        table.AddRow(row.Select(cell => Tables.Cell((string?)cell)).ToArray());
                    terminal.Tables.Write(table);
                    break;
            }

            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
