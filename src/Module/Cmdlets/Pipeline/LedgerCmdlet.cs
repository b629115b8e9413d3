using System.Management.Automation;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet that works on a ledger.</summary>
public abstract class LedgerCmdlet : AsyncCmdlet
{
    /// <summary>The evidence store: a file, or <c>sqlite:</c> and a file; without it, the user's own.</summary>
    [Parameter(HelpMessage = "The evidence store: a file, sqlite: and a file, or a database such as postgres://server/database; without it, the user's own.")]
    [ValidateNotNullOrEmpty]
    public string? Ledger { get; set; }

    /// <summary>The register in that ledger.</summary>
    private protected WaiverRegister Register() => new(new EvidenceLedger(LocationOf(Ledger)), TimeProvider.System);

    /// <summary>What the shipped catalogue, and folders of the authority's own, know of applications.</summary>
    private protected Func<string, ApplicationFacts?> Applications(string[] own) =>
        CatalogueFacts.Of(CoveredCatalogue.Load(ProductFiles.Catalogue, [.. own.Select(FileSystemPath)]));

    /// <summary>The ledger that is there: the one that was named, else the user's own; null where there is none.</summary>
    private protected EvidenceLedger? ExistingLedger()
    {
        var location = LocationToRead();
        return location.MayExist ? new EvidenceLedger(location) : null;
    }

    /// <summary>The register of a ledger that is only read.</summary>
    private protected WaiverRegister RegisterToRead() => new(new EvidenceLedger(LocationToRead()), TimeProvider.System);

    /// <summary>The ledger that is meant, to read it alone.</summary>
    private protected LedgerLocation LocationToRead() => LocationToRead(Ledger);

    /// <summary>The ledger that is meant, whether it is there already or not.</summary>
    private protected LedgerLocation LocationToUse() => LocationOf(Ledger);
}
