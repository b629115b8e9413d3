using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>Applications that Intune deploys, and to whom.</summary>
internal static class MobileAppService
{
    private const string Root = "deviceAppManagement/mobileApps";
    private const string Read = "DeviceManagementApps.Read.All";
    private const string Write = "DeviceManagementApps.ReadWrite.All";

    private static readonly string[] Versions = ["v1.0", "beta"];

    private static readonly ListKind Apps = new(Root, 1000, 1000, new FilterRules("displayName: eq startswith contains; @odata.type: isof", Otherwise: FilterVerdict.Ignored)) { Oversized = OversizedTop.Clamped, Relations = ["assignments", "readsToPublish"] };

    private static readonly ListKind Assignments = new(Root + "/assignments", 1000, 1000, FilterRules.None with { Otherwise = FilterVerdict.Ignored }) { Oversized = OversizedTop.Clamped };

    // What each type can't be without. Google's applications are synchronised, never made here.
    private static readonly Dictionary<string, string[]> Makeable = new(StringComparer.Ordinal)
    {
        ["#microsoft.graph.iosStoreApp"] = ["bundleId", "appStoreUrl"],
        ["#microsoft.graph.androidStoreApp"] = ["packageId", "appStoreUrl"],
        ["#microsoft.graph.winGetApp"] = ["packageIdentifier", "installExperience"],
        ["#microsoft.graph.webApp"] = ["appUrl"],
    };

    public static IEnumerable<Route> Routes =>
    [
        .. Versions.SelectMany(version => new Route[]
        {
            new("GET", $"/{version}/{Root}", Family.Intune, All, Read) { IsList = true },
            new("GET", $"/{version}/{Root}/{{id}}", Family.Intune, One, Read),
            new("GET", $"/{version}/{Root}/{{id}}/assignments", Family.Intune, AssignmentsOf, Read) { IsList = true },
            new("POST", $"/{version}/{Root}", Family.Intune, Create, Write) { Approval = ApprovalFamily.Apps, Body = "MobileApp" },
            new("POST", $"/{version}/{Root}/{{id}}/assign", Family.Intune, Assign, Write) { Approval = ApprovalFamily.Apps, Body = "mobileAppAssignments:MobileAppAssignment[]" },
            new("DELETE", $"/{version}/{Root}/{{id}}", Family.Intune, Delete, Write) { Approval = ApprovalFamily.Apps },
        }),
    ];

    private static Answer All(Exchange exchange)
    {
        var apps = exchange.State.MobileApps.Rows();
        var answer = Listing.Page(exchange, Apps, apps);
        foreach (var app in apps)
            Publish(exchange, app);
        return answer;
    }

    private static Answer One(Exchange exchange)
    {
        var app = Find(exchange);
        var answer = Listing.Single(exchange, Apps, app);
        Publish(exchange, app);
        return answer;
    }

    private static Answer AssignmentsOf(Exchange exchange)
    {
        var app = Find(exchange);
        return Listing.Page(exchange, Assignments, [.. ListOf(app).Select(assignment => AssignmentList.Shown(assignment, exchange.Route.IsBeta))]);
    }

    private static Answer Create(Exchange exchange)
    {
        var body = Changes.Copy(exchange.Json());
        var type = (string?)body["@odata.type"] ?? throw Refusal.BadRequest("The type of the application is missing: cannot create an abstract class.");
        if (!Makeable.TryGetValue(type, out var needed) || (type.EndsWith(".winGetApp", StringComparison.Ordinal) && !exchange.Route.IsBeta))
            throw Refusal.BadRequest($"An application of the type '{type}' can't be created.");
        if (needed.Concat(["displayName", "publisher"]).FirstOrDefault(name => body[name] is null) is { } missing)
            throw Refusal.BadRequest($"The property '{missing}' is required.");
        var now = exchange.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var reads = exchange.Tenant.Options.PublishingReads;
        body["id"] = exchange.State.NewId();
        body["createdDateTime"] = now;
        body["lastModifiedDateTime"] = now;
        body["publishingState"] = reads > 0 ? "processing" : "published";
        if (reads > 0)
            body["readsToPublish"] = reads;
        body["assignments"] = new JsonArray();
        Changes.Set(exchange, exchange.State.MobileApps, body);
        exchange.State.MadeApps[(string)body["id"]!] = true;
        return Listing.Single(exchange, Apps, JsonSerializer.SerializeToElement(body), 201);
    }

    private static Answer Assign(Exchange exchange)
    {
        var app = Changes.Copy(Find(exchange));
        if ((string?)app["publishingState"] is "processing")
            throw Refusal.BadRequest("The application is not published yet.");
        var before = ListOf(Find(exchange)).Select(assignment => assignment.GetProperty("id").GetString()!).ToHashSet(StringComparer.Ordinal);
        var after = AssignmentList.Read(exchange.Json(), "mobileAppAssignments", "mobileAppAssignment", null);
        before.SymmetricExceptWith(after.Select(assignment => (string)assignment!["id"]!));
        app["assignments"] = after;
        Changes.Set(exchange, exchange.State.MobileApps, app, [.. before.Order(StringComparer.Ordinal)]);
        return new Answer { Status = 204 };
    }

    private static Answer Delete(Exchange exchange)
    {
        Changes.Remove(exchange, exchange.State.MobileApps, Find(exchange).GetProperty("id").GetString()!, "deleted");
        return new Answer { Status = 204 };
    }

    private static JsonElement Find(Exchange exchange) => exchange.State.MobileApps.Find(exchange.Values["id"]) ?? throw new Refusal(404, "NotFound", "The application was not found.");

    private static IEnumerable<JsonElement> ListOf(JsonElement app) => app.TryGetProperty("assignments", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    // The service works on it meanwhile; looking at it is how long that takes.
    private static void Publish(Exchange exchange, JsonElement app)
    {
        if (!app.TryGetProperty("readsToPublish", out var reads))
            return;
        var next = Changes.Copy(app);
        next["readsToPublish"] = reads.GetInt32() - 1;
        if (reads.GetInt32() <= 1)
        {
            next.Remove("readsToPublish");
            next["publishingState"] = "published";
        }
        exchange.State.MobileApps.Set(JsonSerializer.SerializeToElement(next));
    }
}
