using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Reports.Published;
using TikTokBan.Waivers;

namespace TikTokBan.Reports;

/// <summary>What a report is made of. The scan alone is enough; what else is known is told, and what isn't is said to be unknown.</summary>
/// <param name="Scan">The scan.</param>
public sealed record ReportInput(ScanResult Scan)
{
    /// <summary>The scan as the ledger keeps it: its hash, when it ran and by whom. Null for a scan that no ledger holds.</summary>
    public StoredScan? Stored { get; init; }

    /// <summary>Scans of the same authority and directive up to this one, oldest first, this one last. Empty where none is kept.</summary>
    public IReadOnlyList<StoredScan> History { get; init; } = [];

    /// <summary>The scan of the last report before this one, or the scan before this one where no report was made: what changed is told against it.</summary>
    public ScanResult? Previous { get; init; }

    /// <summary>Whether a report was made of <see cref="Previous"/>.</summary>
    public bool IsPreviousReported { get; init; }

    /// <summary>Ids of exposures that a scan before <see cref="Previous"/> had: one of these that is back has reappeared.</summary>
    public IReadOnlySet<string> SeenBefore { get; init; } = new HashSet<string>();

    /// <summary>The last aggregate report of an earlier scan, with the numbers that it told; null for none.</summary>
    public PublishedReport? PreviousReport { get; init; }

    /// <summary>The scan of <see cref="PreviousReport"/>, where it is at hand: what that report did not tell is then protected too.</summary>
    public ScanResult? PreviousReported { get; init; }

    /// <summary>Aggregate reports of other scans that were given out before the first of this one, the last one too.</summary>
    public IReadOnlyList<PublishedReport> OtherReports { get; init; } = [];

    /// <summary>The directive's file, where it is at hand: its periods and reviews are told.</summary>
    public Directive? Directive { get; init; }

    /// <summary>The authority's profile, where it is at hand: its names and assumptions are told in the report's language.</summary>
    public AuthorityProfile? Profile { get; init; }

    /// <summary>The register of waivers, those that were revoked too.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>Plans that a run was begun of, both purposes, the one that was begun last first.</summary>
    public IReadOnlyList<(RemovalPlan Plan, RemovalProgress Progress)> Plans { get; init; } = [];

    /// <summary>Heads of the ledger's chains; null without a ledger.</summary>
    public LedgerHead? Head { get; init; }
}
