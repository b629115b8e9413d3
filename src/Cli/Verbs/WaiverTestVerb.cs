using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;
using TikTokBan.Waivers;
using Directive = TikTokBan.Directives.Directive;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>waiver test</c>: whether a waiver exempts under a directive on a day. Ends with 0 when it does and with 1 when it doesn't.</summary>
internal static class WaiverTestVerb
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("ID") { Description = "A registered waiver. Without it, the options describe one.", Arity = ArgumentArity.ZeroOrOne };
        var directive = new Option<string?>("--directive") { Description = "The directive. Default: the one that a registered waiver was given under.", HelpName = "ID|FILE" };
        var asOf = CommonOptions.AsOf();
        var terms = new WaiverOptions();
        var catalogue = CommonOptions.OwnCatalogue();
        var ledger = CommonOptions.Ledger();
        var language = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var verb = new Verb(
            "test",
            "Says whether a waiver exempts (status 0) or not (status 1), and which condition fails.",
            "waiver test WL-2026-0001",
            "waiver test WL-2026-0001 --directive ./agency.yaml --as-of 2027-02-01",
            "waiver test --directive us-omb-m-23-13 --kind law-enforcement --approver designee --documented --expires 2027-01-31 --format json")
        {
            id, directive, asOf,
        };
        terms.AddTo(verb);
        foreach (var option in (Option[])[catalogue, ledger, language, format])
            verb.Options.Add(option);
        verb.SetAction(async (parse, cancellation) =>
        {
            var register = parse.GetValue(id) is null ? WaiverVerb.Register(parse, ledger) : WaiverVerb.ExistingRegister(parse, ledger);
            var applications = WaiverVerb.Applications(parse, catalogue);
            var named = parse.GetValue(directive);
            WaiverTerms tested;
            Directive under;
            if (parse.GetValue(id) is { } registered)
            {
                if (terms.FirstGiven(parse) is { } option)
                    throw new UnusableInputException($"{option} describes a waiver, and {registered} is registered already; give one or the other.");
                var waiver = await register.FindAsync(registered, cancellation).ConfigureAwait(false);
                tested = WaiverTerms.Of(waiver);
                under = named is null ? waiver.ShippedDirective() : DirectiveLookup.Find(named);
                if (under.Id == waiver.Directive && under.Hash != waiver.DirectiveHash)
                    await terminal.Error.WriteLineAsync($"{under.Id} was changed since {waiver.Id} was granted; it is tested against what it says now.").ConfigureAwait(false);
            }
            else
            {
                under = DirectiveLookup.Find(named ?? throw new UnusableInputException("Say which directive to test against with --directive, or give the id of a registered waiver."));
                tested = WaiverTerms.Of(terms.Read(parse), applications);
            }

            var result = WaiverTest.Run(tested, under, applications, parse.GetValue(asOf) ?? register.Today, parse.GetValue(language)!);
            await WaiverPrinter.PrintTestAsync(result, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(result.Exempts ? ExitStatus.Done : ExitStatus.Failed);
        });
        return verb;
    }
}
