using System.Text.Json.Nodes;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>Configurations and compliance policies of our own, assigned to one cohort's group.</summary>
internal sealed class PolicyActions(string plan, ActionList list, AppIdentifiers identifiers, PlanText text, DateTimeOffset now)
{
    // Somebody who is told on Friday evening has until the next day before conditional access shuts them out.
    private const int LeastGraceHours = 24;

    public string Add(Cohort cohort, Control control, IReadOnlyList<string> applications, string group, IReadOnlyList<string> filled) => Add(
        cohort.Ring,
        new ActionTarget(TargetOf(control), cohort.Ids, $"{cohort.Name} {control.Id}", cohort.Platform),
        control,
        applications,
        Answered.Of([.. cohort.Candidates.Where(candidate => candidate.Bounded.Contains(control))]),
        new GivenTo(group) { Preconditions = [ActionList.WithinPlan], After = filled });

    /// <summary>Adds a configuration or policy, and gives it to a group.</summary>
    public string Add(int ring, ActionTarget target, Control control, IReadOnlyList<string> applications, Answered answered, GivenTo given)
    {
        var root = $"/{(control.Beta ? "beta" : "v1.0")}/deviceManagement/{(control.Kind == ActionKinds.EnsureCompliance ? "deviceCompliancePolicies" : "deviceConfigurations")}";
        var name = target.Name;
        return list.Add(
            ring,
            control.Kind!,
            target,
            answered,
            new ActionParts(id =>
            [
                new PlanRequest
                {
                    Role = "read",
                    Method = "GET",
                    Path = $"{root}?$select=id,displayName",
                    Match = new Dictionary<string, string> { ["displayName"] = name },
                },
                new PlanRequest { Role = "create", Method = "POST", Path = root, Body = ActionList.Body(BodyOf(control, name, applications, answered)) },
                Read(root, id, "before"),
                new PlanRequest { Role = "write", Method = "POST", Path = $"{Assigning(root)}/{{{id}.id}}/assign", Body = ActionList.Body(given.Assignment(id)) },
            ])
            {
                Control = control,
                Preconditions = given.Preconditions,
                DependsOn = given.DependsOn,
                Undo = id => [Read(root, id, "now"), new PlanRequest { Role = "write", Method = "DELETE", Path = $"{root}/{{{id}.id}}" }],
            });
    }

    private JsonObject BodyOf(Control control, string name, IReadOnlyList<string> applications, Answered answered)
    {
        var apps = Apps(control, applications);
        var body = new JsonObject { ["@odata.type"] = TypeOf(control.Id), ["displayName"] = name, ["description"] = text.MadeBy(plan) };
        switch (control.Id)
        {
            case "ios-hide":
                body["appsVisibilityListType"] = "appsNotInListCompliant";
                body["appsVisibilityList"] = apps;
                break;
            case "android-personal-block":
                body["personalProfilePlayStoreMode"] = "blockedApps";
                body["personalProfilePersonalApplications"] = apps;
                break;
            case "android-admin-hide":
                body["appsHideList"] = apps;
                body["appsLaunchBlockList"] = Apps(control, applications);
                break;
            case "mac-report":
                body["compliantAppListType"] = "appsNotInListCompliant";
                body["compliantAppsList"] = apps;
                break;
            default:
                body["restrictedApps"] = apps;
                body["scheduledActionsForRule"] = new JsonArray(new JsonObject
                {
                    ["ruleName"] = "PasswordRequired",
                    ["scheduledActionConfigurations"] = new JsonArray(new JsonObject { ["actionType"] = "block", ["gracePeriodHours"] = Grace(answered) }),
                });
                break;
        }

        return body;
    }

    private static string TypeOf(string control) => "#microsoft.graph." + control switch
    {
        "ios-hide" => "iosGeneralDeviceConfiguration",
        "ios-compliance" => "iosCompliancePolicy",
        "android-personal-block" => "androidDeviceOwnerGeneralDeviceConfiguration",
        "android-admin-hide" => "androidGeneralDeviceConfiguration",
        "android-admin-compliance" => "androidCompliancePolicy",
        "mac-report" => "macOSGeneralDeviceConfiguration",
        _ => throw new InvalidOperationException($"No request is known for the control '{control}'."),
    };

    private JsonArray Apps(Control control, IReadOnlyList<string> applications) => new(
    [
        .. from application in applications
           from value in identifiers.Of(application, control)
           select (JsonNode)new JsonObject
           {
               ["@odata.type"] = "microsoft.graph.appListItem",
               ["name"] = identifiers.NameOf(application, "en"),
               ["appId"] = value,
           },
    ]);

    // While a deadline runs, being late is no breach yet.
    private int Grace(Answered answered)
    {
        if (answered.Verdict == Directives.Verdict.Violation || answered.Deadline is not { } deadline)
            return LeastGraceHours;
        var end = new DateTimeOffset(deadline.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return Math.Max(LeastGraceHours, (int)Math.Ceiling((end - now).TotalHours));
    }

    /// <summary>Reads to whom something is given.</summary>
    public static PlanRequest Read(string root, string id, string name) =>
        new() { Role = "read", Method = "GET", Path = $"{Assigning(root)}/{{{id}.id}}/assignments", As = name };

    public static string TargetOf(Control control) => control.Kind == ActionKinds.EnsureCompliance ? "compliancePolicy" : "configuration";

    /// <summary>Where assignments are read and written: v1.0 does not show an assignment's filter, and writing the list back without it would widen it to everybody in its group.</summary>
    public static string Assigning(string root) => root.Replace("/v1.0/", "/beta/", StringComparison.Ordinal);

    public static JsonObject Target(string group, bool except = false) => new()
    {
        ["@odata.type"] = except ? "#microsoft.graph.exclusionGroupAssignmentTarget" : "#microsoft.graph.groupAssignmentTarget",
        ["groupId"] = $"{{{group}.id}}",
    };
}
