using System.Text.Json;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>Reads a group of the directory.</summary>
internal static class GroupReading
{
    private const string Members = "$select=id,displayName,userPrincipalName,deviceId,deviceOwnership&$top=999";

    /// <summary>Finds the one group that an id or an exact name means, and reads who is in it.</summary>
    /// <exception cref="UnusableInputException">It is not there, or more than one could be meant.</exception>
    public static async Task<NamedGroup> FindAsync(IPlanTransport transport, string named, CancellationToken cancellationToken)
    {
        var (property, value) = Guid.TryParse(named, out var id) ? ("id", id.ToString()) : ("displayName", named);
        var rows = await ReadAsync(transport, $"/v1.0/groups?$filter={property} eq '{Escaped(value)}'&$select=id,displayName", cancellationToken).ConfigureAwait(false);
        var found = rows.Where(row => string.Equals(RowText.Of(row, property), value, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count != 1)
        {
            throw new UnusableInputException(InputProblem.BlockUnusable, found.Count == 0
                ? $"The tenant has no group '{named}'; give its id or its exact name."
                : $"{found.Count} groups of the tenant are called '{named}'; give the id of the one that is meant.");
        }

        var group = RowText.Of(found[0], "id")!;
        return new NamedGroup(group, RowText.Of(found[0], "displayName") ?? group, await MembersAsync(transport, group, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Who is in a group, those of nested groups included.</summary>
    /// <exception cref="Tenants.TenantException">It can't be read.</exception>
    public static async Task<IReadOnlyList<GroupMember>> MembersAsync(IPlanTransport transport, string group, CancellationToken cancellationToken)
    {
        var members = await ReadAsync(transport, $"/v1.0/groups/{group}/transitiveMembers?{Members}", cancellationToken).ConfigureAwait(false);
        return
        [
            .. members.Where(row => RowText.Of(row, "deviceId") is not null || RowText.Of(row, "userPrincipalName") is not null)
                .Select(row => new GroupMember(RowText.Of(row, "id")!, RowText.Of(row, "displayName"), RowText.Of(row, "userPrincipalName"), RowText.Of(row, "deviceId"), RowText.Of(row, "deviceOwnership")))
                .OrderBy(member => member.Id, StringComparer.Ordinal),
        ];
    }

    private static Task<IReadOnlyList<JsonElement>> ReadAsync(IPlanTransport transport, string path, CancellationToken cancellationToken) =>
        transport.ReadAsync(new SentRequest("GET", "graph", path, null), cancellationToken);

    // Doubled for OData; what a query reserves is escaped, as a name may hold anything.
    private static string Escaped(string value) => Uri.EscapeDataString(value.Replace("'", "''", StringComparison.Ordinal));
}
