using System.Management.Automation;
using TikTokBan.Exposures;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes what a ledger says of a scan where a scan's id is asked for. A scan itself is taken whole, by another parameter.</summary>
internal sealed class ScanReferenceAttribute : ReferenceAttribute
{
    private protected override string? ReferenceOf(object value, PSObject wrapper) => value switch
    {
        StoredScan stored => stored.Id,
        ScanSummary summary => summary.ScanId,
        TrendRow row => row.ScanId,
        _ => null,
    };
}
