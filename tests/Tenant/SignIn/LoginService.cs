using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.SignIn;

/// <summary>Where tokens are issued: to an application with a secret or an assertion, to a person with a code, to a machine's own identity.</summary>
internal static class LoginService
{
    /// <summary>Header that a managed identity's endpoint wants to see.</summary>
    public const string IdentityHeader = "made-up-identity-header";

    /// <summary>What a workflow's runner shows to be given a token of its own.</summary>
    public const string WorkflowSecret = "made-up-workflow-secret";

    private const string Person = "admin@agency.example";

    public static IEnumerable<Route> Routes =>
    [
        Open("POST", "/{tenant}/oauth2/v2.0/token", Token),
        Open("POST", "/{tenant}/oauth2/v2.0/devicecode", DeviceCode),
        Open("GET", "/{tenant}/oauth2/v2.0/authorize", Authorise),
        Open("GET", "/{tenant}/v2.0/.well-known/openid-configuration", Configuration),
        Open("GET", "/common/discovery/instance", Instance),
        Open("GET", "/msi/token", MachineToken),
        Open("GET", "/workflow/id-token", WorkflowToken),
    ];

    private static Route Open(string method, string template, Func<Exchange, Answer> handle) => new(method, template, Family.Login, handle) { IsAnonymous = true };

