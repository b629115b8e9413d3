using TikTokBan.Cmdlets.Texts;
using TikTokBan.Exposures;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>A scan as a caller has it: whole, as a line of the ledger, or by its id. PowerShell converts each of these by itself.</summary>
public sealed class ScanArgument
{
    /// <summary>By its id.</summary>
    /// <param name="reference"><c>latest</c>, an id or the beginning of one.</param>
    public ScanArgument(string reference) =>
        Reference = string.IsNullOrWhiteSpace(reference) ? throw new ArgumentException(Sentence.Of("EmptyScanId"), nameof(reference)) : reference;

    /// <summary>As Get-TikTokScan writes it.</summary>
    /// <param name="stored">The line of the ledger.</param>
    public ScanArgument(StoredScan stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        Reference = stored.Id;
    }

    /// <summary>As Get-TikTokExposure -AsScan writes it.</summary>
    /// <param name="scan">The scan.</param>
    public ScanArgument(ScanResult scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        Scan = scan;
    }

    /// <summary>The scan itself, where the caller has it.</summary>
    public ScanResult? Scan { get; }

    /// <summary>Its name in the ledger, where that is all the caller has.</summary>
    public string? Reference { get; }

    /// <inheritdoc/>
    public override string ToString() => Reference ?? Scan!.Summary.ScanId;
}
