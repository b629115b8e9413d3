using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.SignIn;

/// <summary>Refusals in the words of the sign-in service.</summary>
internal static class LoginErrors
{
    public static Answer Of(Exchange exchange, int status, string error, int code, string description) => Answer.Json(
        json =>
        {
            json.WriteString("error", error);
            json.WriteString("error_description", $"AADSTS{code}: {description} Trace ID: {ErrorShapes.RequestId(exchange)} Correlation ID: {ErrorShapes.RequestId(exchange)} Timestamp: {exchange.Now:yyyy-MM-dd HH:mm:ssZ}");
            json.WriteStartArray("error_codes");
            json.WriteNumberValue(code);
            json.WriteEndArray();
            json.WriteString("timestamp", $"{exchange.Now:yyyy-MM-dd HH:mm:ssZ}");
            json.WriteString("trace_id", ErrorShapes.RequestId(exchange));
            json.WriteString("correlation_id", ErrorShapes.RequestId(exchange));
        },
        status);

    /// <summary>What is wrong with an application's proof of who it is; null for nothing.</summary>
    public static Answer? OfApplication(Exchange exchange, Dictionary<string, string> form)
    {
        var client = form.GetValueOrDefault("client_id");
        if (client != exchange.Tenant.Options.ClientId)
            return Of(exchange, 400, "unauthorized_client", 700016, $"Application with identifier '{client}' was not found in the directory 'AFPP-FAPP'.");
        if (form.TryGetValue("client_secret", out var secret))
            return secret == exchange.Tenant.Options.ClientSecret ? null : Of(exchange, 401, "invalid_client", 7000215, $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'.");
        if (form.GetValueOrDefault("client_assertion_type") == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" && form.GetValueOrDefault("client_assertion") is { } assertion)
            return IsSound(assertion, client) ? null : Of(exchange, 401, "invalid_client", 700027, "Client assertion failed signature validation.");
        return Of(exchange, 401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
    }

    // Signed by the application itself, or by an issuer that it trusts. Nobody's signature is checked: no key is known here.
    private static bool IsSound(string assertion, string client)
    {
        var parts = assertion.Split('.');
        if (parts.Length != 3)
            return false;
        try
        {
            using var payload = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])));
            return payload.RootElement.TryGetProperty("iss", out var issuer) && (issuer.GetString() == client || issuer.GetString()!.StartsWith("https://", StringComparison.Ordinal));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return false;
        }
    }
}
