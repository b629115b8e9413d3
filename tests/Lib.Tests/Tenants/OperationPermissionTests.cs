using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tests.Tenants;

/// <summary>What the product asks to be granted, held against Microsoft's own list.</summary>
public sealed partial class OperationPermissionTests
{
    [SkippableFact]
    public void Every_first_permission_is_one_that_Microsoft_lists_for_the_path()
    {
        var listed = Listed();
        var wrong =
            from operation in TenantOperations.All
            where operation.PermissionNote is null
            from asked in new[] { (Scheme: "Application", Names: operation.Application), (Scheme: "DelegatedWork", Names: operation.Delegated) }
            where asked.Names.Count > 0
            let known = listed.GetValueOrDefault((operation.Method.Method, Normal(operation.Path), asked.Scheme))
            where known is null || !known.Contains(asked.Names[0])
            select $"{operation.Id} ({operation.Method} {Normal(operation.Path)}): {asked.Scheme} {asked.Names[0]} is not among {(known is null ? "nothing: the path is not listed" : string.Join(", ", known.Order(StringComparer.Ordinal)))}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_operation_is_declared_once()
    {
        Assert.Distinct(TenantOperations.All.Select(operation => operation.Id));
        Assert.Distinct(TenantOperations.All.Select(operation => $"{operation.Source} {operation.Method} {operation.Path}"));
    }

    [Theory]
    [InlineData("/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user", "/groups/{}/transitivemembers")]
    [InlineData("/v1.0/users/delta", "/users/delta")]
    [InlineData("/beta/deviceManagement/reports/exportJobs('{id}')", "/devicemanagement/reports/exportjobs/{}")]
    [InlineData("/v1.0/servicePrincipals(appId='{appId}')", "/serviceprincipals(appid={})")]
    public void A_path_is_compared_as_the_list_writes_it(string path, string expected) => Assert.Equal(expected, Normal(path));

    private static Dictionary<(string Method, string Path, string Scheme), HashSet<string>> Listed()
    {
        using var list = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("data", "graph", "permissions.json")));
        var listed = new Dictionary<(string, string, string), HashSet<string>>();
        foreach (var permission in list.RootElement.GetProperty("permissions").EnumerateObject())
        {
            foreach (var set in permission.Value.GetProperty("pathSets").EnumerateArray())
            {
                var methods = set.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!).ToList();
                var schemes = set.GetProperty("schemeKeys").EnumerateArray().Select(scheme => scheme.GetString()!).ToList();
                foreach (var path in set.GetProperty("paths").EnumerateObject())
                {
                    var normal = Normal(path.Name);
                    foreach (var method in methods)
                    {
                        foreach (var scheme in schemes)
                        {
                            if (!listed.TryGetValue((method, normal, scheme), out var names))
                                listed.Add((method, normal, scheme), names = new HashSet<string>(StringComparer.Ordinal));
                            names.Add(permission.Name);
                        }
                    }
                }
            }
        }

        return listed;
    }

    // Parameters without their names, keys as segments, and no casts at the end: a list of members takes the same permission whatever they are limited to.
    private static string Normal(string path)
    {
        var normal = Version().Replace(path, "");
        normal = KeyInBrackets().Replace(normal, "/{}");
        normal = Parameter().Replace(normal, "{}").Replace("'{}'", "{}", StringComparison.Ordinal);
        return Cast().Replace(normal, "").ToLowerInvariant();
    }

    [GeneratedRegex(@"^/(v1\.0|beta)(?=/)")]
    private static partial Regex Version();

    [GeneratedRegex(@"\('\{[^}]*\}'\)")]
    private static partial Regex KeyInBrackets();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"/microsoft\.graph\.\w+$", RegexOptions.IgnoreCase)]
    private static partial Regex Cast();
}
