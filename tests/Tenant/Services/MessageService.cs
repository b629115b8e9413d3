using System.Text.Json;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>Drafts in mailboxes. Nothing is sent: there is no request for that here.</summary>
internal static class MessageService
{
    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/v1.0/me/messages", Family.Mail, CreateMine, "Mail.ReadWrite"),
        new("POST", "/v1.0/users/{user}/messages", Family.Mail, Create, "Mail.ReadWrite"),
    ];

    private static Answer CreateMine(Exchange exchange) => Create(exchange, exchange.Token!.Request.User
        ?? throw new Refusal(400, "BadRequest", "/me request is only valid with delegated authentication flow."));

    private static Answer Create(Exchange exchange)
    {
        var user = exchange.Values["user"];
        var known = exchange.State.Users.Rows().Any(row => Is(row, "id", user) || Is(row, "userPrincipalName", user) || Is(row, "mail", user));
        return known ? Create(exchange, user) : throw new Refusal(404, "ErrorInvalidUser", $"The requested user '{user}' is invalid.");
    }

    private static Answer Create(Exchange exchange, string mailbox)
    {
        var draft = Changes.Copy(exchange.Json());
        draft["id"] = exchange.State.NewId();
        draft["isDraft"] = true;
        draft["webLink"] = $"https://outlook.office365.example/owa/?ItemID={(string)draft["id"]!}";
        draft["parentFolderId"] = mailbox;
        Changes.Set(exchange, exchange.State.Messages, draft);
        return Answer.Json(draft.ToJsonString(), 201);
    }

    private static bool Is(JsonElement row, string name, string value) => row.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.GetString()!.Equals(value, StringComparison.OrdinalIgnoreCase);
}
