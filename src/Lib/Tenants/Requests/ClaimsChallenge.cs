using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TikTokBan.Tenants.Requests;

/// <summary>What a service wants a new token to prove: it was revoked, or a policy changed, since the last one was issued.</summary>
internal static partial class ClaimsChallenge
{
    /// <summary>Reads it.</summary>
    /// <returns>The claims as JSON; null when the answer asks for none.</returns>
    public static string? Of(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) || Claims().Match(values.ToString()) is not { Success: true } match)
            return null;
        var base64 = match.Groups[1].Value.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            var claims = Encoding.UTF8.GetString(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            using var document = JsonDocument.Parse(claims);
            return document.RootElement.ValueKind == JsonValueKind.Object ? claims : null;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\bclaims\s*=\s*""([^""]+)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Claims();
}
