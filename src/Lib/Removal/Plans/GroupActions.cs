using System.Text.Json.Nodes;

namespace TikTokBan.Removal.Plans;

/// <summary>The group of a cohort, and its members.</summary>
internal sealed class GroupActions(string plan, ActionList list, PlanText text)
{
    // As many references as the directory takes in one request.
    private const int MembersAtOnce = 20;

    /// <returns>Id of the action that makes the group, and of those that fill it.</returns>
    public (string Group, IReadOnlyList<string> Filled) Add(Cohort cohort)
    {
        var group = list.Add(cohort.Ring, ActionKinds.EnsureGroup, new ActionTarget("group", cohort.Ids, cohort.Name, cohort.Platform), Answered.Of(cohort.Candidates), new ActionParts(_ => Ensure(cohort))
        {
            UndoText = text.UndoGroup,
            Undo = id =>
            [
                new PlanRequest { Role = "read", Method = "GET", Path = $"/v1.0/groups/{{{id}.id}}/members?$select=id,deviceId", As = "now" },
                new PlanRequest { Role = "write", Method = "DELETE", Path = $"/v1.0/groups/{{{id}.id}}" },
            ],
        });
        var filled = cohort.Devices.Chunk(MembersAtOnce).Select(chunk => AddMembers(cohort, group, chunk)).ToList();
        return (group, filled);
    }

    private IReadOnlyList<PlanRequest> Ensure(Cohort cohort) =>
    [
        new PlanRequest
        {
            Role = "read",
            Method = "GET",
            Path = $"/v1.0/groups?$filter=uniqueName eq '{cohort.UniqueName}'&$select=id,displayName,uniqueName",
            Match = new Dictionary<string, string> { ["uniqueName"] = cohort.UniqueName },
        },
        new PlanRequest
        {
            Role = "create",
            Method = "POST",
            Path = "/v1.0/groups",
            Body = ActionList.Body(new JsonObject
            {
                ["displayName"] = cohort.Name,
                ["description"] = text.MadeBy(plan),
                ["mailEnabled"] = false,
                ["mailNickname"] = cohort.UniqueName,
                ["securityEnabled"] = true,
                ["uniqueName"] = cohort.UniqueName,
            }),
        },
    ];

    private string AddMembers(Cohort cohort, string group, DeviceWork[] devices)
    {
        var names = devices.Select((device, index) => (Device: device, As: $"d{index + 1}")).ToList();
        var requests = names
            .Select(named => new PlanRequest
            {
                Role = "read",
                Method = "GET",
                Path = $"/v1.0/devices?$filter=deviceId eq '{named.Device.Candidates[0].EntraDevice}'&$select=id,deviceId",
                As = named.As,
                Match = new Dictionary<string, string> { ["deviceId"] = named.Device.Candidates[0].EntraDevice },
            })
            .Append(new PlanRequest { Role = "read", Method = "GET", Path = $"/v1.0/groups/{{{group}.id}}/members?$select=id", As = "members" });
        return list.Add(
            cohort.Ring,
            ActionKinds.AddMembers,
            new ActionTarget("group", [.. devices.Select(device => device.Id)], cohort.Name, cohort.Platform),
            Answered.Of([.. devices.SelectMany(device => device.Candidates)]),
            new ActionParts(id =>
            [
                .. requests,
                new PlanRequest
                {
                    Role = "write",
                    Method = "PATCH",
                    Path = $"/v1.0/groups/{{{group}.id}}",
                    Body = ActionList.Body(new JsonObject
                    {
                        ["members@odata.bind"] = new JsonArray([.. names.Select(named => (JsonNode)$"{{graph}}/v1.0/directoryObjects/{{{id}.{named.As}.id}}")]),
                    }),
                },
            ])
            {
                Preconditions = ActionList.OfDevices,
                DependsOn = [group],
                UndoText = text.UndoMembers,
            });
    }
}
