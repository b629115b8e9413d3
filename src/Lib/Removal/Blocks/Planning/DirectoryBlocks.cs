using System.Text.Json.Nodes;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>What keeps people from using an application of the directory that somebody named: it is switched off, what it was allowed is revoked, and what is not there yet is put there switched off.</summary>
internal sealed class DirectoryBlocks(BlockPlanRequest request, BlockState state, ActionList list, PlanText text, Answered answered)
{
    private const int Ring = 2;
    private const string Principals = "/v1.0/servicePrincipals", Grants = "/v1.0/oauth2PermissionGrants";

    // The tenant that Microsoft's own applications come from.
    private const string Microsoft = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

    /// <summary>Applications that look covered and that nobody named.</summary>
    public IEnumerable<PlanPrincipal> ForPeople() => state.Applications.Where(one => !IsNamed(one.AppId) && one.Match is not null)
        .Select(one => new PlanPrincipal(one.AppId, one.Name, one.Enabled, one.Match!.Reason));

    /// <returns>What is not planned, and why.</returns>
    public IEnumerable<string> Add()
    {
        if (request.EntraApplications.Count == 0)
            yield return "Nothing in Entra is planned: the catalogue confirms no application id there. Look at the applications that are listed, and name those that are meant with --entra-app (-EntraApplication).";
        foreach (var appId in request.EntraApplications.Select(id => id.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal))
        {
            if (state.Applications.FirstOrDefault(one => string.Equals(one.AppId, appId, StringComparison.OrdinalIgnoreCase)) is not { } there)
                Preempt(appId);
            else if (WhyNot(there) is { } reason)
                yield return reason;
            else
                Block(there);
        }
    }

    // Somebody's slip of one digit must not switch off what people work with.
    private string? WhyNot(DirectoryApplication one) => one switch
    {
        { Owner: Microsoft } => $"The application '{one.Name}' ({one.AppId}) is not planned: it is Microsoft's own.",
        { Owner: { } owner } when string.Equals(owner, state.Tenant, StringComparison.OrdinalIgnoreCase) => $"The application '{one.Name}' ({one.AppId}) is not planned: it is this tenant's own; its owner can take it away.",
        { Match: null } => $"The application '{one.Name}' ({one.AppId}) is not planned: neither its addresses, nor its publisher, nor its name are in the catalogue; check the id.",
        _ => null,
    };

    private void Block(DirectoryApplication one)
    {
        if (one.Enabled != false)
            Disable(one);
        foreach (var grant in state.Grants.Where(grant => grant.ClientId == one.Id))
            Revoke(one, grant);
    }

    private void Disable(DirectoryApplication one)
    {
        PlanRequest Set(bool enabled) =>
            new() { Role = "write", Method = "PATCH", Path = $"{Principals}/{one.Id}", Body = ActionList.Body(new JsonObject { ["accountEnabled"] = enabled }) };
        list.Add(Ring, ActionKinds.DisableServicePrincipal, new ActionTarget("servicePrincipal", [one.Id], one.Name), answered, new ActionParts(_ => [Find(one.AppId, one.Id), Set(false)])
        {
            UndoText = text.Get("UndoPrincipal"),
            Undo = _ => [Set(true)],
        });
    }

    private void Revoke(DirectoryApplication one, DelegatedGrant grant)
    {
        var body = new JsonObject { ["clientId"] = grant.ClientId, ["consentType"] = grant.ConsentType };
        if (grant.PrincipalId is not null)
            body["principalId"] = grant.PrincipalId;
        body["resourceId"] = grant.ResourceId;
        body["scope"] = grant.Scope;
        var all = $"{Grants}?$filter=clientId eq '{grant.ClientId}'";
        var same = new Dictionary<string, string> { ["clientId"] = grant.ClientId, ["consentType"] = grant.ConsentType, ["resourceId"] = grant.ResourceId };
        if (grant.PrincipalId is not null)
            same["principalId"] = grant.PrincipalId;
        list.Add(Ring, ActionKinds.RevokeGrant, new ActionTarget("grant", [grant.Id], $"{one.Name}: {grant.Scope.Trim()}"), answered, new ActionParts(_ =>
        [
            new PlanRequest { Role = "read", Method = "GET", Path = all, Match = new Dictionary<string, string> { ["id"] = grant.Id } },
            new PlanRequest { Role = "write", Method = "DELETE", Path = $"{Grants}/{grant.Id}" },
        ])
        {
            UndoText = text.Get("UndoGrant"),
            Undo = _ =>
            [
                new PlanRequest { Role = "read", Method = "GET", Path = all, Match = same },
                new PlanRequest { Role = "create", Method = "POST", Path = Grants, Body = ActionList.Body(body) },
            ],
        });
    }

    private void Preempt(string appId) => list.Add(Ring, ActionKinds.EnsureServicePrincipal, new ActionTarget("servicePrincipal", [], appId), answered, new ActionParts(_ =>
    [
        Find(appId),
        new PlanRequest { Role = "create", Method = "POST", Path = Principals, Body = ActionList.Body(new JsonObject { ["appId"] = appId, ["accountEnabled"] = false }) },
    ])
    {
        UndoText = text.Get("UndoPreempt"),
        Undo = id => [new PlanRequest { Role = "write", Method = "DELETE", Path = $"{Principals}/{{{id}.id}}" }],
    });

    private bool IsNamed(string appId) => request.EntraApplications.Contains(appId, StringComparer.OrdinalIgnoreCase);

    private static PlanRequest Find(string appId, string? id = null) => new()
    {
        Role = "read",
        Method = "GET",
        Path = $"{Principals}?$filter=appId eq '{appId}'&$select=id,appId,accountEnabled",
        Match = id is null ? new Dictionary<string, string> { ["appId"] = appId } : new Dictionary<string, string> { ["appId"] = appId, ["id"] = id },
    };
}
