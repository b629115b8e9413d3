namespace TikTokBan.Sources.Exports;

/// <summary>The covered applications among a directory's service principals, by object id and by application id.</summary>
internal sealed class ApplicationIndex
{
    private readonly Dictionary<string, ServicePrincipalRecord> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ServicePrincipalRecord> _all = [];

    /// <summary>All of them, in the order in which they were read.</summary>
    public IReadOnlyList<ServicePrincipalRecord> All => _all;

    public static ApplicationIndex Empty { get; } = new();

    public void Add(ServicePrincipalRecord principal)
    {
        _all.Add(principal);
        if (principal.ObjectId is { } objectId)
            _byId.TryAdd(objectId, principal);
        if (principal.AppId is { } appId)
            _byId.TryAdd(appId, principal);
    }

    /// <summary>The covered application with this id; null where there is none.</summary>
    public ServicePrincipalRecord? Find(string? id) => id is not null && _byId.TryGetValue(id, out var principal) ? principal : null;
}
