using System.Text;
using System.Text.Json;

namespace TikTokBan.Tenants.SignIn;

/// <summary>What a token says about itself. Nobody has verified it, so it is good for being shown and for planning, and for no decision on access.</summary>
/// <param name="Tenant">Tenant that issued it.</param>
/// <param name="Client">Application that it was issued to.</param>
/// <param name="ClientName">That application's name.</param>
/// <param name="Account">The person it acts for; null for an application.</param>
/// <param name="IsDelegated">Whether it acts for a person.</param>
/// <param name="Permissions">What it allows.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record TokenPayload(
    string? Tenant, string? Client, string? ClientName, string? Account, bool IsDelegated, IReadOnlyList<string> Permissions, DateTimeOffset? Expires)
{
    /// <summary>Reads a token.</summary>
    /// <returns>What it says; null when it is opaque, as tokens may be.</returns>
    public static TokenPayload? Of(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
            return null;
        try
        {
            var base64 = parts[1].Replace('-', '+').Replace('_', '/');
            using var document = JsonDocument.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (Exception error) when (error is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static TokenPayload Of(JsonElement payload)
    {
        var scopes = Text(payload, "scp");
        var delegated = Text(payload, "idtyp") is { } type ? type == "user" : scopes is not null;
        return new TokenPayload(
            Text(payload, "tid"),
            Text(payload, "appid", "azp"),
            Text(payload, "app_displayname"),
            delegated ? Text(payload, "upn", "preferred_username", "unique_name") : null,
            delegated,
            delegated ? scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [] : Texts(payload, "roles"),
            Expiry(payload));
    }

    private static string? Text(JsonElement payload, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    private static string[] Texts(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    // Beyond the year 9999 a number is no time.
    private static DateTimeOffset? Expiry(JsonElement payload) =>
        payload.TryGetProperty("exp", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
