using System.Text.Json;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>Whether an object that we made may be deleted: not when somebody else uses it by now.</summary>
internal sealed class UndoRules(RemovalPlan plan, PlanAction action, StepValues values)
{
    /// <summary>Why it must stay; null when it may go.</summary>
    /// <param name="created">Whether we made it; null where that isn't known.</param>
    public string? WhyItStays(bool? created)
    {
        if (created != true)
            return $"'{action.Target.Name}' was there before the plan, so it stays.";
        var rows = values.Rows("now");
        if (action.Kind == ActionKinds.EnsureGroup)
        {
            var planned = plan.Devices.Select(device => device.EntraDeviceId).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var strangers = rows.Count(row => StepValues.Member(row, "deviceId") is not { } id || !planned.Contains(id));
            return strangers == 0 ? null : $"Somebody added {strangers} member{(strangers == 1 ? "" : "s")} to '{action.Target.Name}' that the plan does not know, so it stays; delete it by hand once nobody needs it.";
        }

        var ours = Ours();
        var uses = rows.Count(row => !ListWrite.IsExclusion(row) && (ListWrite.GroupOf(row) is not { } group || !ours.Contains(group)));
        return uses == 0 ? null : $"Somebody assigned '{action.Target.Name}' further ({uses} time{(uses == 1 ? "" : "s")}), so it stays; delete it by hand once nobody needs it.";
    }

    // Groups that the plan made, and those that it names itself.
    private HashSet<string> Ours()
    {
        var ours = plan.Actions.Where(one => one.Kind == ActionKinds.EnsureGroup).Select(one => values.Objects.GetValueOrDefault(one.Id)).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        ours.UnionWith(plan.Actions.Where(one => one.Kind == ActionKinds.FindGroup).SelectMany(one => one.Target.Ids));
        foreach (var body in action.Requests.Select(request => request.Body).OfType<JsonElement>())
            AddGroups(body, ours);
        return ours;
    }

    private static void AddGroups(JsonElement value, HashSet<string> groups)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                AddGroups(item, groups);
        }

        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name == "groupId" && member.Value.ValueKind == JsonValueKind.String)
                groups.Add(member.Value.GetString()!);
            AddGroups(member.Value, groups);
        }
    }
}
