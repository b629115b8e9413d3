using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.SignIn;

/// <summary>What a token is to say.</summary>
public sealed record TokenRequest
{
    /// <summary>Permissions; null takes those that the tenant has granted at this moment. Later grants show only in later tokens.</summary>
    public IReadOnlyCollection<string>? Permissions { get; init; }

    /// <summary>How long it is good for.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(65);

    /// <summary>Whom it is for; null is this tenant's Graph.</summary>
    public string? Audience { get; init; }

    /// <summary>The person that it acts for; null is the application itself.</summary>
    public string? User { get; init; }

    /// <summary>Whether it answers a claims challenge.</summary>
    public bool WithClaims { get; init; }
}

/// <summary>A token that was given out.</summary>
internal sealed record IssuedToken(string Text, TokenRequest Request, IReadOnlyCollection<string> Permissions, DateTimeOffset Expires);

/// <summary>Gives out tokens, and knows them again.</summary>
public sealed class TokenDesk
{
    private readonly FakeTenant _tenant;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IssuedToken> _issued = new(StringComparer.Ordinal);

    internal TokenDesk(FakeTenant tenant) => _tenant = tenant;

    /// <summary>How many were given out.</summary>
    public int Issued
    {
        get
        {
            lock (_gate)
                return _issued.Count;
        }
    }

    /// <summary>Gives out a token.</summary>
    public string Issue(TokenRequest? request = null)
    {
        request ??= new TokenRequest();
        lock (_gate)
        {
            var permissions = request.Permissions ?? [.. _tenant.Permissions];
            var expires = _tenant.Options.Time.GetUtcNow() + request.Lifetime;
            var text = Write(request, permissions, expires, _issued.Count + 1);
            _issued[text] = new IssuedToken(text, request, permissions, expires);
            return text;
        }
    }

    /// <summary>Gives out a token for a resource.</summary>
    /// <param name="scope">What it is asked for, as a sign-in would: a resource with or without <c>/.default</c>; Graph's or Defender's.</param>
    public string IssueFor(string scope) => Issue(new TokenRequest { Audience = IsOurs(scope) ? null : Plain(scope), Lifetime = _tenant.Options.TokenLifetime });

    /// <summary>Makes every token given out so far worthless.</summary>
    public void ExpireAll()
    {
        lock (_gate)
        {
            foreach (var (text, token) in _issued.ToList())
                _issued[text] = token with { Expires = DateTimeOffset.MinValue };
        }
    }

    internal bool HasClaims(Exchange exchange) => Find(exchange)?.Request.WithClaims == true;

    internal IssuedToken Check(Exchange exchange)
    {
        if (exchange.Header("Authorization") is not { Length: > 0 } header)
            throw Refusal.Unauthorized("Access token is empty.");
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || Find(exchange) is not { } token)
            throw Refusal.Unauthorized("CompactToken parsing failed with error code: 80049217");
        if (token.Expires <= exchange.Now)
            throw Refusal.Unauthorized("Lifetime validation failed, the token is expired.");
        if (exchange.IsAtDefender ? !IsDefenders(token.Request.Audience) : token.Request.Audience is { } audience && !IsOurs(audience))
            throw Refusal.Unauthorized("Access token validation failure. Invalid audience.");
        return token;
    }

    /// <summary>Whether a resource, with or without the default scope behind it, is this tenant's Graph.</summary>
    internal bool IsOurs(string resource)
    {
        var plain = Plain(resource);
        return plain is "https://graph.microsoft.com" or "00000003-0000-0000-c000-000000000000" || plain.Equals(_tenant.Endpoint.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            || plain.Equals("https://" + _tenant.Endpoint.Authority, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a request bears a token, still good, for a resource that is none of the tenant's own.</summary>
    internal bool IsFor(Exchange exchange, string resource) =>
        Find(exchange) is { Request.Audience: { } audience } token && token.Expires > exchange.Now && Plain(audience) == resource;

    private bool IsDefenders(string? resource) => resource is not null
        && (Plain(resource) is "https://api.securitycenter.microsoft.com" or "https://api-gcc.securitycenter.microsoft.us" or "https://api-gov.securitycenter.microsoft.us"
            || Plain(resource) == _tenant.DefenderEndpoint.GetLeftPart(UriPartial.Authority));

    private static string Plain(string resource) => resource.Replace("/.default", "", StringComparison.Ordinal).TrimEnd('/');

    private IssuedToken? Find(Exchange exchange)
    {
        lock (_gate)
            return exchange.Header("Authorization") is { Length: > 7 } header ? _issued.GetValueOrDefault(header[7..].Trim()) : null;
    }

    // Shaped like a real one and signed by nobody: who receives it mustn't rely on its inside anyway.
    private string Write(TokenRequest request, IReadOnlyCollection<string> permissions, DateTimeOffset expires, int number)
    {
        var payload = new JsonObject
        {
            ["aud"] = request.Audience ?? "https://graph.microsoft.com",
            ["iss"] = $"https://sts.windows.net/{_tenant.TenantId}/",
            ["iat"] = (expires - request.Lifetime).ToUnixTimeSeconds(),
            ["nbf"] = (expires - request.Lifetime).ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["app_displayname"] = "TikTokBan (made up)",
            ["appid"] = _tenant.Options.ClientId,
            ["idtyp"] = request.User is null ? "app" : "user",
            ["oid"] = "716cccc0-0000-4000-8000-000000000001",
            ["tid"] = _tenant.TenantId,
            ["uti"] = number.ToString("x22", CultureInfo.InvariantCulture),
            ["ver"] = "1.0",
        };
        if (request.User is null)
            payload["roles"] = JsonSerializer.SerializeToNode(permissions);
        else
            (payload["scp"], payload["upn"]) = (string.Join(' ', permissions), request.User);
        return $"{Part("""{"typ":"JWT","alg":"RS256","kid":"made-up"}""")}.{Part(payload.ToJsonString())}.{Part($"signed by nobody, {number}")}";
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
