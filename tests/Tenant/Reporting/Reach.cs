using System.Text.Json;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Reporting;

/// <summary>Which assignments reach a device: through its groups, its user's, and theirs in turn. Filters can't be told here, and let everything through.</summary>
internal sealed class Reach
{
    private readonly HashSet<string> _groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _hasUser;

    public Reach(TenantState state, JsonElement device)
    {
        var (entra, user) = (Text(device, "azureADDeviceId"), Text(device, "userId"));
        _hasUser = user.Length > 0;
        var wanted = new HashSet<string>([user, .. state.Devices.Rows().Where(row => Text(row, "deviceId") == entra).Select(row => Text(row, "id"))], StringComparer.OrdinalIgnoreCase);
        wanted.Remove("");
        var groups = state.Groups.Rows().Select(group => (Id: Text(group, "id"), Members: MembersOf(group))).ToList();
        bool found;
        do
        {
            found = false;
            foreach (var (id, members) in groups.Where(group => !_groups.Contains(group.Id) && group.Members.Overlaps(wanted)))
                found |= _groups.Add(id) && wanted.Add(id);
        }
        while (found);
    }

    /// <summary>What an application is assigned for; an order to have it outranks one to remove it. Null where nothing reaches the device.</summary>
    public string? Intent(JsonElement app)
    {
        var reaching = Reaching(app).Select(assignment => Text(assignment, "intent")).ToList();
        return reaching.Contains("required") ? "required" : reaching.Contains("uninstall") ? "uninstall" : null;
    }

    public bool Has(JsonElement policy) => Reaching(policy).Any();

    private IEnumerable<JsonElement> Reaching(JsonElement item)
    {
        JsonElement[] all = item.TryGetProperty("assignments", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        var isExcluded = all.Any(assignment => Kind(assignment) == "exclusionGroupAssignmentTarget" && IsIn(assignment));
        return isExcluded ? [] : all.Where(assignment => Kind(assignment) switch
        {
            "allDevicesAssignmentTarget" => true,
            "allLicensedUsersAssignmentTarget" => _hasUser,
            "groupAssignmentTarget" => IsIn(assignment),
            _ => false,
        });
    }

    private bool IsIn(JsonElement assignment) => JsonValues.Find(assignment, "target/groupId") is { ValueKind: JsonValueKind.String } id && _groups.Contains(id.GetString()!);

    private static string Kind(JsonElement assignment) => JsonValues.Find(assignment, "target") is { ValueKind: JsonValueKind.Object } target ? Text(target, "@odata.type").Split('.')[^1] : "";

    private static HashSet<string> MembersOf(JsonElement group) =>
        group.TryGetProperty("members", out var members) ? [.. members.EnumerateArray().Select(member => Text(member, "id"))] : [];

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
