using System.Management.Automation;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes a waiver where its id is asked for.</summary>
internal sealed class WaiverReferenceAttribute : ReferenceAttribute
{
    private protected override string? ReferenceOf(object value, PSObject wrapper) => (value as Waiver)?.Id;
}
