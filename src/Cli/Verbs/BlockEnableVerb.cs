using System.CommandLine;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;
using TikTokBan.Tenants;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>block enable</c>: plans blocks in a tenant for everybody in scope. Changes nothing there.</summary>
internal static class BlockEnableVerb
{
    public static Command Create(Terminal terminal)
    {
        var (reach, options) = (new TenantOptionSet(), new BlockOptions());
        var verb = new Verb(
            "enable",
            "Plans blocks in a tenant: a file to read, to approve and then to apply. Reads the tenant and changes nothing there.",
            "block enable --tenant agency.example --device-code --what intune,browsers --group \"Phones of the service\" --except-group \"Press service\" --out ./block.json",
            "block enable --tenant agency.example --managed-identity --author ada@agency.example --what defender,exchange --out ./block.json",
            "block enable --tenant agency.example --device-code --what entra --entra-app 716a0000-0000-4000-8000-000000000001 --out ./block.json");
        options.AddTo(verb);
        reach.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var session = await TenantConnection.OpenAsync(reach, parse, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            return (int)await MakeAsync(parse, options, session, terminal, cancellation).ConfigureAwait(false);
        });
        return verb;
    }

    private static async Task<ExitStatus> MakeAsync(ParseResult parse, BlockOptions options, TenantSession session, Terminal terminal, CancellationToken cancellation)
    {
        var (output, force) = (parse.GetValue(options.Output)!, parse.GetValue(options.Force));
        NewFile.Check(output, force);
        var remedies = RemedyMatrix.Load(ProductFiles.Remedies);
        var ledger = LedgerLocation.Parse(parse.GetValue(options.Ledger));
        var profile = parse.GetValue(options.Authority) is { } authority ? AuthorityProfile.Load(authority) : AuthorityProfile.Empty;
        var request = new BlockPlanRequest
        {
            Selection = BlockVerb.Selection(parse, options.Directive, options.Application, options.Catalogue, options.AsOf),
            Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(options.Catalogue)!),
            Remedies = remedies,
            Parts = parse.GetValue(options.What)!,
            Group = parse.GetValue(options.Group),
            Except = parse.GetValue(options.Except),
            LargeGroupMeant = parse.GetValue(options.TenantWide),
            EntraApplications = parse.GetValue(options.Applications)!,
            Profile = profile,
            Waivers = ledger.MayExist ? await new EvidenceLedger(ledger).ReadWaiversAsync(cancellation).ConfigureAwait(false) : [],
            Author = parse.GetValue(options.Author) ?? session.Context.Account ?? throw new UnusableInputException("No person is signed in, so say who makes the plan: give --author UPN."),
            Now = TimeProvider.System.GetUtcNow(),
            LifetimeDays = parse.GetValue(options.Days),
            Language = parse.GetValue(options.Language)!,
            Product = Product.NameAndVersion,
        };
        var known = await LedgerCatalogues.ReadAsync(ledger, profile.Name?.In("en"), cancellation).ConfigureAwait(false);
        var outcome = await BlockPlanOperation.MakeAsync(request, session, known, cancellation).ConfigureAwait(false);
        foreach (var finding in outcome.Verdict.Findings)
            await terminal.Error.WriteLineAsync(finding.Sentence).ConfigureAwait(false);
        if (!outcome.Verdict.Allows)
            return ExitStatus.Unusable;
        await WriteAsync(outcome, output, force, terminal, cancellation).ConfigureAwait(false);
        await PlanPrinter.PrintAsync(outcome.Plan, remedies, request.Language, parse.GetValue(options.Format), terminal, cancellation).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync($"The plan is in {Path.GetFullPath(output)}, and nothing of it is done; somebody other than {outcome.Plan.Author} approves it with 'tiktokban approve', then 'tiktokban apply' carries it out.").ConfigureAwait(false);
        return ExitStatus.Done;
    }

    private static async Task WriteAsync(BlockPlanOutcome outcome, string output, bool force, Terminal terminal, CancellationToken cancellation)
    {
        if (outcome.Exchange is { } scripts)
        {
            var script = ExchangeScripts.PathBeside(output);
            foreach (var path in await scripts.SaveAsync(script, force, cancellation).ConfigureAwait(false))
                await terminal.Error.WriteLineAsync($"Wrote {path}.").ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"The part for Exchange Online is the script {script}: run it after the approval, in a session of Connect-ExchangeOnline.").ConfigureAwait(false);
        }

        await PlanFile.WriteAsync(outcome.Plan, output, force, cancellation).ConfigureAwait(false);
    }
}
