using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Reports.Handover.Texts;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Reports.Handover;

/// <summary>A list of waivers in a SharePoint site. Items are read, added and changed, and never deleted.</summary>
internal sealed class SharePointList
{
    private const int MostTries = 3;

    private readonly SharePointClient _client;
    private readonly string _path;

    private SharePointList(SharePointClient client, string path) => (_client, _path) = (client, path);

    /// <summary>Opens a list.</summary>
    /// <param name="client">Sends the requests.</param>
    /// <param name="site">The site.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="make">The language of the columns of a list that is made where there is none; null makes none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The list, and whether it was made.</returns>
    /// <exception cref="UnusableInputException">There is no such site or list, or the list lacks a column.</exception>
    public static async Task<(SharePointList List, bool WasMade)> OpenAsync(SharePointClient client, SiteAddress site, string name, HandoverText? make, CancellationToken cancellationToken)
    {
        var wanted = name.Trim();
        if (wanted.Length is 0 or > 255 || wanted.Any(char.IsControl))
            throw new UnusableInputException(InputProblem.HandoverUnusable, "The name of the list is empty or too long; give one of at most 255 characters.");
        var lists = $"v1.0/sites/{SharePointClient.Segment(await Library.SiteIdAsync(client, site, PublishOperations.FindSiteOfList, cancellationToken).ConfigureAwait(false))}/lists";
        try
        {
            if (await FindAsync(client, lists, wanted, cancellationToken).ConfigureAwait(false) is { } known)
                return (await CheckedAsync(client, $"{lists}/{SharePointClient.Segment(known)}", wanted, cancellationToken).ConfigureAwait(false), false);
            if (make is null)
                throw new UnusableInputException(InputProblem.HandoverUnusable, $"The site {site.Address} has no list '{wanted}'; check its name, or export the register first, which makes it.");
            return (new SharePointList(client, $"{lists}/{SharePointClient.Segment(await MakeAsync(client, lists, wanted, make, cancellationToken).ConfigureAwait(false))}"), true);
        }
        catch (TenantException refused)
        {
            throw HandoverFailures.Of(refused, $"The list '{wanted}'");
        }
    }

    /// <summary>All items.</summary>
    public async Task<IReadOnlyList<WaiverRow>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var items = await _client.RowsAsync(PublishOperations.ListRows, $"{_path}/items?$expand=fields&$top=1000", cancellationToken).ConfigureAwait(false);
            return [.. items.Select(WaiverRow.Of).OfType<WaiverRow>().DistinctBy(row => row.Number)];
        }
        catch (TenantException refused)
        {
            throw HandoverFailures.Of(refused, "The list");
        }
    }

    /// <summary>Adds an item. Where the answer is lost the item is looked for, so that it isn't added twice.</summary>
    public async Task AddAsync(WaiverRow row, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await _client.SendAsync(PublishOperations.AddRow, $"{_path}/items", new JsonObject { ["fields"] = row.Fields() }.ToJsonString(), null, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TenantException doubtful) when (doubtful.MayHaveHappened && tries < MostTries)
            {
                if ((await ReadAsync(cancellationToken).ConfigureAwait(false)).Any(known => string.Equals(known.Id, row.Id, StringComparison.OrdinalIgnoreCase)))
                    return;
            }
            catch (TenantException refused)
            {
                throw HandoverFailures.Of(refused, $"The item of {row.Id}");
            }
        }
    }

    /// <summary>Changes an item, unless somebody else did meanwhile.</summary>
    /// <param name="known">As it stands there.</param>
    /// <param name="row">As it is to be.</param>
    /// <param name="columns">The columns that differ.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task ChangeAsync(WaiverRow known, WaiverRow row, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        try
        {
            await _client.SendAsync(PublishOperations.ChangeRow, $"{_path}/items/{SharePointClient.Segment(known.Number!)}/fields", row.Fields(columns).ToJsonString(), known.Tag, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException doubtful) when (doubtful.MayHaveHappened)
        {
            var now = (await ReadAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(item => item.Number == known.Number);
            if (now is null || now.Differences(row, all: true).Count > 0)
                throw;
        }
        catch (TenantException refused)
        {
            throw HandoverFailures.Of(refused, $"The item {known.Number} of {row.Id}");
        }
    }

    private static async Task<string?> FindAsync(SharePointClient client, string lists, string name, CancellationToken cancellationToken)
    {
        var rows = await client.RowsAsync(PublishOperations.ListLists, $"{lists}?$select=id,name,displayName", cancellationToken).ConfigureAwait(false);
        var found = rows.FirstOrDefault(row => string.Equals(SharePointClient.Text(row, "displayName"), name, StringComparison.OrdinalIgnoreCase));
        return found.ValueKind == JsonValueKind.Object ? SharePointClient.Text(found, "id") : null;
    }

    private static async Task<SharePointList> CheckedAsync(SharePointClient client, string path, string name, CancellationToken cancellationToken)
    {
        var rows = await client.RowsAsync(PublishOperations.ListColumns, $"{path}/columns", cancellationToken).ConfigureAwait(false);
        var there = rows.Select(row => SharePointClient.Text(row, "name")).ToHashSet();
        var lacking = WaiverColumns.All.Select(column => column.Name).Where(column => !there.Contains(column)).ToList();
        return lacking.Count == 0
            ? new SharePointList(client, path)
            : throw new UnusableInputException(InputProblem.HandoverUnusable, $"The list '{name}' is no register of waivers: it lacks {(lacking.Count == 1 ? "the column" : "the columns")} {string.Join(", ", lacking)}; name another list, or a new name to have one made.");
    }

    private static async Task<string> MakeAsync(SharePointClient client, string lists, string name, HandoverText text, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["displayName"] = name,
            ["list"] = new JsonObject { ["template"] = "genericList" },
            ["columns"] = new JsonArray([.. WaiverColumns.All.Where(column => column.Name != WaiverColumns.Id).Select(column => column.Definition(text["column." + column.Name]))]),
        };
        try
        {
            var made = await client.SendAsync(PublishOperations.MakeList, lists, body.ToJsonString(), null, cancellationToken).ConfigureAwait(false);
            if (SharePointClient.Text(made, "id") is { } id)
                return id;
        }
        catch (TenantException doubtful) when (doubtful.MayHaveHappened || doubtful.Code == "nameAlreadyExists")
        {
            if (await FindAsync(client, lists, name, cancellationToken).ConfigureAwait(false) is { } there)
                return there;
            throw;
        }

        return await FindAsync(client, lists, name, cancellationToken).ConfigureAwait(false)
            ?? throw new TenantException(TenantFailure.BadAnswer, $"The list '{name}' was made and isn't there; try again later.");
    }
}
