using System.CommandLine;
using TikTokBan.Authorities;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Verifying;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>verify</c>: looks what a plan achieved, device by device.</summary>
internal static class VerifyVerb
{
    public static Command Create(Terminal terminal)
    {
        var plan = new Argument<string>("FILE") { Description = "The plan: its file; or latest or its id." };
        var exports = new Option<string?>("--exports") { Description = "Look in these exports, made after the removal, and in no tenant.", HelpName = "DIR" };
        var authority = new Option<string?>("--authority") { Description = "The authority profile.", HelpName = "FILE" };
        var catalogue = CommonOptions.OwnCatalogue();
        var who = new Option<string?>("--as") { Description = "Who looks, for the journal. Default: who is signed in.", HelpName = "UPN" };
        var ledger = CommonOptions.Ledger();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var states = Enum.GetValues<DeviceState>();
        var failOn = new Option<DeviceState[]>("--fail-on") { Description = "End with status 3 when a device is in this state; may be given more than once.", HelpName = "STATE", CustomParser = result => Parsing.SomeOf(result, states) };
        var reach = new TenantOptionSet();
        var verb = new Verb(
            "verify",
            "Looks what a plan achieved: which devices are rid of it, which still have it, which have not been heard of. Changes nothing.",
            "verify ./plan.json --token-file ./token",
            "verify latest --exports ./exports-after --fail-on StillThere --format csv > verified.csv")
        {
            plan, exports, authority, catalogue, who, ledger, format, failOn,
        };
        reach.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var journal = new EvidenceLedger(LedgerLocation.Parse(parse.GetValue(ledger))).Journal;
            var found = await PlanLookup.FindAsync(parse.GetValue(plan)!, journal, cancellation).ConfigureAwait(false);
            var folder = parse.GetValue(exports);
            if (folder is not null && SignInChoice.Stray(reach, parse) is { } stray)
                throw new UnusableInputException($"{stray} is for a tenant, and --exports looks in none; give one of them.");
            var session = folder is null ? await TenantConnection.OpenAsync(reach, parse, terminal, cancellation, found.Tenant).ConfigureAwait(false) : null;
            try
            {
                var request = new VerifyRequest
                {
                    Plan = found,
                    Journal = journal,
                    Session = session,
                    Exports = folder,
                    Profile = parse.GetValue(authority) is { } file ? AuthorityProfile.Load(file) : AuthorityProfile.Empty,
                    OwnCatalogue = parse.GetValue(catalogue)!,
                    Operator = parse.GetValue(who) ?? session?.Context.Actor ?? Environment.UserName,
                    Product = Product.NameAndVersion,
                    Now = TimeProvider.System.GetUtcNow(),
                };
                var result = await ScanProgressBar.RunAsync(terminal, progress => VerifyOperation.RunAsync(request, progress, cancellation)).ConfigureAwait(false);
                await VerifiedPrinter.PrintAsync(result, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
                return (int)StatusOf(result, parse.GetValue(failOn) ?? []);
            }
            finally
            {
                if (session is not null)
                    await session.DisposeAsync().ConfigureAwait(false);
            }
        });
        return verb;
    }

    private static ExitStatus StatusOf(VerifyResult result, DeviceState[] failOn) =>
        result.Devices.Any(device => failOn.Contains(device.State)) ? ExitStatus.VerdictMet
        : result.Incomplete.Count > 0 ? ExitStatus.Incomplete
        : ExitStatus.Done;
}
