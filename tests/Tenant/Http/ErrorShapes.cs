using System.Globalization;
using System.Text.Json;

namespace TikTokBan.Tenant.Http;

/// <summary>How services word a refusal: Graph's own shape, and Intune's, which wraps another document in its message.</summary>
internal static class ErrorShapes
{
    public static Answer Of(Exchange exchange, Refusal refusal)
    {
        var id = RequestId(exchange);
        var client = exchange.Header("client-request-id") ?? id;
        var date = exchange.Now.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var nested = exchange.Route?.Family is Family.Intune or Family.IntuneExports && refusal.Status is 400 or 403 or 404 && refusal.Code is not ("ResourceNotFound" or "ApprovalRequired");
        var message = nested && exchange.Route is not null ? Nested(exchange, refusal, id) : refusal.Message;
        var answer = Answer.Json(
            json =>
            {
                json.WriteStartObject("error");
                json.WriteString("code", nested && exchange.Route is not null ? (refusal.Status == 403 ? "Forbidden" : "BadRequest") : refusal.Code);
                json.WriteString("message", message);
                json.WriteStartObject("innerError");
                json.WriteString("date", date);
                json.WriteString("request-id", id);
                json.WriteString("client-request-id", client);
                json.WriteEndObject();
                json.WriteEndObject();
            },
            refusal.Status);
        foreach (var (name, value) in refusal.Headers)
            answer.Headers[name] = value;
        return answer;
    }

    /// <summary>Ids are numbered, so that the same requests get the same ids.</summary>
    public static string RequestId(Exchange exchange) => $"716ddddd-0000-4000-8000-{exchange.Log.Number:x12}";

    private static string Nested(Exchange exchange, Refusal refusal, string id) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["_version"] = 3,
        ["Message"] = $"{refusal.Message} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: {id} - Url: https://fef.msub01.manage.microsoft.com{exchange.Raw.Path}",
        ["CustomApiErrorPhrase"] = "",
        ["RetryAfter"] = null!,
        ["ErrorSourceService"] = "",
        ["HttpHeaders"] = "{}",
    });
}
