using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Permissions;

/// <summary>Which permission lets a request through: Microsoft's own list where it is at hand, else what the routes say.</summary>
internal sealed partial class PermissionTable
{
    private readonly Dictionary<(string Method, string Path, bool Delegated), HashSet<string>> _official = [];

    public PermissionTable(string? file)
    {
        if (file is null)
            return;
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var permission in document.RootElement.GetProperty("permissions").EnumerateObject())
        {
            foreach (var set in permission.Value.GetProperty("pathSets").EnumerateArray())
                Add(permission.Name, set);
        }
    }

    /// <summary>Whether Microsoft's list is known.</summary>
    public bool IsOfficial => _official.Count > 0;

    public void Check(Exchange exchange)
    {
        var token = exchange.Token!;
        var suffices = Sufficient(exchange.Route, token.Request.User is not null);
        if (token.Permissions.Any(suffices.Contains))
            return;
        throw exchange.Route.Family switch
        {
            Family.Intune or Family.IntuneExports => new Refusal(403, "Forbidden", $"Application is not authorized to perform this operation. Application must have one of the following scopes: {string.Join(", ", suffices.Where(IsNamed).Order(StringComparer.Ordinal))}"),
            Family.IdentityReports => new Refusal(403, "Authentication_MSGraphPermissionMissing", $"Calling principal does not have required MSGraph permissions {string.Join(",", suffices.Where(IsNamed))}"),
            Family.MessageTrace or Family.Hunting or Family.Defender => new Refusal(403, "Forbidden", $"Missing application roles. API required roles: {string.Join(", ", suffices.Where(IsNamed))}, application roles: {string.Join(", ", token.Permissions)}."),
            _ => new Refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
        };
    }

    public bool Knows(Route route) => _official.ContainsKey((route.Method, PathOf(route), false));

    public IReadOnlySet<string> Sufficient(Route route, bool isDelegated)
    {
        var official = _official.GetValueOrDefault((route.Method, PathOf(route), isDelegated));
        return new HashSet<string>([.. official ?? [.. route.Permissions], .. route.AlsoAccepts], StringComparer.Ordinal);
    }

    private static bool IsNamed(string permission) => !permission.StartsWith("AgentId", StringComparison.Ordinal);

    // The list has no casts and no references, and names the parameters of functions only.
    private static string PathOf(Route route)
    {
        var path = route.Template[(route.Template.IndexOf('/', 1))..].ToLowerInvariant().Replace("/microsoft.graph.user", "", StringComparison.Ordinal);
        path = path.Replace("microsoft.graph.security.", "", StringComparison.Ordinal).Replace("/$ref", "", StringComparison.Ordinal);
        path = Function().Replace(path, "");
        return Brace().Replace(path, "{}").Replace("'", "", StringComparison.Ordinal);
    }

    private void Add(string permission, JsonElement set)
    {
        foreach (var scheme in set.GetProperty("schemeKeys").EnumerateArray().Select(key => key.GetString()).Where(key => key is "Application" or "DelegatedWork"))
        {
            foreach (var method in set.GetProperty("methods").EnumerateArray())
            {
                foreach (var path in set.GetProperty("paths").EnumerateObject())
                {
                    var key = (method.GetString()!, Brace().Replace(path.Name.ToLowerInvariant(), "{}"), scheme == "DelegatedWork");
                    if (!_official.TryGetValue(key, out var names))
                        _official[key] = names = new HashSet<string>(StringComparer.Ordinal);
                    names.Add(permission);
                }
            }
        }
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Brace();

    [GeneratedRegex(@"\(period=[^)]*\)")]
    private static partial Regex Function();
}
