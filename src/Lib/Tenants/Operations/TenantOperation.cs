namespace TikTokBan.Tenants.Operations;

/// <summary>
/// One kind of request that the product can send, with what it takes to be allowed to. The one declaration that the text of
/// a refusal, the preflight, the documentation and the grant script are made from. The client sends nothing that is not declared.
/// </summary>
/// <param name="Id">Stable id, such as <c>directory.users.list</c>.</param>
/// <param name="Source">Id of the kind of source it serves, such as <c>directory.users</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the endpoint with its version, parameters in braces: <c>/v1.0/groups/{id}/transitiveMembers</c>. Casts and functions are part of it.</param>
/// <param name="Service">Whose budget it uses.</param>
/// <param name="Application">Application permissions that suffice, the one to ask for first.</param>
/// <param name="Delegated">Delegated permissions that suffice, the one to ask for first.</param>
internal sealed record TenantOperation(
    string Id,
    string Source,
    HttpMethod Method,
    string Path,
    ServiceFamily Service,
    IReadOnlyList<string> Application,
    IReadOnlyList<string> Delegated)
{
    /// <summary>A GET for which any of the permissions suffices, of an application and of a person alike.</summary>
    public static TenantOperation Get(string id, string source, string path, ServiceFamily service, params string[] permissions) =>
        new(id, source, HttpMethod.Get, path, service, permissions, permissions);

    /// <summary>A POST likewise.</summary>
    public static TenantOperation Post(string id, string source, string path, ServiceFamily service, params string[] permissions) =>
        new(id, source, HttpMethod.Post, path, service, permissions, permissions);

    /// <summary>Whether it serves to carry a plan out or to hand a report over, which a scan needs nothing of.</summary>
    public bool IsForActing { get; init; }

    /// <summary>Whether no token is sent with it: its address is the permission.</summary>
    public bool IsWithoutToken => Service is ServiceFamily.Storage or ServiceFamily.Uploads;

    /// <summary>Whether it changes something in the tenant; a POST may only ask.</summary>
    public bool Changes { get; init; }

    /// <summary>The budget of what changes something that it uses beside its service's; null for none.</summary>
    public ServiceFamily? Writes { get; init; }

    /// <summary>Clouds that have it; null for all.</summary>
    public IReadOnlyList<TenantCloud>? Clouds { get; init; }

    /// <summary>The licence it needs beyond the basic one, in words; null for none.</summary>
    public string? Licence { get; init; }

    /// <summary>The directory role that a delegated caller needs beside the permission; null for none.</summary>
    public string? DelegatedRole { get; init; }

    /// <summary>Application permissions that it takes beside one of those that suffice; a person's directory role covers them.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Whether its source can be read without it, if less well; a source of which all are optional is read only when it is named.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it may be sent again when nobody knows what became of it.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Why the permission differs from what Microsoft's own list says; null where it doesn't.</summary>
    public string? PermissionNote { get; init; }

    /// <summary>Whether it is part of the beta API, which may change without notice.</summary>
    public bool IsBeta => Path.StartsWith("/beta/", StringComparison.Ordinal);

    /// <summary>Whether every tenant of every cloud has it, so that its absence is a failure and no fact about the tenant.</summary>
    public bool IsEverywhere => Service == ServiceFamily.Directory && !IsOptional && !IsBeta && Licence is null && Clouds is null;

    /// <summary>Whether a cloud has it.</summary>
    public bool IsIn(TenantCloud cloud) => Clouds?.Contains(cloud) ?? true;
}
