using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Sharing;

namespace TikTokBan.Tenant.Services;

/// <summary>Sites by their address, and their libraries.</summary>
internal static class SiteService
{
    private static readonly string[] Permissions = ["Sites.Read.All", "Sites.ReadWrite.All"];
    private static readonly ListKind Drives = new("drives", 200, 1_000, FilterRules.None);

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/sites/{host}:/{kind}/{name}", Family.SharePoint, Find, Permissions) { AlsoAccepts = ["Sites.Selected"] },
        new("GET", "/v1.0/sites/{site}/drive", Family.SharePoint, DefaultDrive, Permissions) { AlsoAccepts = ["Sites.Selected"] },
        new("GET", "/v1.0/sites/{site}/drives", Family.SharePoint, AllDrives, Permissions) { AlsoAccepts = ["Sites.Selected"], IsList = true },
    ];

    private static Answer Find(Exchange exchange)
    {
        var state = exchange.State.SharePoint;
        var site = state.Sites.FirstOrDefault(site => exchange.Values["host"].Equals(state.Host, StringComparison.OrdinalIgnoreCase) && exchange.Values["kind"] == "sites" && site.Name.Equals(exchange.Values["name"], StringComparison.OrdinalIgnoreCase))
            ?? throw SiteAccess.Missing();
        SiteAccess.Check(exchange, site, "read");
        return Answer.Json(new JsonObject { ["id"] = site.Id, ["name"] = site.Name, ["displayName"] = site.Name, ["webUrl"] = site.WebUrl }.ToJsonString());
    }

    private static Answer DefaultDrive(Exchange exchange) =>
        SiteAccess.Site(exchange, "read").Drives is [var first, ..] ? Answer.Json(Json(first).ToJsonString()) : throw SiteAccess.Missing();

    private static Answer AllDrives(Exchange exchange) =>
        Listing.Page(exchange, Drives, [.. SiteAccess.Site(exchange, "read").Drives.Select(drive => JsonSerializer.SerializeToElement(Json(drive)))]);

    private static JsonObject Json(FakeDrive drive) => new() { ["id"] = drive.Id, ["name"] = drive.Name, ["driveType"] = "documentLibrary", ["webUrl"] = drive.WebUrl };
}
