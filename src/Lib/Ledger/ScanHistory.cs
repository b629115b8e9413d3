using TikTokBan.Exposures;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger;

/// <summary>A stored scan with what the ledger tells of the time before it.</summary>
internal sealed record ScanHistory
{
    public required ScanResult Scan { get; init; }

    /// <summary>Scans of the same authority and directive that were stored before it and judged as of no later day, oldest first; the scan itself last.</summary>
    public required IReadOnlyList<StoredScan> Scans { get; init; }

    /// <summary>The scan that changes are told against.</summary>
    public ScanResult? Previous { get; init; }

    /// <summary>Whether a report was made of <see cref="Previous"/>.</summary>
    public bool IsPreviousReported { get; init; }

    /// <summary>Ids of the scan's exposures that are not in <see cref="Previous"/> but in a scan before that.</summary>
    public IReadOnlySet<string> SeenBefore { get; init; } = new HashSet<string>();

    /// <summary>The last of the earlier scans that an aggregate report was made of, with that report.</summary>
    public (ScanResult Scan, RecordedReport Report)? Told { get; init; }

    /// <summary>All aggregate reports of the same authority and directive that were made before the first of this scan, of later scans too; all there are, also of this scan, where cases of it were erased.</summary>
    public IReadOnlyList<(StoredScan Scan, RecordedReport Report)> AllTold { get; init; } = [];

    /// <summary>Names of authorities that the ledger has scans of, this one's aside. A plan of blocks may give this one's in another language, so it is not looked for by name.</summary>
    public IReadOnlySet<string> OtherAuthorities { get; init; } = new HashSet<string>();

    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    public required LedgerHead Head { get; init; }
}
