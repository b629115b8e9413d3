using System.Text.Json.Nodes;
using TikTokBan.Removal.Blocks.Formats.Browsers;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>What is given to the group that the plan names.</summary>
internal sealed class GroupBlocks(string plan, BlockPlanRequest request, BlockState state, ActionList list, AppIdentifiers identifiers, PlanText text, Answered answered)
{
    private const int Ring = 1;
    private const string Policies = "/beta/deviceManagement/configurationPolicies", Model = "#microsoft.graph.deviceManagementConfiguration";

    // Who is in the group may have changed since; then the plan says nothing of whom it reaches.
    private static readonly Precondition Same = new("groupAsPlanned", "action");

    private GivenTo? _given;

    private GivenTo Given => _given ??= new GivenTo(Find(state.Group!)) { Except = state.Except is { } except ? Find(except) : null, Preconditions = [Same] };

    /// <summary>Controls of Intune that keep something out wherever they are given, in the order of the matrix.</summary>
    public static IEnumerable<Control> Controls(RemedyMatrix remedies) =>
        remedies.Controls.Where(control => control is { Kind: ActionKinds.EnsureConfiguration or ActionKinds.EnsureCompliance, TenantWide: false });

    public IEnumerable<string> AddIntune()
    {
        var policies = new PolicyActions(plan, list, identifiers, text, request.Now);
        foreach (var control in Controls(request.Remedies))
        {
            List<string> named = [.. request.Selection.Applications.Where(application => identifiers.Of(application, control).Count > 0)];
            if (named.Count == 0)
                yield return NotNamed(control);
            else
                policies.Add(Ring, new ActionTarget(PolicyActions.TargetOf(control), [], $"TikTokBan {plan} {control.Id}", control.Platforms[0]), control, named, answered, Given);
        }
    }

    /// <summary>Orders to uninstall. A control may name an application by several identifiers, each an application of its own in Intune.</summary>
    public IEnumerable<string> AddUninstalls()
    {
        var apps = new AppActions(plan, list, identifiers, text);
        foreach (var control in request.Remedies.Controls.Where(control => control is { Kind: ActionKinds.MergeAssignment, TenantWide: false }))
        {
            List<string> named = [.. request.Selection.Applications.Where(application => identifiers.Of(application, control).Count > 0)];
            if (named.Count == 0)
                yield return NotNamed(control);
            foreach (var application in named)
                _ = apps.Add(Ring, control.Platforms[0], control, application, [], answered, Given).ToList();
        }
    }

    public void AddBrowsers()
    {
        var control = request.Remedies.Controls.FirstOrDefault(one => one.Id == "browser-blocklist");
        var entries = ChromiumBrowser.Entries(request.Selection);
        foreach (var setting in state.Settings)
            AddBrowser(setting, control, entries);
    }

    private void AddBrowser(BrowserSetting setting, Control? control, List<string> entries)
    {
        var name = $"TikTokBan {plan} {setting.Browser}";
        var given = Given;
        list.Add(Ring, ActionKinds.EnsureConfiguration, new ActionTarget("configuration", [], name, "windows"), answered, new ActionParts(id =>
        [
            new PlanRequest { Role = "read", Method = "GET", Path = $"{Policies}?$select=id,name", Match = new Dictionary<string, string> { ["name"] = name } },
            new PlanRequest { Role = "create", Method = "POST", Path = Policies, Body = ActionList.Body(PolicyOf(setting, name, entries)) },
            PolicyActions.Read(Policies, id, "before"),
            new PlanRequest { Role = "write", Method = "POST", Path = $"{Policies}/{{{id}.id}}/assign", Body = ActionList.Body(given.Assignment(id)) },
        ])
        {
            Control = control,
            Preconditions = given.Preconditions,
            DependsOn = given.DependsOn,
            Undo = id => [PolicyActions.Read(Policies, id, "now"), new PlanRequest { Role = "write", Method = "DELETE", Path = $"{Policies}/{{{id}.id}}" }],
        });
    }

    private static string NotNamed(Control control) =>
        $"'{control.Title.In("en")}' ({control.Id}) is not planned: the catalogue has no confirmed identifier of these applications for {string.Join(", ", control.Platforms)}.";

    private JsonObject PolicyOf(BrowserSetting setting, string name, List<string> entries) => new()
    {
        ["name"] = name,
        ["description"] = text.MadeBy(plan),
        ["platforms"] = "windows10",
        ["technologies"] = "mdm",
        ["settings"] = new JsonArray(new JsonObject
        {
            ["@odata.type"] = Model + "Setting",
            ["settingInstance"] = new JsonObject
            {
                ["@odata.type"] = Model + "ChoiceSettingInstance",
                ["settingDefinitionId"] = setting.Id,
                ["choiceSettingValue"] = new JsonObject
                {
                    ["@odata.type"] = Model + "ChoiceSettingValue",
                    ["value"] = setting.Option,
                    ["children"] = new JsonArray(new JsonObject
                    {
                        ["@odata.type"] = Model + "SimpleSettingCollectionInstance",
                        ["settingDefinitionId"] = setting.ListId,
                        ["simpleSettingCollectionValue"] = new JsonArray(
                        [
                            .. entries.Select(entry => (JsonNode)new JsonObject { ["@odata.type"] = Model + "StringSettingValue", ["value"] = entry }),
                        ]),
                    }),
                },
            },
        }),
    };

    private string Find(NamedGroup group) => list.Add(
        Ring,
        ActionKinds.FindGroup,
        new ActionTarget("group", [group.Id], group.Name),
        answered,
        new ActionParts(_ =>
        [
            new PlanRequest
            {
                Role = "read",
                Method = "GET",
                Path = $"/v1.0/groups?$filter=id eq '{group.Id}'&$select=id,displayName",
                Match = new Dictionary<string, string> { ["id"] = group.Id, ["displayName"] = group.Name },
            },
        ])
        {
            UndoText = text.Get("UndoNothing"),
        });
}