    private static Answer Token(Exchange exchange)
    {
        var form = exchange.Form();
        var tenant = exchange.Values["tenant"];
        if (Guid.TryParse(tenant, out _) && !tenant.Equals(exchange.Tenant.TenantId, StringComparison.OrdinalIgnoreCase))
            return LoginErrors.Of(exchange, 400, "invalid_request", 90002, $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");
        return form.GetValueOrDefault("grant_type") switch
        {
            "client_credentials" => LoginErrors.OfApplication(exchange, form) ?? Give(exchange, form, user: null),
            "device_code" or "urn:ietf:params:oauth:grant-type:device_code" => exchange.Tenant.Logins.IsPending(form.GetValueOrDefault("device_code") ?? "")
                ? LoginErrors.Of(exchange, 400, "authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
                : Give(exchange, form, Person),
            "authorization_code" when form.GetValueOrDefault("code") == "made-up-code" => Give(exchange, form, Person),
            "refresh_token" when form.GetValueOrDefault("refresh_token") == "made-up-refresh-token" => Give(exchange, form, Person),
            var grant => LoginErrors.Of(exchange, 400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'."),
        };
    }

    private static Answer Give(Exchange exchange, Dictionary<string, string> form, string? user)
    {
        var scope = (form.GetValueOrDefault("scope") ?? "").Split(' ').FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal)) ?? "";
        var audience = exchange.Tenant.Tokens.IsOurs(scope) ? null : scope.Replace("/.default", "", StringComparison.Ordinal);
        var token = exchange.Tenant.Tokens.Issue(new TokenRequest { Audience = audience, User = user, WithClaims = form.ContainsKey("claims"), Lifetime = exchange.Tenant.Options.TokenLifetime });
        return Answer.Json(json =>
        {
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", (long)exchange.Tenant.Options.TokenLifetime.TotalSeconds);
            json.WriteNumber("ext_expires_in", (long)exchange.Tenant.Options.TokenLifetime.TotalSeconds);
            json.WriteString("access_token", token);
            if (user is null)
                return;
            json.WriteString("scope", scope);
            json.WriteString("refresh_token", "made-up-refresh-token");
            json.WriteString("client_info", Part($$"""{"uid":"716bbbbb-0000-4000-8000-000000000001","utid":"{{exchange.Tenant.TenantId}}"}"""));
            json.WriteString("id_token", IdToken(exchange, form.GetValueOrDefault("client_id") ?? "", user));
        });
    }

    private static string IdToken(Exchange exchange, string client, string user)
    {
        var now = exchange.Now.ToUnixTimeSeconds();
        var payload = string.Create(CultureInfo.InvariantCulture, $$"""{"aud":"{{client}}","iss":"{{exchange.Root}}/{{exchange.Tenant.TenantId}}/v2.0","iat":{{now}},"nbf":{{now}},"exp":{{now + 3600}},"name":"Admin","oid":"716bbbbb-0000-4000-8000-000000000001","preferred_username":"{{user}}","sub":"made-up","tid":"{{exchange.Tenant.TenantId}}","ver":"2.0"}""");
        return $"{Part("""{"typ":"JWT","alg":"RS256","kid":"made-up"}""")}.{Part(payload)}.{Part("signed by nobody")}";
    }

    private static Answer DeviceCode(Exchange exchange)
    {
        var code = exchange.Tenant.Logins.NewDeviceCode();
        return Answer.Json($$"""{"user_code":"MADEUP716","device_code":"{{code}}","verification_uri":"{{exchange.Root}}/device","expires_in":900,"interval":1,"message":"To sign in, use a web browser to open the page {{exchange.Root}}/device and enter the code MADEUP716 to authenticate."}""");
    }

    private static Answer Authorise(Exchange exchange)
    {
        var answer = new Answer { Status = 302 };
        answer.Headers["Location"] = $"{exchange.Query["redirect_uri"]}?code=made-up-code&state={Uri.EscapeDataString(exchange.Query["state"] ?? "")}&session_state=made-up";
        return answer;
    }

    private static Answer Configuration(Exchange exchange)
    {
        var authority = $"{exchange.Root}/{exchange.Values["tenant"]}";
        return Answer.Json($$"""{"token_endpoint":"{{authority}}/oauth2/v2.0/token","authorization_endpoint":"{{authority}}/oauth2/v2.0/authorize","device_authorization_endpoint":"{{authority}}/oauth2/v2.0/devicecode","issuer":"{{authority}}/v2.0","jwks_uri":"{{authority}}/discovery/v2.0/keys","tenant_region_scope":"EU","cloud_instance_name":"made-up"}""");
    }

    private static Answer Instance(Exchange exchange) => Answer.Json(
        $$"""{"tenant_discovery_endpoint":"{{exchange.Root}}/{{exchange.Tenant.TenantId}}/v2.0/.well-known/openid-configuration","api-version":"1.1","metadata":[{"preferred_network":"{{exchange.Tenant.Endpoint.Authority}}","preferred_cache":"{{exchange.Tenant.Endpoint.Authority}}","aliases":["{{exchange.Tenant.Endpoint.Authority}}"]}]}""");

    // As App Service and Functions give their identity's tokens.
    private static Answer MachineToken(Exchange exchange)
    {
        if (exchange.Header("X-IDENTITY-HEADER") != IdentityHeader)
            return Answer.Json("""{"statusCode":401,"message":"The identity header is missing or wrong."}""", 401);
        var resource = exchange.Query["resource"] ?? "";
        var token = exchange.Tenant.Tokens.Issue(new TokenRequest { Audience = exchange.Tenant.Tokens.IsOurs(resource) ? null : resource, Lifetime = exchange.Tenant.Options.TokenLifetime });
        return Answer.Json($$"""{"access_token":"{{token}}","expires_on":"{{exchange.Now.Add(exchange.Tenant.Options.TokenLifetime).ToUnixTimeSeconds()}}","resource":"{{resource}}","token_type":"Bearer","client_id":"{{exchange.Tenant.Options.ClientId}}"}""");
    }

    // As a workflow's runner gives a token that says which repository it runs for.
    private static Answer WorkflowToken(Exchange exchange)
    {
        if (exchange.Header("Authorization") != "Bearer " + WorkflowSecret)
            return Answer.Json("""{"message":"Unauthorized"}""", 401);
        var payload = string.Create(CultureInfo.InvariantCulture, $$"""{"iss":"https://issuer.example","aud":"{{exchange.Query["audience"]}}","sub":"repo:agency/ban:environment:council","exp":{{exchange.Now.AddMinutes(5).ToUnixTimeSeconds()}}}""");
        return Answer.Json(json => json.WriteString("value", $"{Part("""{"typ":"JWT","alg":"RS256","kid":"made-up"}""")}.{Part(payload)}.{Part("signed by nobody")}"));
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
