using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Blocks.Standing;

/// <summary>A plan that blocks and that a run was begun of.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="IsMeant">Whether it is still meant to stand: nobody began to take it back.</param>
internal sealed record BegunPlan(RemovalPlan Plan, bool IsMeant);

/// <summary>Reads what stands, and holds it against what was planned.</summary>
internal sealed partial class StandingReader(IPlanTransport transport, IReadOnlyList<BegunPlan> begun)
{
    private static readonly (BlockPart Part, string Kind, string Root, string Name)[] Given =
    [
        (BlockPart.Intune, "configuration", "/beta/deviceManagement/deviceConfigurations", "displayName"),
        (BlockPart.Intune, "compliancePolicy", "/beta/deviceManagement/deviceCompliancePolicies", "displayName"),
        (BlockPart.Browsers, "browserList", "/beta/deviceManagement/configurationPolicies", "name"),
    ];

    private readonly Dictionary<string, string> _groups = new(StringComparer.OrdinalIgnoreCase);

    public async Task<BlockStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new List<BlockInForce>();
        var incomplete = new List<string>();
        var tries = Given.Select(one => (one.Kind, Read: (Func<Task<IEnumerable<BlockInForce>>>)(() => GivenAsync(one, cancellationToken))))
            .Append(("indicators", () => IndicatorsAsync(cancellationToken)))
            .Append(("applications", () => ApplicationsAsync(cancellationToken)));
        foreach (var (kind, read) in tries)
        {
            try
            {
                found.AddRange(await read().ConfigureAwait(false));
            }
            catch (TenantException refused) when (refused.Failure != TenantFailure.SignIn || found.Count > 0 || incomplete.Count > 0)
            {
                incomplete.Add($"Not read: {kind}. {refused.Message}");
            }
        }

