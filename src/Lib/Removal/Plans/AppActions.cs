using System.Text.Json.Nodes;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>Uninstall assignments: added to those that others made, never in their place.</summary>
internal sealed class AppActions(string plan, ActionList list, AppIdentifiers identifiers, PlanText text)
{
    private readonly Dictionary<(string Control, string Value), string> _apps = [];

    public IEnumerable<string> Add(Cohort cohort, Control control, IReadOnlyList<string> applications, string group, IReadOnlyList<string> filled)
    {
        foreach (var application in applications)
        {
            var answering = cohort.Candidates.Where(candidate => candidate.Exposure.Application == application && candidate.Bounded.Contains(control)).ToList();
            var ids = answering.Select(candidate => candidate.Device).Distinct().ToList();
            foreach (var id in Add(cohort.Ring, cohort.Platform, control, application, ids, Answered.Of(answering), new GivenTo(group) { Preconditions = [ActionList.WithinPlan], After = filled }))
                yield return id;
        }
    }

    /// <summary>Adds the order to uninstall one application, for each of its identifiers.</summary>
    /// <returns>Ids of the actions that give it to the group.</returns>
    public IEnumerable<string> Add(int ring, string platform, Control control, string application, IReadOnlyList<string> devices, Answered answered, GivenTo given)
    {
        foreach (var value in identifiers.Of(application, control))
        {
            var target = new ActionTarget("app", devices, $"{identifiers.NameOf(application, "en")} ({value})", platform);
            yield return Merge(ring, control, target, answered, Ensure(ring, control, application, value, target, answered), given);
        }
    }

    private string Ensure(int ring, Control control, string application, string value, ActionTarget target, Answered answered)
    {
        // One application serves every ring; the first that needs it makes it.
        if (_apps.TryGetValue((control.Id, value), out var known))
            return known;
        var (type, property) = TypeOf(control.Id);
        List<PlanRequest> requests =
        [
            new PlanRequest
            {
                Role = "read",
                Method = "GET",
                Path = $"{Root(control)}?$filter=isof('microsoft.graph.{type}')",
                // An application of another type may have the same id, and be somebody's licence.
                Match = new Dictionary<string, string> { ["@odata.type"] = $"#microsoft.graph.{type}", [property] = value },
            },
        ];
        // What Intune never had on iOS it did not install, and what managed Google Play does not know can't be made here.
        if (control.Id == "windows-uninstall")
            requests.Add(new PlanRequest { Role = "create", Method = "POST", Path = Root(control), Body = ActionList.Body(StoreApp(application, value)) });
        return _apps[(control.Id, value)] = list.Add(
            ring,
            ActionKinds.EnsureApp,
            target with { Ids = [] },
            answered,
            new ActionParts(_ => requests)
            {
                UndoText = text.UndoApp,
                Undo = id => requests.Count == 1 ? [] :
                [
                    new PlanRequest { Role = "read", Method = "GET", Path = $"{PolicyActions.Assigning(Root(control))}/{{{id}.id}}/assignments", As = "now" },
                    new PlanRequest { Role = "write", Method = "DELETE", Path = $"{Root(control)}/{{{id}.id}}" },
                ],
            });
    }

    private string Merge(int ring, Control control, ActionTarget target, Answered answered, string app, GivenTo given)
    {
        var path = $"{PolicyActions.Assigning(Root(control))}/{{{app}.id}}";
        PlanRequest Read(string name) => new() { Role = "read", Method = "GET", Path = $"{path}/assignments", As = name };
        PlanRequest Write(params JsonNode[] assignments) => new()
        {
            Role = "write",
            Method = "POST",
            Path = $"{path}/assign",
            Body = ActionList.Body(new JsonObject { ["mobileAppAssignments"] = new JsonArray(assignments) }),
        };
        return list.Add(
            ring,
            ActionKinds.MergeAssignment,
            target,
            answered,
            new ActionParts(id => [Read("before"), Write([given.Others(id, "before"), .. given.Targets().Select(Ours)])])
            {
                Control = control,
                Preconditions = [.. given.Preconditions, new Precondition("assignmentsUnchanged", "action"), new Precondition("notRequiredElsewhere", "action")],
                DependsOn = [app, .. given.DependsOn],
                Undo = id => [Read("now"), Write(given.Others(id, "now"))],
            });
    }

    private static JsonNode Ours(JsonObject target) => new JsonObject
    {
        ["@odata.type"] = "#microsoft.graph.mobileAppAssignment",
        ["intent"] = "uninstall",
        ["target"] = target,
    };

    private static string Root(Control control) => $"/{(control.Beta ? "beta" : "v1.0")}/deviceAppManagement/mobileApps";

    private static (string Type, string Property) TypeOf(string control) => control switch
    {
        "ios-uninstall" => ("iosStoreApp", "bundleId"),
        "android-uninstall" => ("androidManagedStoreApp", "packageId"),
        "windows-uninstall" => ("winGetApp", "packageIdentifier"),
        _ => throw new InvalidOperationException($"No request is known for the control '{control}'."),
    };

    private JsonObject StoreApp(string application, string value) => new()
    {
        ["@odata.type"] = "#microsoft.graph.winGetApp",
        ["displayName"] = identifiers.NameOf(application, "en"),
        ["description"] = text.MadeBy(plan),
        ["publisher"] = identifiers.PublisherOf(application),
        ["notes"] = plan,
        ["packageIdentifier"] = value,
        ["installExperience"] = new JsonObject { ["runAsAccount"] = "user" },
    };
}
