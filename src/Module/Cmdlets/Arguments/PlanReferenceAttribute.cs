using System.Management.Automation;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes a plan, an approval or how far a plan has come, where a plan's file or id is asked for.</summary>
internal sealed class PlanReferenceAttribute : ReferenceAttribute
{
    private protected override bool Takes(FileSystemInfo file) => true;

    private protected override string? ReferenceOf(object value, PSObject wrapper) => value switch
    {
        RemovalPlan plan => wrapper.Properties["Path"]?.Value as string ?? plan.Id,
        Approval approval => wrapper.Properties[FileObject.PlanPath]?.Value as string ?? approval.Plan,
        RemovalProgress progress => progress.Plan,
        _ => null,
    };
}
