using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The directory's enterprise applications and what people consented to.</summary>
internal static class EntraApplications
{
    /// <summary>An application of the vendor's, known by the hosts that it answers at.</summary>
    public const string Business = "TikTok for Business";

    private const string Saver = "TikTok Video Saver";

    private static readonly (string Name, string? Publisher, string Host)[] Known =
    [
        ("Microsoft Graph Command Line Tools", "Microsoft Corporation", "localhost"),
        ("Zoom", "Zoom Communications, Inc.", "zoom.us"),
        ("Adobe Identity Management (OIDC)", "Adobe Inc.", "auth.services.adobe.com"),
        ("Miro", "RealtimeBoard, Inc.", "miro.com"),
        ("Social Planner", "Maes & Zonen bv", "planner.maesenzonen.example"),
        (Business, "TikTok Pte. Ltd.", "business.tiktok.com"),
        // Poses as the vendor's and answers at a host that is not the vendor's.
        (Saver, null, "tiktok.com.evil.example"),
    ];

    public static Guid AppId(AuthorityWorld world, string name) => world.Draw("application " + name).Id();

    private static Guid ObjectId(AuthorityWorld world, string name) => world.Draw("principal " + name).Id();

    public static void Write(AuthorityWorld world, Target target)
    {
        target.Page("entra/servicePrincipals.json", "servicePrincipals", null, Known.Select(app => Principal(world, app.Name, app.Publisher, app.Host)));
        var business = world.Staff(Unit.Communication, 2);
        var victim = world.Staff(Unit.Inspection, 7);
        var draw = world.Draw("grants");
        target.Page("entra/oauth2PermissionGrants.json", "oauth2PermissionGrants", null,
        [
            Grant(draw, ObjectId(world, "Microsoft Graph Command Line Tools"), null, "User.Read.All Device.Read.All"),
            Grant(draw, ObjectId(world, "Zoom"), null, "openid profile email"),
            Grant(draw, ObjectId(world, "Miro"), world.Staff(Unit.Inspection, 3), "User.Read"),
            Grant(draw, ObjectId(world, Business), business, " openid profile email User.Read"),
            Grant(draw, ObjectId(world, Saver), victim, "Mail.Read Files.Read.All offline_access"),
        ]);
        world.Cases.Add(new("consent-to-business", "entra/oauth2PermissionGrants.json", "Somebody of the communication unit consented to the vendor's business application: an account, not an installed application.", Upn: business.Upn, Value: Business));
        world.Cases.Add(new("consent-to-impostor", "entra/servicePrincipals.json", "An application that only borrows the name, at a host that only looks like the vendor's: suspicious, and no proof of TikTok.", "suspicious", Upn: victim.Upn, Value: "https://tiktok.com.evil.example/callback"));
    }

    private static string Principal(AuthorityWorld world, string name, string? publisher, string host) => JsonFile.Line(json =>
    {
        json.WriteString("id", ObjectId(world, name));
        json.WriteString("appId", AppId(world, name));
        json.WriteString("displayName", name);
        json.WriteString("appDisplayName", name);
        json.WriteBoolean("accountEnabled", true);
        json.WriteString("appOwnerOrganizationId", world.Draw("publisher " + publisher).Id());
        json.WriteString("servicePrincipalType", "Application");
        json.WriteStartArray("replyUrls");
        json.WriteStringValue($"https://{host}/callback");
        json.WriteEndArray();
        json.WriteStartObject("verifiedPublisher");
        if (publisher is null)
            json.WriteNull("displayName");
        else
            json.WriteString("displayName", publisher);
        json.WriteEndObject();
    });

    private static string Grant(Draw draw, Guid client, Person? principal, string scope) => JsonFile.Line(json =>
    {
        json.WriteString("id", draw.Hex(43));
        json.WriteString("clientId", client);
        json.WriteString("consentType", principal is null ? "AllPrincipals" : "Principal");
        if (principal is null)
            json.WriteNull("principalId");
        else
            json.WriteString("principalId", principal.Id);
        json.WriteString("resourceId", "00000003-0000-0000-c000-000000000000");
        json.WriteString("scope", scope);
    });
}
