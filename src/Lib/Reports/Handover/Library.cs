using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Reports.Handover;

/// <summary>A library of a SharePoint site, and a folder in it.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="site">The site.</param>
/// <param name="drive">Id of the library.</param>
/// <param name="address">Where a person opens the library.</param>
internal sealed class Library(SharePointClient client, SiteAddress site, string drive, string? address)
{
    /// <summary>The id by which the library's own root is meant.</summary>
    public const string Root = "root";

    public string Drive => drive;

    /// <summary>Finds a site's id.</summary>
    /// <exception cref="UnusableInputException">There is no such site, as far as this sign-in may see.</exception>
    public static async Task<string> SiteIdAsync(SharePointClient client, SiteAddress site, TenantOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetAsync(operation, $"v1.0/sites/{site.Address.IdnHost}:/{site.Kind}/{SharePointClient.Segment(site.Name)}?$select=id,webUrl", cancellationToken).ConfigureAwait(false);
            return SharePointClient.Text(found, "id") ?? throw new TenantException(TenantFailure.BadAnswer, $"The site {site.Address} was answered without an id; try again later.");
        }
        catch (TenantException missing) when (missing.Failure == TenantFailure.NotFound)
        {
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"There is no site {site.Address} that this sign-in may see; check the address, and that the site was granted to it.", inner: missing);
        }
        catch (TenantException refused)
        {
            throw HandoverFailures.Of(refused, $"The site {site.Address}");
        }
    }

    /// <summary>Opens a library by its name, or the site's default one.</summary>
    /// <exception cref="UnusableInputException">The site has none of that name.</exception>
    public static async Task<Library> OpenAsync(SharePointClient client, SiteAddress site, string? name, CancellationToken cancellationToken)
    {
        var id = SharePointClient.Segment(await SiteIdAsync(client, site, PublishOperations.FindSite, cancellationToken).ConfigureAwait(false));
        try
        {
            if (string.IsNullOrWhiteSpace(name))
                return Of(client, site, await client.GetAsync(PublishOperations.DefaultDrive, $"v1.0/sites/{id}/drive?$select=id,name,webUrl", cancellationToken).ConfigureAwait(false));
            var all = await client.RowsAsync(PublishOperations.ListDrives, $"v1.0/sites/{id}/drives?$select=id,name,webUrl", cancellationToken).ConfigureAwait(false);
            var meant = all.FirstOrDefault(row => string.Equals(SharePointClient.Text(row, "name"), name.Trim(), StringComparison.OrdinalIgnoreCase));
            return meant.ValueKind == JsonValueKind.Object
                ? Of(client, site, meant)
                : throw new UnusableInputException(InputProblem.HandoverUnusable, $"The site {site.Address} has no library '{name.Trim()}'; it has {string.Join(", ", all.Select(row => SharePointClient.Text(row, "name")).OfType<string>().Order(StringComparer.OrdinalIgnoreCase))}.");
        }
        catch (TenantException missing) when (missing.Failure == TenantFailure.NotFound)
        {
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"The site {site.Address} has no library of its own; name one with the library option.", inner: missing);
        }
        catch (TenantException refused)
        {
            throw HandoverFailures.Of(refused, $"The libraries of {site.Address}");
        }
    }

    /// <summary>Refuses names that together are longer than SharePoint takes.</summary>
    /// <exception cref="UnusableInputException">They are.</exception>
    public void CheckLength(IReadOnlyList<string> folder, IEnumerable<string> files)
    {
        var above = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.AbsolutePath).Trim('/') : site.Path;
        var longest = files.MaxBy(name => name.Length) ?? "";
        var path = string.Join('/', [above, .. folder, longest]);
        if (path.Length > SharePointNames.LongestPath)
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"The path of {longest} would have {path.Length} characters with its site, library and folder, and SharePoint takes {SharePointNames.LongestPath}; name a shorter folder.");
    }

    /// <summary>Finds a folder, and makes what is missing of it.</summary>
    public async Task<RemoteItem> FolderAsync(IReadOnlyList<string> segments, CancellationToken cancellationToken)
    {
        var folder = new RemoteItem(Root, "", 0, true, null, null, null, address, null);
        foreach (var name in segments)
        {
            folder = await FindAsync(folder.Id, name, cancellationToken).ConfigureAwait(false)
                ?? await MakeAsync(folder.Id, name, cancellationToken).ConfigureAwait(false);
            if (!folder.IsFolder)
                throw new UnusableInputException(InputProblem.HandoverUnusable, $"'{name}' is a file in that library; name another folder.");
        }

        return folder;
    }

    /// <summary>Finds a file or folder by its name.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<RemoteItem?> FindAsync(string folder, string name, CancellationToken cancellationToken)
    {
        try
        {
            return RemoteItem.Of(await client.GetAsync(PublishOperations.FindItem, $"v1.0/drives/{Id}/items/{SharePointClient.Segment(folder)}:/{SharePointClient.Segment(name)}", cancellationToken).ConfigureAwait(false));
        }
        catch (TenantException missing) when (missing.Failure == TenantFailure.NotFound)
        {
            return null;
        }
        catch (TenantException refused)
        {
            throw HandoverFailures.Of(refused, $"'{name}'");
        }
    }

    /// <summary>Everything in a folder, by name.</summary>
    public async Task<IReadOnlyDictionary<string, RemoteItem>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var rows = await client.RowsAsync(PublishOperations.ListItems, $"v1.0/drives/{Id}/items/{SharePointClient.Segment(folder)}/children?$top=200", cancellationToken).ConfigureAwait(false);
        var items = new Dictionary<string, RemoteItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in rows.Select(RemoteItem.Of).OfType<RemoteItem>())
            items[item.Name] = item;
        return items;
    }

    private string Id => SharePointClient.Segment(drive);

    private static Library Of(SharePointClient client, SiteAddress site, JsonElement drive) => new(
        client,
        site,
        SharePointClient.Text(drive, "id") ?? throw new TenantException(TenantFailure.BadAnswer, $"A library of {site.Address} was answered without an id; try again later."),
        SharePointClient.Text(drive, "webUrl"));

    private async Task<RemoteItem> MakeAsync(string parent, string name, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["name"] = name, ["folder"] = new JsonObject(), ["@microsoft.graph.conflictBehavior"] = "fail" };
        try
        {
            var made = await client.SendAsync(PublishOperations.MakeFolder, $"v1.0/drives/{Id}/items/{SharePointClient.Segment(parent)}/children", body.ToJsonString(), null, cancellationToken).ConfigureAwait(false);
            if (RemoteItem.Of(made) is { } item)
                return item;
        }
        catch (TenantException doubtful) when (doubtful.MayHaveHappened || doubtful.Code == "nameAlreadyExists")
        {
            // It is looked for: somebody else, or the request whose answer was lost, made it.
            if (await FindAsync(parent, name, cancellationToken).ConfigureAwait(false) is { } there)
                return there;
            throw HandoverFailures.Of(doubtful, $"The folder '{name}'");
        }
        catch (TenantException refused)
        {
            throw HandoverFailures.Of(refused, $"The folder '{name}'");
        }

        return await FindAsync(parent, name, cancellationToken).ConfigureAwait(false)
            ?? throw new TenantException(TenantFailure.BadAnswer, $"The folder '{name}' was made and isn't there; try again later.");
    }
}
