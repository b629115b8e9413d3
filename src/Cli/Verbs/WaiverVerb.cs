using System.CommandLine;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>waiver</c>: the exceptions that an authority registers in its ledger.</summary>
internal static class WaiverVerb
{
    public static Command Create(Terminal terminal) => new Verb("waiver", "Registered exceptions: granted, listed, revoked, tested against a directive, and kept as a SharePoint list.")
    {
        WaiverGrantVerb.Create(terminal), WaiverListVerb.Create(terminal), WaiverRevokeVerb.Create(terminal), WaiverTestVerb.Create(terminal),
        WaiverExportVerb.Create(terminal), WaiverImportVerb.Create(terminal),
    };

    /// <summary>The register in the ledger that an option names.</summary>
    public static WaiverRegister Register(ParseResult parse, Option<string?> ledger) =>
        new(new EvidenceLedger(LedgerLocation.Parse(parse.GetValue(ledger))), TimeProvider.System);

    /// <summary>The register of a ledger that is there: to read in one that isn't would make a misspelt path look like an empty register.</summary>
    public static WaiverRegister ExistingRegister(ParseResult parse, Option<string?> ledger) =>
        new(new EvidenceLedger(CommonOptions.LedgerToRead(parse, ledger)), TimeProvider.System);

    /// <summary>What the shipped catalogue, and the authority's own, know of applications.</summary>
    public static Func<string, ApplicationFacts?> Applications(ParseResult parse, Option<string[]> catalogue) =>
        CatalogueFacts.Of(CoveredCatalogue.Load(ProductFiles.Catalogue, parse.GetValue(catalogue)!));
}
