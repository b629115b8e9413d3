using System.Management.Automation;
using TikTokBan.Exposures;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes a scan, or what a ledger says of one, where a scan's id is asked for.</summary>
internal sealed class ScanReferenceAttribute : ReferenceAttribute
{
    private protected override string? ReferenceOf(object value, PSObject wrapper) => value switch
    {
        StoredScan stored => stored.Id,
        ScanSummary summary => summary.ScanId,
        ScanResult scan => scan.Summary.ScanId,
        _ => null,
    };
}
