using System.CommandLine;
using TikTokBan.Authorities;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Approvals;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>apply</c>: carries an approved plan out, ring by ring.</summary>
internal static class ApplyVerb
{
    public static Command Create(Terminal terminal)
    {
        var options = new RunOptions();
        var approvals = new Option<string[]>("--approval") { Description = "An approval; may be given more than once. Default: those beside the plan's file.", HelpName = "FILE", DefaultValueFactory = _ => [] };
        var authority = new Option<string?>("--authority") { Description = "The authority profile that the plan was made with.", HelpName = "FILE" };
        var directive = new Option<string?>("--directive") { Description = "The file of a directive of the authority's own, where the scan judged by one.", HelpName = "FILE" };
        var registers = new Option<string?>("--registers") { Description = "Folder or zip with the registers of who pays and who is excepted, to be read again.", HelpName = "DIR" };
        var ring = new Option<int?>("--ring") { Description = "The ring to carry out. Default: the first; once it is finished, the next must be named.", HelpName = "NUMBER" };
        var all = new Option<bool>("--all-rings") { Description = "Go on with the next ring when one is finished." };
        var verb = new Verb(
            "apply",
            "Carries an approved plan out: the first ring, unless told otherwise. Safe to run again: a further ring is begun only when it is named.",
            "apply ./plan.json --what-if --token-file ./token --authority ./exports/authority.yaml",
            "apply ./plan.json --certificate ./app.pfx --client-id 716c0000-0000-4000-8000-0000000000c1 --authority ./exports/authority.yaml --registers ./registers",
            "apply ./plan.json --all-rings --managed-identity --format ndjson > applied.ndjson");
        options.AddTo(verb, approvals, authority, directive, registers, ring, all);
        verb.SetAction(async (parse, cancellation) =>
        {
            var location = options.LocationOf(parse);
            var journal = new EvidenceLedger(location).Journal;
            var plan = await options.FindPlanAsync(parse, journal, cancellation).ConfigureAwait(false);
            var profile = parse.GetValue(authority) is { } file ? AuthorityProfile.Load(file) : AuthorityProfile.Empty;
            var agreed = await ApprovalFile.ReadAllAsync(parse.GetValue(approvals), parse.GetValue(options.Plan)!, cancellation).ConfigureAwait(false);
            var session = await options.OpenAsync(parse, plan, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var request = new ApplyRequest
            {
                Plan = plan,
                Session = session,
                Journal = journal,
                Operator = options.OperatorOf(parse, session),
                Approvals = agreed,
                IsNamedById = !File.Exists(parse.GetValue(options.Plan)),
                Profile = profile,
                DirectiveHash = DirectiveLookup.Find(parse.GetValue(directive) ?? plan.Directive.Id).Hash,
                KnownCatalogues = await LedgerCatalogues.ReadAsync(location, plan.Authority, cancellation).ConfigureAwait(false),
                Waivers = new EvidenceLedger(location),
                Registers = parse.GetValue(registers),
                Ring = parse.GetValue(ring),
                AllRings = parse.GetValue(all),
                MostFailures = parse.GetValue(options.MostFailures),
                Justification = parse.GetValue(options.Justification),
                WhatIf = parse.GetValue(options.WhatIf),
                Product = Product.NameAndVersion,
            };
            return (int)await ActionPrinter.RunAsync(
                terminal, parse.GetValue(options.Format), request.WhatIf, session.Context.Endpoints,
                told => ApplyOperation.RunAsync(request, told, cancellation), cancellation).ConfigureAwait(false);
        });
        return verb;
    }
}
