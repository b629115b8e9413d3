using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Sharing;

namespace TikTokBan.Tenant.Services;

/// <summary>Files and folders of libraries. No request of these touches a retention label.</summary>
internal static class DriveService
{
    private const string Item = "/v1.0/drives/{drive}/items/{item}";
    private const int LongestPut = 250 * 1024 * 1024;

    private static readonly string[] Reading = ["Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"];
    private static readonly string[] Writing = ["Files.ReadWrite.All", "Sites.ReadWrite.All"];
    private static readonly ListKind Children = new("driveItems", 200, 1_000, FilterRules.None) { Oversized = OversizedTop.Clamped };

    public static IEnumerable<Route> Routes =>
    [
        new("GET", Item, Family.SharePoint, Get, Reading) { AlsoAccepts = ["Sites.Selected"] },
        new("GET", Item + ":/{name}", Family.SharePoint, Find, Reading) { AlsoAccepts = ["Sites.Selected"] },
        new("GET", Item + "/children", Family.SharePoint, List, Reading) { AlsoAccepts = ["Sites.Selected"], IsList = true },
        new("POST", Item + "/children", Family.SharePoint, MakeFolder, Writing) { AlsoAccepts = ["Sites.Selected"] },
        new("PUT", Item + ":/{name}:/content", Family.SharePoint, PutNew, Writing) { AlsoAccepts = ["Sites.Selected"] },
        new("PUT", Item + "/content", Family.SharePoint, PutAgain, Writing) { AlsoAccepts = ["Sites.Selected"] },
        new("GET", "/download/{drive}/{item}", Family.Uploads, Download) { IsAnonymous = true },
    ];

    /// <summary>Stores content as the service does, or refuses it as the service does.</summary>
    public static DriveEntry Store(SharePointState state, FakeDrive drive, DriveEntry folder, string name, DriveEntry? updated, string conflict, byte[] content, out bool isNew)
    {
        var there = updated ?? folder.Child(name);
        if (there is not null && updated is null && conflict == "fail")
            throw new Refusal(409, "nameAlreadyExists", "The specified item name already exists.");
        if (there is { IsLocked: true })
            throw new Refusal(423, "resourceLocked", "The resource you are attempting to access is locked");
        if (drive.Used + content.Length > state.Quota)
            throw new Refusal(507, "quotaLimitReached", "Insufficient Space Available");
        isNew = there is null;
        there ??= folder.Add(state.NewId(), name, isFolder: false);
        there.Write(state.RewritesOfficeFiles && Path.GetExtension(name) is ".xlsx" or ".docx" or ".pptx" ? [.. content, .. "<properties of the library>"u8] : content);
        return there;
    }

    public static void CheckName(string name)
    {
        if (name.Length == 0 || name.Any("\"*:<>?/\\|".Contains) || char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) || name.EndsWith('.') || name is "..")
            throw new Refusal(400, "invalidRequest", "The provided name contains illegal characters.");
    }

    public static void CheckTag(Exchange exchange, DriveEntry entry)
    {
        if (exchange.Header("If-Match") is { } tag && tag != entry.Tag)
            throw new Refusal(412, "resourceModified", "ETag does not match current item's value");
    }

    public static DriveEntry Entry(Exchange exchange, FakeDrive drive) => drive.Find(exchange.Values["item"]) ?? throw new Refusal(404, "itemNotFound", "Item not found");

    public static JsonObject Json(Exchange exchange, FakeDrive drive, DriveEntry entry)
    {
        var path = PlaceOf(entry);
        var json = new JsonObject
        {
            ["id"] = entry.Id,
            ["name"] = entry.Name,
            ["size"] = entry.All.Sum(inner => (long)inner.Content.Length),
            ["eTag"] = entry.Tag,
            ["webUrl"] = path.Length == 0 ? drive.WebUrl : $"{drive.WebUrl}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}",
        };
        if (entry.IsFolder)
        {
            json["folder"] = new JsonObject { ["childCount"] = entry.Children.Count };
            return json;
        }
        json["file"] = exchange.State.SharePoint.GivesHashes ? new JsonObject { ["hashes"] = new JsonObject { ["quickXorHash"] = entry.QuickXor() } } : new JsonObject();
        json["@microsoft.graph.downloadUrl"] = $"{exchange.Root}/download/{drive.Id}/{entry.Id}?tempauth=made-up";
        return json;
    }

    private static Answer Get(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "read");
        return Answer.Json(Json(exchange, drive, Entry(exchange, drive)).ToJsonString());
    }

    private static Answer Find(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "read");
        var entry = Entry(exchange, drive).Child(exchange.Values["name"].TrimEnd(':')) ?? throw new Refusal(404, "itemNotFound", "The resource could not be found.");
        return Answer.Json(Json(exchange, drive, entry).ToJsonString());
    }

    private static Answer List(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "read");
        return Listing.Page(exchange, Children, [.. Entry(exchange, drive).Children.Select(child => JsonSerializer.SerializeToElement(Json(exchange, drive, child)))]);
    }

    private static Answer MakeFolder(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "write");
        var parent = Entry(exchange, drive);
        var body = exchange.Json();
        var name = body.TryGetProperty("name", out var text) ? text.GetString() ?? "" : "";
        if (!body.TryGetProperty("folder", out _))
            throw new Refusal(400, "invalidRequest", "A folder facet is required.");
        CheckName(name);
        if (parent.Child(name) is not null)
            throw new Refusal(409, "nameAlreadyExists", "Name already exists");
        return Answer.Json(Json(exchange, drive, parent.Add(exchange.State.SharePoint.NewId(), name, isFolder: true)).ToJsonString(), 201);
    }

    private static Answer PutNew(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "write");
        var folder = Entry(exchange, drive);
        var name = exchange.Values["name"];
        CheckName(name);
        return Put(exchange, drive, folder, name, null, exchange.Query["@microsoft.graph.conflictBehavior"] ?? "replace");
    }

    private static Answer PutAgain(Exchange exchange)
    {
        var drive = SiteAccess.Drive(exchange, "write");
        var entry = Entry(exchange, drive);
        CheckTag(exchange, entry);
        return Put(exchange, drive, entry.Parent!, entry.Name, entry, "replace");
    }

    private static Answer Put(Exchange exchange, FakeDrive drive, DriveEntry folder, string name, DriveEntry? updated, string conflict)
    {
        if (exchange.Raw.Body.Length > LongestPut)
            throw new Refusal(413, "invalidRequest", "The request is too large.");
        var entry = Store(exchange.State.SharePoint, drive, folder, name, updated, conflict, exchange.Raw.Body, out var isNew);
        return Answer.Json(Json(exchange, drive, entry).ToJsonString(), isNew ? 201 : 200);
    }

    private static Answer Download(Exchange exchange)
    {
        var drive = exchange.State.SharePoint.Sites.SelectMany(site => site.Drives).FirstOrDefault(drive => drive.Id == exchange.Values["drive"]);
        if (exchange.Header("Authorization") is not null)
            throw new Refusal(401, "unauthenticated", "Authorization is not taken here.");
        return drive?.Find(exchange.Values["item"]) is { IsFolder: false } entry
            ? new Answer { Body = entry.Content, ContentType = "application/octet-stream" }
            : throw new Refusal(404, "itemNotFound", "Item not found");
    }

    private static string PlaceOf(DriveEntry entry) => entry.Parent is null ? "" : PlaceOf(entry.Parent) is { Length: > 0 } above ? $"{above}/{entry.Name}" : entry.Name;
}
