using TikTokBan.Removal;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Reports.Model;

/// <summary>What blocking plans put in force, part by part. A measure reaches everybody in scope, so these numbers tell of nobody.</summary>
internal static class BlockRows
{
    private const string Browsers = "/configurationPolicies";

    public static IReadOnlyList<BlockRow> Of(IEnumerable<(RemovalPlan Plan, RemovalProgress Progress)> plans) =>
    [
        .. from one in plans
           where one.Plan is { Purpose: PlanPurpose.Block, Block: not null }
           from part in one.Plan.Block!.Parts
           select Row(one.Plan, one.Progress, part),
    ];

    private static BlockRow Row(RemovalPlan plan, RemovalProgress progress, string part)
    {
        var controls = plan.Actions.Where(action => PartOf(action) == part).ToList();
        var times = controls.Where(action => progress.CarriedOut.ContainsKey(action.Id)).Select(action => progress.CarriedOut[action.Id]).ToList();
        var state = progress.TakenBack == TakenBack.Yes ? "takenBack"
            // A script carries this part out, and no journal tells of it.
            : controls.Count == 0 ? "notJournaled"
            : times.Count == 0 ? "notBegun"
            : times.Count == controls.Count && progress.TakenBack == TakenBack.No ? "inForce"
            : "partly";
        var standing = progress.TakenBack == TakenBack.Yes ? [] : times;
        return new BlockRow(plan.Id, part, state, controls.Count, standing.Count, plan.Block!.Applications, standing.Count == 0 ? null : standing.Max());
    }

    private static string? PartOf(PlanAction action) => action.Kind switch
    {
        ActionKinds.ImportIndicators => "defender",
        ActionKinds.DisableServicePrincipal or ActionKinds.EnsureServicePrincipal or ActionKinds.RevokeGrant => "entra",
        ActionKinds.MergeAssignment => "uninstall",
        ActionKinds.EnsureConfiguration when action.Requests.Any(request => request.Role == "create" && request.Path.EndsWith(Browsers, StringComparison.Ordinal)) => "browsers",
        ActionKinds.EnsureConfiguration or ActionKinds.EnsureCompliance => "intune",
        _ => null,
    };
}
