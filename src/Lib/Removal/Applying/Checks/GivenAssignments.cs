using System.Text;
using System.Text.Json;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>What must hold of lists that an action replaces or adds to, and that others use as well.</summary>
internal sealed class GivenAssignments(IPlanTransport transport)
{
    /// <summary>Whether what the action read is still so: a list is replaced as a whole, and what somebody added since would be lost.</summary>
    /// <returns>Why not; null when it is.</returns>
    public async Task<string?> ChangedAsync(PlanAction action, RunValues found, CancellationToken cancellationToken)
    {
        foreach (var request in action.Requests.Where(request => request is { Role: "read", As: not null, Match: null }))
        {
            if (!found.Rows.TryGetValue(request.As!, out var before))
                return $"What stands at {action.Target.Name} was not read before; run it again.";
            if (FilledPath.Of(request.Path, found) is not { } path)
                continue;
            var now = await transport.ReadAsync(new SentRequest(request.Method, request.Service, path, null), cancellationToken).ConfigureAwait(false);
            if (!Texts(before).SetEquals(Texts(now)))
                return $"Somebody changed what is assigned at {action.Target.Name} while this was prepared; run it again.";
        }

        return null;
    }

    /// <summary>Whether nobody else demands what is about to be taken away: Intune would install it again, and again remove it.</summary>
    /// <returns>Why not; null when nobody does.</returns>
    public async Task<string?> RequiredElsewhereAsync(PlanAction action, RunValues found, CancellationToken cancellationToken)
    {
        foreach (var row in found.Rows.Values.SelectMany(rows => rows))
        {
            if (!Is(RowText.Of(row, "intent"), "required") || row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("target", out var target))
                continue;
            var type = RowText.Of(target, "@odata.type") ?? "";

            // Whoever is left out of a demand is not demanded of; a plan itself demands nothing, so that every demand is somebody else's.
            if (type.EndsWith("exclusionGroupAssignmentTarget", StringComparison.OrdinalIgnoreCase))
                continue;
            return $"{action.Target.Name} is required for {await NameAsync(type, RowText.Of(target, "groupId"), cancellationToken).ConfigureAwait(false)}, so that Intune would install it again; end that assignment first, then run this again.";
        }

        return null;
    }

    private async Task<string> NameAsync(string type, string? group, CancellationToken cancellationToken)
    {
        if (type.EndsWith("allDevicesAssignmentTarget", StringComparison.OrdinalIgnoreCase))
            return "all devices";
        if (type.EndsWith("allLicensedUsersAssignmentTarget", StringComparison.OrdinalIgnoreCase))
            return "all users";
        if (!Guid.TryParse(group, out var id))
            return "somebody else";
        try
        {
            var rows = await transport.ReadAsync(new SentRequest("GET", "graph", $"/v1.0/groups?$filter=id eq '{id}'&$select=id,displayName", null), cancellationToken).ConfigureAwait(false);
            return rows.Where(row => Is(RowText.Of(row, "id"), id.ToString())).Select(row => RowText.Of(row, "displayName")).FirstOrDefault() is { } name ? $"the group {name} ({id})" : $"the group {id}";
        }
        catch (TenantException)
        {
            // Its id tells it as well.
            return $"the group {id}";
        }
    }

    private static HashSet<string> Texts(IEnumerable<JsonElement> rows) => rows.Select(row => Encoding.UTF8.GetString(CanonicalJson.Bytes(row))).ToHashSet(StringComparer.Ordinal);

    private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
