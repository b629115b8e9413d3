using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>waiver revoke</c>: takes a waiver back, from today on.</summary>
internal static class WaiverRevokeVerb
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The waiver, as 'waiver list' shows it." };
        var by = new Option<string?>("--as") { Description = "Who revokes it: a name or user principal name.", HelpName = "UPN", Required = true };
        var why = new Option<string?>("--why") { Description = "Why, in a sentence.", HelpName = "TEXT", Required = true };
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var verb = new Verb(
            "revoke",
            "Takes a waiver back. It stays in the ledger, and no longer exempts from today on.",
            "waiver revoke WL-2026-0001 --as ada@agency.example --why \"The campaign is over\"")
        {
            id, by, why, ledger, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var register = WaiverVerb.Register(parse, ledger);
            var revoked = await register.RevokeAsync(parse.GetValue(id)!, parse.GetValue(by), parse.GetValue(why), cancellation).ConfigureAwait(false);
            await WaiverPrinter.PrintRevokedAsync(revoked, register.Today, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