        return new BlockStatus(
            [.. found.OrderBy(one => one.Part).ThenBy(one => one.Plan ?? "", StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal)],
            incomplete);
    }

    private async Task<IEnumerable<BlockInForce>> GivenAsync((BlockPart Part, string Kind, string Root, string Name) one, CancellationToken cancellationToken)
    {
        var found = new List<BlockInForce>();
        foreach (var row in await ReadAsync("graph", $"{one.Root}?$select=id,{one.Name}", cancellationToken).ConfigureAwait(false))
        {
            if (RowText.Of(row, one.Name) is not { } name || Mark().Match(name) is not { Success: true } mark || RowText.Of(row, "id") is not { } id)
                continue;
            var assigned = await ReadAsync("graph", $"{one.Root}/{id}/assignments", cancellationToken).ConfigureAwait(false);
            List<string> groups = [];
            foreach (var target in assigned.Select(Target).OfType<string>().Order(StringComparer.Ordinal))
                groups.Add(await GroupAsync(target, cancellationToken).ConfigureAwait(false));
            found.Add(new BlockInForce(one.Part, one.Kind, name, id, mark.Groups[1].Value, groups.Count > 0, groups.Count > 0 ? "given to " + string.Join(", ", groups) : "given to nobody"));
        }

        var missing = from planned in Planned(ActionKinds.EnsureConfiguration, ActionKinds.EnsureCompliance)
                      where planned.Action.Requests.Any(request => request.Role == "create" && request.Path.EndsWith(one.Root["/beta".Length..], StringComparison.Ordinal)) && !found.Exists(there => there.Name == planned.Action.Target.Name)
                      select Missing(one.Part, one.Kind, planned.Action.Target.Name, planned);
        return found.Concat(missing.ToList());
    }

    private async Task<IEnumerable<BlockInForce>> IndicatorsAsync(CancellationToken cancellationToken)
    {
        var rows = await ReadAsync("defender", "/api/indicators", cancellationToken).ConfigureAwait(false);
        var ours = rows.Where(row => RowText.Of(row, "title")?.StartsWith("TikTokBan", StringComparison.Ordinal) == true)
            .Select(row => Indicator(row, Mark().Match(RowText.Of(row, "title")!) is { Success: true } mark ? mark.Groups[1].Value : null, "for every device that Defender knows")).ToList();
        var there = ours.Select(one => one.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = rows.Where(row => RowText.Of(row, "indicatorValue") is { } value && !there.Contains(value)).ToLookup(row => RowText.Of(row, "indicatorValue")!, StringComparer.OrdinalIgnoreCase);
        var rest = from planned in Planned(ActionKinds.ImportIndicators)
                   from domain in planned.Action.Target.Ids
                   where !there.Contains(domain)
                   select others[domain].FirstOrDefault() is { ValueKind: JsonValueKind.Object } other
                       ? Indicator(other, planned.Plan, "by an indicator that others made")
                       : Missing(BlockPart.Defender, "indicator", domain, planned);
        return ours.Concat(rest.ToList());
    }

    private static BlockInForce Indicator(JsonElement row, string? plan, string detail)
    {
        var action = RowText.Of(row, "action") ?? "unknown";
        var blocks = action.StartsWith("Block", StringComparison.OrdinalIgnoreCase) || action.EndsWith("Block", StringComparison.OrdinalIgnoreCase);
        return new BlockInForce(BlockPart.Defender, "indicator", RowText.Of(row, "indicatorValue") ?? "", Id(row), plan, blocks, blocks ? detail : $"{detail}; its action is {action}");
    }

    private async Task<IEnumerable<BlockInForce>> ApplicationsAsync(CancellationToken cancellationToken)
    {
        var found = new List<BlockInForce>();
        var meant = from one in begun
                    from action in one.Plan.Actions
                    where action.Kind is ActionKinds.DisableServicePrincipal or ActionKinds.EnsureServicePrincipal
                    let read = action.Requests.First(request => request.Role == "read")
                    select (Planned: (one.Plan.Id, action), one.IsMeant, read.Path, AppId: read.Match!["appId"]);
        foreach (var (planned, isMeant, path, appId) in meant.DistinctBy(one => one.AppId))
        {
            var rows = (await ReadAsync("graph", path, cancellationToken).ConfigureAwait(false)).Where(row => RowText.Of(row, "appId") == appId).ToList();
            foreach (var row in rows)
            {
                var off = row.TryGetProperty("accountEnabled", out var enabled) && enabled.ValueKind == JsonValueKind.False;
                found.Add(new BlockInForce(BlockPart.Entra, "application", RowText.Of(row, "displayName") ?? appId, RowText.Of(row, "id") ?? "", planned.Id, off, off ? "switched off" : "people can sign in to it"));
            }

            if (rows.Count == 0 && isMeant)
                found.Add(Missing(BlockPart.Entra, "application", planned.action.Target.Name, planned));
        }

        return found;
    }

    private IEnumerable<(string Plan, PlanAction Action)> Planned(params string[] kinds) =>
        from one in begun
        where one.IsMeant
        from action in one.Plan.Actions
        where kinds.Contains(action.Kind)
        select (one.Plan.Id, action);

    private static BlockInForce Missing(BlockPart part, string kind, string name, (string Plan, PlanAction Action) planned) =>
        new(part, kind, name, "", planned.Plan, false, $"planned in ring {planned.Action.Ring}, and not there") { MissingOfRing = planned.Action.Ring };

    private Task<IReadOnlyList<JsonElement>> ReadAsync(string service, string path, CancellationToken cancellationToken) =>
        transport.ReadAsync(new SentRequest("GET", service, path, null), cancellationToken);

    // A name is what people know a group by; what is not a group, or can't be read, stays as it is.
    private async Task<string> GroupAsync(string target, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(target, out _))
            return target;
        if (_groups.TryGetValue(target, out var known))
            return known;
        try
        {
            var rows = await ReadAsync("graph", $"/v1.0/groups?$filter=id eq '{target}'&$select=id,displayName", cancellationToken).ConfigureAwait(false);
            var name = rows.Where(row => string.Equals(RowText.Of(row, "id"), target, StringComparison.OrdinalIgnoreCase)).Select(row => RowText.Of(row, "displayName")).FirstOrDefault();
            return _groups[target] = name is null ? $"{target} (no group has this id)" : $"{name} ({target})";
        }
        catch (TenantException refused) when (refused.Failure != TenantFailure.SignIn)
        {
            return _groups[target] = target;
        }
    }

    // A group that is left out is no effect.
    private static string? Target(JsonElement row) => row.TryGetProperty("target", out var target) && RowText.Of(target, "@odata.type") is { } type && !type.Contains("exclusion", StringComparison.OrdinalIgnoreCase)
        ? RowText.Of(target, "groupId") ?? type.Split('.')[^1]
        : null;

    private static string Id(JsonElement row) => row.TryGetProperty("id", out var id) ? id.ValueKind == JsonValueKind.Number ? id.GetInt64().ToString(CultureInfo.InvariantCulture) : id.ToString() : "";

    [GeneratedRegex("^TikTokBan (p-[0-9a-f]{16})( |$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
