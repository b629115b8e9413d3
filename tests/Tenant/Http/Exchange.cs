using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.SignIn;

namespace TikTokBan.Tenant.Http;

/// <summary>One request on its way through the tenant.</summary>
internal sealed class Exchange(FakeTenant tenant, HttpContext context, RawRequest raw, LoggedRequest log)
{
    public FakeTenant Tenant => tenant;

    public TenantState State => tenant.State;

    public HttpContext Context => context;

    public RawRequest Raw => raw;

    public LoggedRequest Log => log;

    public Route Route { get; set; } = null!;

    /// <summary>Values of the braces in the route's template.</summary>
    public IReadOnlyDictionary<string, string> Values { get; set; } = new Dictionary<string, string>();

    public Fault? Fault { get; set; }

    public IssuedToken? Token { get; set; }

    public QueryOptions Query { get; } = QueryOptions.Parse(raw.Query);

    /// <summary>Whether it came in where Defender answers.</summary>
    public bool IsAtDefender => context.Connection.LocalPort == tenant.DefenderEndpoint.Port;

    public bool IsEventual => string.Equals(Header("ConsistencyLevel"), "eventual", StringComparison.OrdinalIgnoreCase);

    public DateTimeOffset Now => tenant.Options.Time.GetUtcNow();

    public string? Header(string name) => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public bool Has(FaultKind kind) => Fault?.Kind == kind;

    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(raw.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Refusal.BadRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
        }
    }

    /// <summary>The form that a sign-in request posts.</summary>
    public Dictionary<string, string> Form() => Encoding.UTF8.GetString(raw.Body).Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair.Length > 1 ? pair[1].Replace('+', ' ') : ""), StringComparer.Ordinal);

    /// <summary>Address of the tenant's root, as the client reached it.</summary>
    public string Root => tenant.Endpoint.AbsoluteUri.TrimEnd('/');
}

/// <summary>A request as it came, before any library tidied it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path, unescaped.</param>
/// <param name="Query">Query without its question mark, still escaped.</param>
/// <param name="Body">Body.</param>
internal sealed record RawRequest(string Method, string Path, string Query, byte[] Body);
