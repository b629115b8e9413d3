using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Sharing;

/// <summary>What a token may do with a site: everything that its permissions allow, or with Sites.Selected what was granted there.</summary>
internal static class SiteAccess
{
    private static readonly string[] Roles = ["read", "write", "manage", "fullcontrol"];
    private static readonly string[] Reading = ["Sites.Read.All", "Files.Read.All"];
    private static readonly string[] Writing = ["Sites.ReadWrite.All", "Files.ReadWrite.All"];
    private static readonly string[] Managing = ["Sites.Manage.All", "Sites.FullControl.All"];

    public static FakeSite Site(Exchange exchange, string role)
    {
        var id = exchange.Values["site"];
        var site = exchange.State.SharePoint.Sites.FirstOrDefault(site => site.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw Missing();
        Check(exchange, site, role);
        return site;
    }

    public static FakeDrive Drive(Exchange exchange, string role)
    {
        foreach (var site in exchange.State.SharePoint.Sites)
        {
            if (site.Drives.FirstOrDefault(drive => drive.Id == exchange.Values["drive"]) is not { } drive)
                continue;
            Check(exchange, site, role);
            return drive;
        }
        throw Missing();
    }

    public static void Check(Exchange exchange, FakeSite site, string role)
    {
        var held = exchange.Token!.Permissions;
        string[] suffices = role switch { "read" => [.. Reading, .. Writing, .. Managing], "write" => [.. Writing, .. Managing], _ => [.. Managing] };
        if (held.Any(suffices.Contains))
            return;
        if (!held.Contains("Sites.Selected") || Array.IndexOf(Roles, site.GrantedRole) < Array.IndexOf(Roles, role))
            throw new Refusal(403, "accessDenied", "Access denied");
    }

    public static Refusal Missing() => new(404, "itemNotFound", "The resource could not be found.");
}
