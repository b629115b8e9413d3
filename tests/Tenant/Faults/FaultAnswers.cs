using System.Globalization;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Faults;

/// <summary>Answers that are given in place of the right one.</summary>
internal static class FaultAnswers
{
    public static Answer? InPlace(Exchange exchange)
    {
        if (exchange.Fault is not { } fault)
            return null;
        switch (fault.Kind)
        {
            case FaultKind.Throttle:
                return Throttled(exchange, fault.Rule.RetryAfter);
            case FaultKind.HtmlError:
                return WithRetry(exchange, Answer.Html(fault.Rule.Status, fault.Rule.Status switch { 502 => "Bad Gateway", 504 => "Gateway Timeout", _ => "Service Unavailable" }), fault.Rule.RetryAfter);
            case FaultKind.Error:
                return WithRetry(exchange, ErrorShapes.Of(exchange, new Refusal(fault.Rule.Status, fault.Rule.Code, fault.Rule.Message)), fault.Rule.RetryAfter);
            case FaultKind.HtmlPage:
                return Answer.Html(200, "Sign in to the network");
            case FaultKind.ExpiredToken:
                return ErrorShapes.Of(exchange, Refusal.Unauthorized("Lifetime validation failed, the token is expired."));
            case FaultKind.ClaimsChallenge:
                return exchange.Tenant.Tokens.HasClaims(exchange) ? null : Challenge(exchange);
            case FaultKind.DeltaGone:
                return ErrorShapes.Of(exchange, new Refusal(410, "syncStateNotFound", "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd."));
            case FaultKind.ExpiredLink:
                return Storage("AuthenticationFailed", "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.", "Signature not valid in the specified time frame");
            default:
                return null;
        }
    }

    /// <summary>429 in Graph's words. Intune gives no Retry-After.</summary>
    public static Answer Throttled(Exchange exchange, string? retryAfter) => WithRetry(
        exchange,
        Answer.Json($$$"""{"error":{"code":"TooManyRequests","innerError":{"code":"429","date":"{{{exchange.Now:yyyy-MM-ddTHH:mm:ss}}}","message":"Please retry after","request-id":"{{{ErrorShapes.RequestId(exchange)}}}","status":"429"},"message":"Please retry again later."}}""", 429),
        retryAfter);

    /// <summary>An error in storage's words, which are XML.</summary>
    public static Answer Storage(string code, string message, string detail, int status = 403) => new()
    {
        Status = status,
        ContentType = "application/xml",
        Body = System.Text.Encoding.UTF8.GetBytes($"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message><AuthenticationErrorDetail>{detail}</AuthenticationErrorDetail></Error>"),
        Headers = { ["x-ms-error-code"] = code },
    };

    private static Answer Challenge(Exchange exchange)
    {
        var claims = Convert.ToBase64String("""{"access_token":{"nbf":{"essential":true,"value":"1790000000"}}}"""u8);
        return ErrorShapes.Of(exchange, Refusal.Unauthorized("Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp")
            .With("WWW-Authenticate", $"Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"{claims}\""));
    }

    private static Answer WithRetry(Exchange exchange, Answer answer, string? retryAfter)
    {
        if (retryAfter is not null)
            answer.Headers["Retry-After"] = retryAfter.StartsWith("{date+", StringComparison.Ordinal)
                ? exchange.Now.AddSeconds(double.Parse(retryAfter[6..^1], CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture)
                : retryAfter;
        return answer;
    }
}
