using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Directives;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal;

/// <summary>The requests of plans, held against what Microsoft publishes of its services.</summary>
public sealed partial class PlanRequestTests
{
    private static readonly Lazy<IReadOnlyList<RemovalPlan>> Plans = new(() =>
        [.. Enumerable.Range(0, 60).Select(seed => RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Wild(seed)) with { TenantWide = true }))]);

    [SkippableFact]
    public void Each_request_needs_a_permission_that_its_control_states()
    {
        var published = Published(Repository.Shared("data", "graph", "permissions.json"));
        var asked = Plans.Value.SelectMany(plan => plan.Actions).SelectMany(action => action.Requests.Concat(action.Undo.Requests).Select(request => (action, request)))
            .Where(pair => pair.request.Service == "graph").DistinctBy(pair => (pair.action.Control, pair.request.Method, Shape(pair.request.Path))).ToList();

        Assert.True(asked.Count > 20);
        Assert.All(asked, pair =>
        {
            var allowed = published[$"{pair.request.Method} {Shape(pair.request.Path)}"];
            IReadOnlyList<string> stated = pair.action.Control is { } id
                ? PlanSamples.Remedies.Controls.Single(control => control.Id == id).Permissions
                : ["Group.ReadWrite.All", "Device.ReadWrite.All", "DeviceManagementApps.ReadWrite.All"];
            Assert.True(stated.Any(allowed.Contains), $"{pair.request.Method} {pair.request.Path} takes {string.Join(", ", allowed.Order(StringComparer.Ordinal))}");
        });
    }

    [Fact]
    public void Domains_are_blocked_for_everybody_only_where_a_block_list_would_hold_them()
    {
        var listed = BlockSelection.Of(PlanSamples.Catalogue, DirectiveSet.Load(ProductFiles.Directives).Find("be-federal-716"), new DateOnly(2026, 11, 16), "tiktok", "tiktok-lite", "capcut", "lark")
            .Domains.SelectMany(domain => domain.Hosts.Prepend(domain.Name)).ToHashSet(StringComparer.Ordinal);
        var planned = Plans.Value.SelectMany(plan => plan.Actions).Where(action => action.Kind == "importIndicators").SelectMany(action => action.Target.Ids).Distinct().ToList();

        Assert.NotEmpty(planned);
        Assert.Empty(planned.Except(listed));
    }

    private static Dictionary<string, HashSet<string>> Published(string path)
    {
        var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var permission in document.RootElement.GetProperty("permissions").EnumerateObject())
        {
            foreach (var set in permission.Value.GetProperty("pathSets").EnumerateArray())
            {
                foreach (var method in set.GetProperty("methods").EnumerateArray())
                {
                    foreach (var one in set.GetProperty("paths").EnumerateObject())
                    {
                        var key = $"{method.GetString()} {one.Name.ToLowerInvariant()}";
                        if (!found.TryGetValue(key, out var names))
                            found[key] = names = [];
                        names.Add(permission.Name);
                    }
                }
            }
        }

        return found;
    }

    private static string Shape(string path) =>
        Identifier().Replace(path[path.IndexOf('/', 1)..].Split('?')[0], "{id}").ToLowerInvariant();

    [GeneratedRegex(@"\{a-[^}]*\}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Identifier();
}
