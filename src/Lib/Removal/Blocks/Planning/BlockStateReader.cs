using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Sources.Directory;
using TikTokBan.Sources.Exports;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>Asks a tenant what a plan that blocks depends on. Changes nothing.</summary>
internal sealed class BlockStateReader(IPlanTransport transport, BlockPlanRequest request)
{
    /// <exception cref="UnusableInputException">A group is not there, or more than one could be meant.</exception>
    /// <exception cref="TenantException">The tenant can't be read.</exception>
    public async Task<BlockState> AskAsync(string tenant, CancellationToken cancellationToken)
    {
        var state = new BlockState { Tenant = tenant };
        if (request.NeedsGroup)
        {
            state = state with
            {
                Group = await GroupReading.FindAsync(transport, request.Group!, cancellationToken).ConfigureAwait(false),
                Except = request.Except is { } except ? await GroupReading.FindAsync(transport, except, cancellationToken).ConfigureAwait(false) : null,
                Fleet = await FleetAsync(cancellationToken).ConfigureAwait(false),
            };
        }

        if (request.Parts.Contains(BlockPart.Browsers))
        {
            var (settings, missing) = BrowserSettings.Find(await SettingsAsync(cancellationToken).ConfigureAwait(false));
            state = state with { Settings = settings, Missing = missing };
        }

        if (!request.Parts.Contains(BlockPart.Entra))
            return state;
        var applications = await ApplicationsAsync(cancellationToken).ConfigureAwait(false);
        var grants = new List<DelegatedGrant>();
        foreach (var named in applications.Where(one => request.EntraApplications.Contains(one.AppId, StringComparer.OrdinalIgnoreCase)))
            grants.AddRange(await GrantsAsync(named.Id, cancellationToken).ConfigureAwait(false));
        return state with { Applications = applications, Grants = grants };
    }

    private async Task<long> FleetAsync(CancellationToken cancellationToken)
    {
        var overview = await ReadAsync("/v1.0/deviceManagement/managedDeviceOverview", cancellationToken).ConfigureAwait(false);
        return overview is [var only] && only.TryGetProperty("enrolledDeviceCount", out var count) && count.TryGetInt64(out var devices) ? devices : 0;
    }

    // A service that does not know the filter answers with everything or refuses; either way the choice is made here.
    private async Task<IReadOnlyList<JsonElement>> SettingsAsync(CancellationToken cancellationToken)
    {
        const string all = "/beta/deviceManagement/configurationSettings";
        try
        {
            return await ReadAsync($"{all}?$filter=contains(name,'URLBlocklist')", cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException refused) when (refused.Failure == TenantFailure.Refused)
        {
            return await ReadAsync(all, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<DirectoryApplication>> ApplicationsAsync(CancellationToken cancellationToken)
    {
        var matcher = new CatalogueMatcher(request.Catalogue.CreateMatcher());
        var rows = await ReadAsync(
            "/v1.0/servicePrincipals?$select=id,appId,displayName,appDisplayName,appOwnerOrganizationId,verifiedPublisher,replyUrls,homepage,loginUrl,accountEnabled&$top=999", cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Where(row => RowText.Of(row, "id") is not null && RowText.Of(row, "appId") is not null)
                .Select(row => new DirectoryApplication(
                    RowText.Of(row, "id")!, RowText.Of(row, "appId")!, RowText.Of(row, "displayName") ?? RowText.Of(row, "appId")!, RowText.Of(row, "appOwnerOrganizationId"), YesNo(row, "accountEnabled"), Judge(row, matcher)))
                .Where(one => IsMeant(one.Match) || request.EntraApplications.Contains(one.AppId, StringComparer.OrdinalIgnoreCase))
                .OrderBy(one => one.AppId, StringComparer.Ordinal),
        ];
    }

    private bool IsMeant(MatchResult? match) => match is not null && (match.Application is not { } application || request.Selection.Applications.Contains(application));

    private static MatchResult? Judge(JsonElement row, CatalogueMatcher matcher)
    {
        var replies = row.TryGetProperty("replyUrls", out var urls) && urls.ValueKind == JsonValueKind.Array ? urls.EnumerateArray().Select(url => url.ToString()) : [];
        var publisher = row.TryGetProperty("verifiedPublisher", out var verified) ? RowText.Of(verified, "displayName") : null;
        return PrincipalEvidence.Judge(
            matcher, [.. replies, RowText.Of(row, "homepage"), RowText.Of(row, "loginUrl")], [publisher], [RowText.Of(row, "displayName"), RowText.Of(row, "appDisplayName")]);
    }

    private async Task<IEnumerable<DelegatedGrant>> GrantsAsync(string client, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync($"/v1.0/oauth2PermissionGrants?$filter=clientId eq '{client}'", cancellationToken).ConfigureAwait(false);
        return rows.Where(row => RowText.Of(row, "clientId") == client && RowText.Of(row, "id") is not null)
            .Select(row => new DelegatedGrant(
                RowText.Of(row, "id")!, client, RowText.Of(row, "consentType") ?? "Principal", RowText.Of(row, "principalId"), RowText.Of(row, "resourceId") ?? "", RowText.Of(row, "scope") ?? ""))
            .OrderBy(grant => grant.Id, StringComparer.Ordinal);
    }

    private Task<IReadOnlyList<JsonElement>> ReadAsync(string path, CancellationToken cancellationToken) =>
        transport.ReadAsync(new SentRequest("GET", "graph", path, null), cancellationToken);

    private static bool? YesNo(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
