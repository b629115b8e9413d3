namespace TikTokBan.Tenant.Http;

/// <summary>An answer that isn't what was asked for, with the service's code and words.</summary>
internal sealed class Refusal(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public Dictionary<string, string> Headers { get; } = [];

    public static Refusal BadRequest(string message, string code = "BadRequest") => new(400, code, message);

    public static Refusal NotFound(string segment) => new(404, "ResourceNotFound", $"Resource not found for the segment '{segment}'.");

    public static Refusal Missing(string id) => new(404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static Refusal Unauthorized(string message) => new(401, "InvalidAuthenticationToken", message) { Headers = { ["WWW-Authenticate"] = "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"" } };

    public Refusal With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
