using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Kiota.Abstractions;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Directory;

/// <summary>A group or administrative unit that is wanted.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Name">Display name.</param>
internal readonly record struct FoundGroup(string Id, string? Name);

/// <summary>
/// Reads the people in the groups and administrative units that the authority's profile names, nested groups included, and in no
/// others. Always in full: the service tells changes of a group's direct members only.
/// </summary>
internal sealed class GroupsReader : LiveReader
{
    public override Shape Shape { get; } = new Groups();

    public override string Location => "graph/groups";

    public override string? IdProperty => null;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = new WantedGroups(scan.Options.Groups);
        if (wanted.IsEmpty)
            yield break;
        foreach (var group in await FindAsync(scan, DirectoryOperations.GroupsFind, wanted, GroupRequest, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var batch in MembersAsync(scan, DirectoryOperations.GroupMembers, $"v1.0/groups/{Uri.EscapeDataString(group.Id)}/transitiveMembers", group, cancellationToken).ConfigureAwait(false))
                yield return batch;
        }

        foreach (var unit in await UnitsAsync(scan, wanted, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var batch in MembersAsync(scan, DirectoryOperations.UnitMembers, $"v1.0/directory/administrativeUnits/{Uri.EscapeDataString(unit.Id)}/members", unit, cancellationToken).ConfigureAwait(false))
                yield return batch;
        }
    }

    // Administrative units are an addition: where they may not be read, that matters only to what was not found among groups.
    private async Task<IReadOnlyList<FoundGroup>> UnitsAsync(LiveScan scan, WantedGroups wanted, CancellationToken cancellationToken)
    {
        var missing = wanted.Missing;
        try
        {
            return await FindAsync(scan, DirectoryOperations.UnitsFind, wanted, UnitRequest, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException problem) when (problem.Status == HttpStatusCode.Forbidden || problem.IsAbsence)
        {
            if (missing.Count == 0)
                return [];
            throw new TenantException(
                TenantFailure.Denied,
                $"{string.Join(", ", missing.Select(name => $"\"{name}\""))} of the authority profile fits no group, and administrative units could not be read: {problem.Message}",
                problem)
            {
                Status = problem.Status,
                Code = problem.Code,
                RequestId = problem.RequestId,
            };
        }
    }

    private async Task<IReadOnlyList<FoundGroup>> FindAsync(
        LiveScan scan, TenantOperation operation, WantedGroups wanted, Func<LiveScan, string?, RequestInformation> request, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, FoundGroup>(StringComparer.OrdinalIgnoreCase);
        foreach (var filter in wanted.Filters())
        {
            await foreach (var page in scan.Client.PagesAsync(operation, request(scan, filter), cancellationToken).ConfigureAwait(false))
            {
                using var document = PageRows.Parse(page, Location);
                foreach (var row in PageRows.Of(document))
                {
                    var name = PageRows.Text(row, "displayName");
                    if (PageRows.Text(row, "id") is { } id && wanted.Take(id, name))
                        found.TryAdd(id, new FoundGroup(id, name));
                }
            }
        }

        return [.. found.Values];
    }

    private async IAsyncEnumerable<RowBatch> MembersAsync(
        LiveScan scan, TenantOperation operation, string path, FoundGroup group, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The documentation asks for both when members are limited to one kind.
        var request = scan.Client.Raw(HttpMethod.Get, path + "/microsoft.graph.user?$select=id,userPrincipalName,mail&$top=999&$count=true");
        request.Headers.Add("ConsistencyLevel", "eventual");
        var any = false;
        await using var pages = new PageWalk(scan.Client.PagesAsync(operation, request, cancellationToken), cancellationToken);
        while (await pages.NextAsync().ConfigureAwait(false) is { } page)
        {
            using var document = PageRows.Parse(page, Location);
            var people = MemberRows.People(PageRows.Of(document));
            any |= people.Count > 0;
            yield return new JsonRows(MemberRows.Of(group, people));
        }

        // A group that was deleted a moment ago has no members.
        if (pages.Problem is { Failure: not TenantFailure.NotFound } problem)
            throw problem;
        if (!any)
            yield return new JsonRows(MemberRows.OfNobody(group));
    }

    private static RequestInformation GroupRequest(LiveScan scan, string? filter) => scan.Client.V1.Groups.ToGetRequestInformation(get =>
    {
        get.QueryParameters.Select = ["id", "displayName"];
        get.QueryParameters.Filter = filter;
        get.QueryParameters.Top = 999;
    });

    private static RequestInformation UnitRequest(LiveScan scan, string? filter) => scan.Client.V1.Directory.AdministrativeUnits.ToGetRequestInformation(get =>
    {
        get.QueryParameters.Select = ["id", "displayName"];
        get.QueryParameters.Filter = filter;
        get.QueryParameters.Top = 999;
    });
}
