using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>What somebody who may consent has to grant so that a tenant can be read: the least that suffices, as commands to run.</summary>
public sealed record GrantPlan
{
    /// <summary>The tenant; null where it isn't known.</summary>
    public string? TenantId { get; init; }

    /// <summary>Its cloud.</summary>
    public TenantCloud Cloud { get; init; }

    /// <summary>The application, or the managed identity, that signs in; null where it isn't known.</summary>
    public string? ClientId { get; init; }

    /// <summary>The person who signs in; null for an application.</summary>
    public string? Account { get; init; }

    /// <summary>Whether a person signs in.</summary>
    public bool IsDelegated { get; init; }

    /// <summary>Permissions to grant, each with the sources that need it.</summary>
    public required IReadOnlyList<PermissionNeed> Permissions { get; init; }

    /// <summary>Whether the service principal of message trace has to be created.</summary>
    public bool CreatesMessageTrace { get; init; }

    /// <summary>Whether anything of it serves to carry plans out.</summary>
    public bool IsForActing => Permissions.Any(needed => needed.Sources.Any(TenantAccess.Acts.Contains));

    /// <summary>Whether it serves only to hand reports over.</summary>
    public bool IsForPublishing => Permissions.Count > 0 && Permissions.All(needed => needed.Sources.All(TenantAccess.Handovers.Contains));

    /// <summary>Those of Microsoft Graph.</summary>
    internal IEnumerable<string> OfGraph => Permissions.Select(needed => needed.Permission).Where(permission => !PermissionMatch.IsDefenders(permission));

    /// <summary>Those of Defender's own API.</summary>
    internal IReadOnlyList<string> OfDefender => [.. Permissions.Select(needed => needed.Permission).Where(PermissionMatch.IsDefenders)];

    /// <summary>Whether there is nothing to grant.</summary>
    public bool IsEmpty => Permissions.Count == 0 && !CreatesMessageTrace;

    /// <summary>What is missing, going by what was tried.</summary>
    /// <param name="context">Who is signed in.</param>
    /// <param name="found">What was tried. Of optional sources nothing is granted, unless they alone were tried.</param>
    public static GrantPlan Missing(TenantContext context, IReadOnlyList<SourceAccess> found)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(found);
        var wanted = found.Where(source => !source.IsOptional || found.All(other => other.IsOptional)).ToList();
        return For(context) with
        {
            Permissions = PermissionNeed.Of(wanted.Select(source => (source.Source, context.IsDelegated ? source.MissingDelegated : source.MissingApplication))),
            CreatesMessageTrace = wanted.Exists(source => source.State == AccessState.NotProvisioned),
        };
    }

    /// <summary>Everything that some sources need, whatever is granted already.</summary>
    /// <param name="context">Who is signed in.</param>
    /// <param name="sources">Kinds of source; null for all.</param>
    /// <param name="purpose">What for.</param>
    /// <exception cref="UnusableInputException">There is no such source.</exception>
    public static GrantPlan Everything(TenantContext context, IReadOnlyCollection<string>? sources, AccessPurpose purpose = AccessPurpose.Read)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Everything(For(context), sources, purpose);
    }

    /// <summary>The same before anybody has signed in.</summary>
    /// <param name="clientId">The application, or the managed identity, that shall sign in; null where it isn't known yet.</param>
    /// <param name="cloud">The tenant's cloud.</param>
    /// <param name="sources">Kinds of source; null for all.</param>
    /// <param name="purpose">What for.</param>
    /// <exception cref="UnusableInputException">There is no such source.</exception>
    public static GrantPlan Everything(string? clientId, TenantCloud cloud, IReadOnlyCollection<string>? sources, AccessPurpose purpose = AccessPurpose.Read) =>
        Everything(new GrantPlan { ClientId = clientId, Cloud = cloud, Permissions = [] }, sources, purpose);

    /// <summary>The plan as PowerShell that uses the Microsoft.Graph cmdlets.</summary>
    public string ToPowerShell() => PowerShellGrant.Write(this);

    /// <summary>The plan as shell commands that use <c>az rest</c>, which shows the plain calls of Graph.</summary>
    public string ToAz() => AzGrant.Write(this);

    private static GrantPlan For(TenantContext context) => new()
    {
        TenantId = context.TenantId,
        Cloud = context.Cloud,
        ClientId = context.ClientId,
        Account = context.Account,
        IsDelegated = context.IsDelegated,
        Permissions = [],
    };

    private static GrantPlan Everything(GrantPlan plan, IReadOnlyCollection<string>? sources, AccessPurpose purpose)
    {
        var operations = TenantAccess.Chosen(sources, purpose)
            .SelectMany(source => TenantOperations.All.Where(operation => operation.Source == source && operation.IsIn(plan.Cloud)))
            .ToList();
        return plan with
        {
            Permissions = PermissionNeed.Of(operations.Select(operation => (operation.Source, PermissionMatch.AllToAskFor(operation, plan.IsDelegated)))),
            CreatesMessageTrace = operations.Exists(operation => operation.Service == ServiceFamily.MessageTrace),
        };
    }
}

/// <summary>A permission, and what needs it.</summary>
/// <param name="Permission">Its name, such as <c>User.Read.All</c>.</param>
/// <param name="Sources">Ids of the kinds of source that need it.</param>
public sealed record PermissionNeed(string Permission, IReadOnlyList<string> Sources)
{
    /// <summary>Whether only such sources need it as are read, or such changes as are made, when they are asked for by name.</summary>
    public bool IsOptional => Sources.All(source => TenantOperations.All.Where(operation => operation.Source == source).All(operation => operation.IsOptional));

    internal static IReadOnlyList<PermissionNeed> Of(IEnumerable<(string Source, IReadOnlyList<string> Permissions)> needs) =>
    [
        .. needs.SelectMany(need => need.Permissions.Select(permission => (permission, need.Source)))
            .GroupBy(need => need.permission, need => need.Source, StringComparer.Ordinal)
            .Select(group => new PermissionNeed(group.Key, [.. group.Distinct()]))
            .OrderBy(needed => needed.Permission, StringComparer.Ordinal),
    ];
}
