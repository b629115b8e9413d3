using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Removal.Blocks.Standing;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>block status</c>: what of ours stands in a tenant, and of which plan.</summary>
internal static class BlockStatusVerb
{
    public static Command Create(Terminal terminal)
    {
        var reach = new TenantOptionSet();
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb(
            "status",
            "Shows what plans put into a tenant, whether it is in force, and what is missing of plans that were begun. Ends with status 4 when something could not be read.",
            "block status --tenant agency.example --device-code",
            "block status --tenant agency.example --managed-identity --format json");
        reach.AddTo(verb);
        foreach (var option in (Option[])[ledger, format])
            verb.Options.Add(option);
        verb.SetAction(async (parse, cancellation) =>
        {
            var location = CommonOptions.LedgerToRead(parse, ledger);
            var journal = location.MayExist ? new EvidenceLedger(location).Journal : null;
            var session = await TenantConnection.OpenAsync(reach, parse, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var status = await BlockStatusOperation.ReadAsync(session, journal, cancellation).ConfigureAwait(false);
            await BlockPrinter.PrintAsync(status, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(status.Incomplete.Count > 0 ? ExitStatus.Incomplete : ExitStatus.Done);
        });
        return verb;
    }
}
