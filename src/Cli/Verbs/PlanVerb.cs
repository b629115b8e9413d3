using System.CommandLine;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>plan</c>: what would be done about the cases of a scan. Nothing is sent to any tenant.</summary>
internal static class PlanVerb
{
    public static Command Create(Terminal terminal)
    {
        var options = new PlanOptions();
        var verb = new Verb(
            "plan",
            "Plans the removal of what a scan found: a file to read and to approve. Does nothing to any device.",
            "plan --tenant 71600000-0000-4000-8000-000000000001 --author ada@agency.example --authority ./exports/authority.yaml --out ./plan.json",
            "plan --scan s-3f2a --application tiktok --canary 3 --ring-size 20 --tenant 71600000-0000-4000-8000-000000000001 --author ada@agency.example --out ./plan.json",
            "plan --show ./plan.json --format markdown --language nl > plan.md");
        options.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var remedies = RemedyMatrix.Load(ProductFiles.Remedies);
            if (parse.GetValue(options.Show) is { } shown)
            {
                var read = await PlanLookup.ReadFileAsync(shown, cancellation).ConfigureAwait(false);
                await PlanPrinter.PrintAsync(read, remedies, parse.GetValue(options.Language), parse.GetValue(options.Format), terminal, cancellation).ConfigureAwait(false);
                return (int)ExitStatus.Done;
            }

            return (int)await MakeAsync(parse, options, remedies, terminal, cancellation).ConfigureAwait(false);
        });
        return verb;
    }

    private static async Task<ExitStatus> MakeAsync(ParseResult parse, PlanOptions options, RemedyMatrix remedies, Terminal terminal, CancellationToken cancellation)
    {
        if (parse.GetValue(options.Output) is not { } output || parse.GetValue(options.Tenant) is not { } tenant || parse.GetValue(options.Author) is not { } author)
            throw new UnusableInputException("To make a plan give --out FILE, --tenant ID and --author UPN; to read one, --show FILE.");
        NewFile.Check(output, parse.GetValue(options.Force));
        var ledger = new EvidenceLedger(LedgerLocation.Parse(parse.GetValue(options.Ledger)));
        var scan = await ledger.LoadScanAsync(parse.GetValue(options.Scan)!, cancellation).ConfigureAwait(false);
        var stored = await ledger.ListScansAsync(cancellation).ConfigureAwait(false);
        var own = stored.First(one => one.Id == scan.Summary.ScanId);
        var now = TimeProvider.System.GetUtcNow();
        var outcome = PlanOperation.Make(
            new RemovalPlanRequest
            {
                Scan = scan,
                Selected = Selected(scan, parse.GetValue(options.Application)!, parse.GetValue(options.Organisation)!),
                ScanFinished = own.Finished,
                ScanProfileHash = own.ProfileHash,
                Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(options.Catalogue)!),
                Profile = parse.GetValue(options.Authority) is { } authority ? AuthorityProfile.Load(authority) : AuthorityProfile.Empty,
                Remedies = remedies,
                Tenant = tenant,
                Author = author,
                Now = now,
                LifetimeDays = parse.GetValue(options.Days),
                Canary = parse.GetValue(options.Canary),
                RingSize = parse.GetValue(options.RingSize),
                ScanDays = parse.GetValue(options.ScanDays),
                TenantWide = parse.GetValue(options.TenantWide),
                Language = parse.GetValue(options.Language) ?? "en",
                Product = Product.NameAndVersion,
            },
            DirectiveLookup.Find(parse.GetValue(options.Directive) ?? scan.Summary.Directive).Hash,
            KnownCatalogues.Of(stored.Where(one => one.Authority == own.Authority).Select(one => (one.Catalogue, one.CatalogueSize))),
            cancellation);

        foreach (var finding in outcome.Verdict.Findings)
            await terminal.Error.WriteLineAsync(finding.Sentence).ConfigureAwait(false);
        if (!outcome.Verdict.Allows)
            return ExitStatus.Unusable;
        await PlanFile.WriteAsync(outcome.Plan, output, parse.GetValue(options.Force), cancellation).ConfigureAwait(false);
        await PlanPrinter.PrintAsync(outcome.Plan, remedies, parse.GetValue(options.Language), parse.GetValue(options.Format), terminal, cancellation).ConfigureAwait(false);
        await terminal.Error.WriteLineAsync($"The plan is in {Path.GetFullPath(output)}, and nothing of it is done; somebody other than {outcome.Plan.Author} approves it with 'tiktokban approve'.").ConfigureAwait(false);
        return outcome.Plan.Scan?.Incomplete.Count > 0 ? ExitStatus.Incomplete : ExitStatus.Done;
    }

    private static HashSet<string>? Selected(ScanResult scan, string[] applications, string[] organisations)
    {
        if (applications.Length + organisations.Length == 0)
            return null;
        if (applications.FirstOrDefault(id => !scan.Exposures.Any(exposure => exposure.Application == id)) is { } none)
            throw new UnusableInputException($"The scan {scan.Summary.ScanId} found nothing of the application '{none}'; 'tiktokban catalogue list' names them all.");
        if (organisations.FirstOrDefault(id => !scan.Exposures.Any(exposure => exposure.Organisation == id)) is { } nobody)
            throw new UnusableInputException($"The scan {scan.Summary.ScanId} found nothing in the organisation '{nobody}'; the authority profile names them all.");
        return scan.Exposures
            .Where(exposure => applications.Length == 0 || applications.Contains(exposure.Application))
            .Where(exposure => organisations.Length == 0 || organisations.Contains(exposure.Organisation))
            .Select(exposure => exposure.Id).ToHashSet(StringComparer.Ordinal);
    }
}
