using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>Which devices are added to a group: those that the checks let pass, that the directory knows just once, and that aren't in it.</summary>
internal static class MemberRules
{
    public static Decision Decide(PlanAction action, PlanStep step, StepValues values, IReadOnlyList<JournaledDevice> leftOut)
    {
        var excluded = leftOut.Select(device => device.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var members = values.Rows("members").Select(row => StepValues.Member(row, "id")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (added, missing, inside) = (new HashSet<string>(StringComparer.Ordinal), new List<JournaledDevice>(), 0);
        // The plan reads one device after the other, in the order in which the target names them.
        foreach (var (device, name) in action.Target.Ids.Zip(step.Reads.Where(read => read.As is not (null or "members")).Select(read => read.As!)))
        {
            if (excluded.Contains(device))
                continue;
            var found = values.Rows(name);
            if (found is not [var row] || StepValues.Member(row, "id") is not { } id)
                missing.Add(found.Count == 0 ? new JournaledDevice(device, "notInDirectory", "The directory no longer has this device.") : new JournaledDevice(device, "notUnique", "The directory has this device more than once."));
            else if (members.Contains(id))
                inside++;
            else
                added.Add($".{name}.id}}");
        }

        var decision = added.Count > 0
            ? Decision.Send(new Template(values).Fill(step.Write!, keep: item => added.Any(name => item.GetString()!.EndsWith(name, StringComparison.Ordinal))))
            : inside > 0 ? Decision.Already
            : Decision.Skip("None of its devices may be acted on as things are now.");
        return decision with { LeftOut = missing };
    }
}
