using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

/// <summary>The append-only store of evidence. What was stored is never changed or removed through it.</summary>
public interface ILedger
{
    /// <summary>
    /// Stores a scan and the run that made it, both or neither. The same scan made again is stored once, with another run;
    /// a scan of the same id but other content (a later version of the product may judge otherwise) is stored beside the first.
    /// </summary>
    /// <param name="scan">The scan.</param>
    /// <param name="run">When it ran.</param>
    /// <param name="cancellationToken">Gives up; the ledger is then as it was.</param>
    /// <returns>The scan as it now stands in the ledger.</returns>
    /// <exception cref="UnusableInputException">The ledger cannot be opened or written; what it held is untouched.</exception>
    Task<StoredScan> SaveScanAsync(ScanResult scan, ScanRun run, CancellationToken cancellationToken = default);

    /// <summary>Every stored scan, the one that ran last first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no ledger, or it cannot be read.</exception>
    Task<IReadOnlyList<StoredScan>> ListScansAsync(CancellationToken cancellationToken = default);

    /// <summary>Loads a scan whole, as it was stored, and checks it against its hash.</summary>
    /// <param name="reference"><c>latest</c>, a scan's id, or the beginning of just one id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">No such scan, more than one, or it is not what was stored.</exception>
    Task<ScanResult> LoadScanAsync(string reference, CancellationToken cancellationToken = default);
}

/// <summary>One run of a scan.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Finished">When it ended.</param>
/// <param name="ProfileHash">SHA-256 of the authority profile's file, where one was given.</param>
/// <param name="Product">Name and version of what made it, such as <c>TikTokBan 0.1.0</c>.</param>
public sealed record ScanRun(DateTimeOffset Started, DateTimeOffset Finished, string? ProfileHash = null, string? Product = null)
{
    /// <summary>Who ran it; null where nobody said.</summary>
    public string? Actor { get; init; }

    /// <summary>With which permissions of the tenant; empty for exports alone, null where it isn't known.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }
}

/// <summary>A scan that the ledger holds, without its content.</summary>
public sealed record StoredScan
{
    /// <summary>The scan's id.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of its canonical JSON, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The same of the scan stored before it; null for the first.</summary>
    public string? PreviousSha256 { get; init; }

    /// <summary>The authority's name.</summary>
    public string? Authority { get; init; }

    /// <summary>The directive that cases were judged by.</summary>
    public required string Directive { get; init; }

    /// <summary>The day as of which cases were judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Devices that any source knew.</summary>
    public required long Devices { get; init; }

    /// <summary>Exposures as the scan found them, also those that were erased since.</summary>
    public required long Exposures { get; init; }

    /// <summary>Exposures that were violations, also those that were erased since.</summary>
    public required long Violations { get; init; }

    /// <summary>Version and SHA-256 of the catalogue it was matched by.</summary>
    public required string Catalogue { get; init; }

    /// <summary>How many indicators that catalogue held; null where an earlier version made the scan.</summary>
    public long? CatalogueSize { get; init; }

    /// <summary>SHA-256 of the authority profile's file that the last run used; null without one.</summary>
    public string? ProfileHash { get; init; }

    /// <summary>Name and version of what made the last run; null where it isn't known.</summary>
    public string? Product { get; init; }

    /// <summary>Who made the last run; null where nobody said.</summary>
    public string? Actor { get; init; }

    /// <summary>With which permissions of the tenant the last run was made; empty for exports alone, null where it isn't known.</summary>
    public IReadOnlyList<string>? Permissions { get; init => field = Listed.Of(value); }

    /// <summary>How often the very same scan was made.</summary>
    public required long Runs { get; init; }

    /// <summary>When it ran last: beginning.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ran last: end.</summary>
    public required DateTimeOffset Finished { get; init; }
}
