using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Waivers;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>waiver list</c>: every waiver of the ledger, and how it stands.</summary>
internal static class WaiverListVerb
{
    public static Command Create(Terminal terminal)
    {
        var state = new Option<WaiverState[]>("--state")
        {
            Description = "Only waivers in this state; may be given more than once.",
            HelpName = string.Join('|', Enum.GetValues<WaiverState>().Select(Parsing.Word)),
            CustomParser = result => Parsing.SomeOf(result, Enum.GetValues<WaiverState>()),
        };
        var directive = new Option<string?>("--directive") { Description = "Only waivers given under this directive.", HelpName = "ID" };
        var asOf = CommonOptions.AsOf();
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var verb = new Verb("list", "Lists the waivers of the ledger.", "waiver list", "waiver list --state expiring --state expired", "waiver list --format csv > waivers.csv")
        {
            state, directive, asOf, ledger, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var register = WaiverVerb.ExistingRegister(parse, ledger);
            var day = parse.GetValue(asOf) ?? register.Today;
            var all = await register.ListAsync(cancellation).ConfigureAwait(false);
            List<Waiver> shown =
            [
                .. all.Where(waiver => parse.GetValue(state) is not { Length: > 0 } states || states.Contains(waiver.StateOn(day)))
                    .Where(waiver => parse.GetValue(directive) is not { } id || waiver.Directive.Equals(id, StringComparison.OrdinalIgnoreCase)),
            ];
            await WaiverPrinter.PrintListAsync(shown, day, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            if (shown.Count == 0)
                await terminal.Error.WriteLineAsync(all.Count == 0 ? "No waiver is in this ledger: none was registered, or all were erased." : $"None of the {all.Count} waivers of this ledger fits.").ConfigureAwait(false);
            return (int)ExitStatus.Done;
        });
        return verb;
    }
}
