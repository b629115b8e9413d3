using System.Globalization;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes plans: those that the ledger keeps since they were begun, and files.</summary>
public sealed class PlanCompleter : ListCompleter
{
    private protected override bool NamesFiles => true;

    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given)
    {
        if (given.Command.StartsWith("Approve", StringComparison.OrdinalIgnoreCase) || given.Location() is not { } location)
            return [];
        var plans = Listed(new EvidenceLedger(location).Journal.ListPlansAsync).OrderByDescending(plan => plan.CreatedAt).ToList();
        return [.. plans.Take(1).Select(newest => ("latest", Tip(newest))), .. plans.Select(plan => (plan.Id, Tip(plan)))];
    }

    private static string Tip(Removal.Plans.RemovalPlan plan) =>
        string.Create(CultureInfo.InvariantCulture, $"{plan.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {plan.Purpose}, {plan.Devices.Count} devices, {plan.Actions.Count} actions");
}
