using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Blocks.Standing;

/// <summary>Finds what plans put into a tenant, by the marks that it carries: what a front end calls. Changes nothing.</summary>
public static partial class BlockStatusOperation
{
    private static readonly (BlockPart Part, string Kind, string Root, string Name)[] Given =
    [
        (BlockPart.Intune, "configuration", "/beta/deviceManagement/deviceConfigurations", "displayName"),
        (BlockPart.Intune, "compliancePolicy", "/beta/deviceManagement/deviceCompliancePolicies", "displayName"),
        (BlockPart.Browsers, "browserList", "/beta/deviceManagement/configurationPolicies", "name"),
    ];

    /// <summary>Reads it.</summary>
    /// <param name="session">The signed-in tenant. It is not disposed of.</param>
    /// <param name="plans">Plans that a run was begun of: an application of the directory carries no mark, so they say which are meant.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TenantException">The tenant can't be reached at all.</exception>
    public static Task<BlockStatus> ReadAsync(TenantSession session, IReadOnlyList<RemovalPlan> plans, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(plans);
        return ReadAsync(new GraphPlanTransport(session), [.. plans.Where(plan => string.Equals(plan.Tenant, session.Context.TenantId, StringComparison.OrdinalIgnoreCase))], cancellationToken);
    }

    internal static async Task<BlockStatus> ReadAsync(IPlanTransport transport, IReadOnlyList<RemovalPlan> plans, CancellationToken cancellationToken)
    {
        var found = new List<BlockInForce>();
        var incomplete = new List<string>();
        var tries = Given.Select(one => (one.Kind, Read: (Func<Task<IEnumerable<BlockInForce>>>)(() => GivenAsync(transport, one, cancellationToken))))
            .Append(("indicators", () => IndicatorsAsync(transport, cancellationToken)))
            .Append(("applications", () => ApplicationsAsync(transport, plans, cancellationToken)));
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

    private static async Task<IEnumerable<BlockInForce>> GivenAsync(IPlanTransport transport, (BlockPart Part, string Kind, string Root, string Name) one, CancellationToken cancellationToken)
    {
        var found = new List<BlockInForce>();
        foreach (var row in await ReadAsync(transport, "graph", $"{one.Root}?$select=id,{one.Name}", cancellationToken).ConfigureAwait(false))
        {
            if (Text(row, one.Name) is not { } name || Mark().Match(name) is not { Success: true } mark || Text(row, "id") is not { } id)
                continue;
            var assigned = await ReadAsync(transport, "graph", $"{one.Root}/{id}/assignments", cancellationToken).ConfigureAwait(false);
            var groups = assigned.Select(Target).OfType<string>().Order(StringComparer.Ordinal).ToList();
            found.Add(new BlockInForce(one.Part, one.Kind, name, id, mark.Groups[1].Value, groups.Count > 0, groups.Count > 0 ? "given to " + string.Join(", ", groups) : "given to nobody"));
        }

        return found;
    }

    private static async Task<IEnumerable<BlockInForce>> IndicatorsAsync(IPlanTransport transport, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(transport, "defender", "/api/indicators", cancellationToken).ConfigureAwait(false);
        return from row in rows
               let title = Text(row, "title")
               where title is not null && title.StartsWith("TikTokBan", StringComparison.Ordinal)
               let mark = Mark().Match(title)
               let action = Text(row, "action") ?? "unknown"
               let blocks = action.StartsWith("Block", StringComparison.OrdinalIgnoreCase) || action.EndsWith("Block", StringComparison.OrdinalIgnoreCase)
               select new BlockInForce(
                   BlockPart.Defender, "indicator", Text(row, "indicatorValue") ?? "", Id(row), mark.Success ? mark.Groups[1].Value : null, blocks, blocks ? "for every device that Defender knows" : $"its action is {action}");
    }

    private static async Task<IEnumerable<BlockInForce>> ApplicationsAsync(IPlanTransport transport, IReadOnlyList<RemovalPlan> plans, CancellationToken cancellationToken)
    {
        var found = new List<BlockInForce>();
        var meant = from plan in plans
                    from action in plan.Actions
                    where action.Kind is ActionKinds.DisableServicePrincipal or ActionKinds.EnsureServicePrincipal
                    let read = action.Requests.First(request => request.Role == "read")
                    select (plan.Id, read.Path, AppId: read.Match!["appId"]);
        foreach (var (plan, path, appId) in meant.DistinctBy(one => one.AppId))
        {
            foreach (var row in (await ReadAsync(transport, "graph", path, cancellationToken).ConfigureAwait(false)).Where(row => Text(row, "appId") == appId))
            {
                var off = row.TryGetProperty("accountEnabled", out var enabled) && enabled.ValueKind == JsonValueKind.False;
                found.Add(new BlockInForce(BlockPart.Entra, "application", Text(row, "displayName") ?? appId, Text(row, "id") ?? "", plan, off, off ? "switched off" : "people can sign in to it"));
            }
        }

        return found;
    }

    private static Task<IReadOnlyList<JsonElement>> ReadAsync(IPlanTransport transport, string service, string path, CancellationToken cancellationToken) =>
        transport.ReadAsync(new SentRequest("GET", service, path, null), cancellationToken);

    // A group that is left out is no effect.
    private static string? Target(JsonElement row) => row.TryGetProperty("target", out var target) && Text(target, "@odata.type") is { } type && !type.Contains("exclusion", StringComparison.OrdinalIgnoreCase)
        ? Text(target, "groupId") ?? type.Split('.')[^1]
        : null;

    private static string Id(JsonElement row) => row.TryGetProperty("id", out var id) ? id.ValueKind == JsonValueKind.Number ? id.GetInt64().ToString(CultureInfo.InvariantCulture) : id.ToString() : "";

    private static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^TikTokBan (p-[0-9a-f]{16})( |$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
