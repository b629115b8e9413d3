using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Permissions;

/// <summary>Which permission lets a request through: Microsoft's own list where it is at hand, else what the routes say.</summary>
internal sealed partial class PermissionTable
{
    // Each permission, with those of which it needs one beside it.
    private readonly Dictionary<(string Method, string Path, bool Delegated), Dictionary<string, HashSet<string>>> _official = [];

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
        var isDelegated = token.Request.User is not null;
        var suffices = Sufficient(exchange.Route, isDelegated);
        var pairs = _official.GetValueOrDefault((exchange.Route.Method, PathOf(exchange.Route), isDelegated));
        if (token.Permissions.Any(one => suffices.Contains(one) && IsComplete(one, pairs, token.Permissions)))
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
        return new HashSet<string>([.. official?.Keys.AsEnumerable() ?? route.Permissions, .. route.AlsoAccepts], StringComparer.Ordinal);
    }

    // The list says of one of a pair that it needs the other, and sometimes leaves out that this holds the other way round.
    private static bool IsComplete(string permission, Dictionary<string, HashSet<string>>? pairs, IReadOnlyCollection<string> granted)
    {
        if (pairs is null || !pairs.TryGetValue(permission, out var also))
            return true;
        var partners = also.Concat(pairs.Where(pair => pair.Value.Contains(permission)).Select(pair => pair.Key)).ToList();
        return partners.Count == 0 || partners.Exists(granted.Contains);
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
                        _official[key] = names = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
                    names[permission] = Partners(path.Value.GetString());
                }
            }
        }
    }

    private static HashSet<string> Partners(string? details)
    {
        const string Also = "AlsoRequires=";
        var part = details?.Split(';').FirstOrDefault(one => one.StartsWith(Also, StringComparison.Ordinal));
        return new HashSet<string>(part?[Also.Length..].Split(',') ?? [], StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Brace();

    [GeneratedRegex(@"\(period=[^)]*\)")]
    private static partial Regex Function();
}
