using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Writes;

/// <summary>The assignments of an application or a policy. Each write replaces all of them; only beta knows their filters.</summary>
internal static class AssignmentList
{
    // The ids by which the service knows all users and all devices, as its answers show them.
    private const string AllUsers = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";
    private const string AllDevices = "adadadad-808e-44e2-905a-0b7873a8a531";

    private static readonly string[] Intents = ["available", "required", "uninstall", "availableWithoutEnrollment"];
    private static readonly string[] OnlyBeta = ["source", "sourceId"];
    private static readonly string[] Filter = ["deviceAndAppManagementAssignmentFilterId", "deviceAndAppManagementAssignmentFilterType"];

    /// <summary>The assignments that a request sends, as they are kept.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="parameter">Name of the list in it.</param>
    /// <param name="type">Type of its items.</param>
    /// <param name="owner">Id of what is assigned; null for an application, whose assignments go by target and intent.</param>
    public static JsonArray Read(JsonElement body, string parameter, string type, string? owner)
    {
        if (!body.TryGetProperty(parameter, out var list) || list.ValueKind != JsonValueKind.Array)
            throw Refusal.BadRequest($"The parameter '{parameter}' is missing.");
        var kept = new JsonArray();
        foreach (var item in list.EnumerateArray())
        {
            var assignment = One(item, type, owner);
            if (kept.Any(other => (string?)other!["id"] == (string?)assignment["id"]))
                throw Refusal.BadRequest("The request has two assignments of the same kind for one target.");
            kept.Add((JsonNode)assignment);
        }
        return kept;
    }

    /// <summary>An assignment as v1.0 shows it: without its filter, and without what says where it comes from.</summary>
    public static JsonElement Shown(JsonElement assignment, bool isBeta)
    {
        if (isBeta)
            return assignment;
        var shown = Changes.Copy(assignment);
        foreach (var name in OnlyBeta)
            shown.Remove(name);
        foreach (var name in Filter)
            (shown["target"] as JsonObject)?.Remove(name);
        return JsonSerializer.SerializeToElement(shown);
    }

    private static JsonObject One(JsonElement item, string type, string? owner)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("target", out var aim) || aim.ValueKind != JsonValueKind.Object)
            throw Refusal.BadRequest("An assignment has no target.");
        var target = Changes.Copy(aim);
        var (whom, isExclusion) = Whom(target);
        target[Filter[0]] ??= null;
        target[Filter[1]] ??= "none";
        var assignment = new JsonObject { ["@odata.type"] = "#microsoft.graph." + type };
        if (owner is null)
        {
            var intent = item.TryGetProperty("intent", out var asked) ? asked.GetString() : null;
            var number = Array.IndexOf(Intents, intent);
            if (number < 0)
                throw Refusal.BadRequest($"The intent '{intent}' is not known.");
            assignment["id"] = $"{whom}_{number}_{(isExclusion ? 1 : 0)}";
            assignment["intent"] = intent;
            assignment["settings"] = item.TryGetProperty("settings", out var settings) && settings.ValueKind == JsonValueKind.Object ? Changes.Copy(settings) : null;
        }
        else
        {
            assignment["id"] = $"{owner}_{whom}{(isExclusion ? "_1" : "")}";
        }
        assignment["source"] = "direct";
        assignment["sourceId"] = owner ?? "00000000-0000-0000-0000-000000000000";
        assignment["target"] = target;
        return assignment;
    }

    private static (string Whom, bool IsExclusion) Whom(JsonObject target)
    {
        var type = ((string?)target["@odata.type"] ?? "").TrimStart('#');
        target["@odata.type"] = "#" + type;
        return type switch
        {
            "microsoft.graph.allLicensedUsersAssignmentTarget" => (AllUsers, false),
            "microsoft.graph.allDevicesAssignmentTarget" => (AllDevices, false),
            "microsoft.graph.groupAssignmentTarget" => (Group(target), false),
            "microsoft.graph.exclusionGroupAssignmentTarget" => (Group(target), true),
            _ => throw Refusal.BadRequest($"The target type '{type}' is not supported."),
        };
    }

    private static string Group(JsonObject target) => (string?)target["groupId"] is { } id && Guid.TryParse(id, out _) ? id : throw Refusal.BadRequest("The target has no valid groupId.");
}
