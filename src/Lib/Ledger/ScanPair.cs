using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

/// <summary>Two scans to compare.</summary>
/// <param name="Before">The earlier one.</param>
/// <param name="After">The later one.</param>
public sealed record ScanPair(ScanResult Before, ScanResult After)
{
    /// <summary>Loads the two that are meant.</summary>
    /// <param name="ledger">Where they are.</param>
    /// <param name="before">The earlier one: its id, or the beginning of it; null for the last one of the same authority and directive before <paramref name="after"/>.</param>
    /// <param name="after">The later one likewise; null or <c>latest</c> for the one that ran last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no such scan, or none before it.</exception>
    public static async Task<ScanPair> LoadAsync(ILedger ledger, string? before, string? after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var later = await ledger.LoadScanAsync(after ?? "latest", cancellationToken).ConfigureAwait(false);
        return new ScanPair(await LoadEarlierAsync(ledger, before, later, cancellationToken).ConfigureAwait(false), later);
    }

    /// <summary>Loads the scan that another one is compared with.</summary>
    /// <param name="ledger">Where it is.</param>
    /// <param name="before">Its id, or the beginning of it; null for the last one of the same authority and directive before <paramref name="after"/>.</param>
    /// <param name="after">The later one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no such scan, or none before it.</exception>
    public static async Task<ScanResult> LoadEarlierAsync(ILedger ledger, string? before, ScanResult after, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(after);
        if (before is null)
        {
            var stored = await ledger.ListScansAsync(cancellationToken).ConfigureAwait(false);
            before = stored
                .Where(one => one.Authority == after.Summary.Authority && one.Directive == after.Summary.Directive && one.Id != after.Summary.ScanId && one.AsOf <= after.Summary.AsOf)
                .OrderByDescending(one => one.AsOf).ThenByDescending(one => one.Finished)
                .FirstOrDefault()?.Id
                ?? throw new UnusableInputException(InputProblem.ScanNotFound, $"The ledger holds no scan of the same authority and directive before {after.Summary.ScanId}; say which scan to compare it with.");
        }

        return await ledger.LoadScanAsync(before, cancellationToken).ConfigureAwait(false);
    }
}
