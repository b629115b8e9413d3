using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Sessions;

/// <summary>The tenants that a runspace is signed in to, oldest first.</summary>
internal sealed class TenantConnections
{
    private readonly List<TenantConnection> _open = [];

    public IReadOnlyList<TenantConnection> All => _open;

    /// <summary>Keeps a new one; one of the same name is given back, for the caller to end.</summary>
    public TenantConnection? Add(TenantConnection connection)
    {
        var former = _open.Find(open => open.Name.Equals(connection.Name, StringComparison.OrdinalIgnoreCase));
        if (former is not null)
            _open.Remove(former);
        _open.Add(connection);
        return former;
    }

    /// <summary>Forgets one.</summary>
    public void Remove(TenantConnection connection) => _open.Remove(connection);

    /// <summary>Those with this name or id.</summary>
    public IReadOnlyList<TenantConnection> Find(string tenant) =>
        [.. _open.Where(open => open.Name.Equals(tenant, StringComparison.OrdinalIgnoreCase) || open.TenantId.Equals(tenant, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The one that is meant.</summary>
    /// <param name="given">One that the caller holds; null for none.</param>
    /// <param name="tenant">Its name or id; null for the only one.</param>
    /// <exception cref="NotConnectedException">There is none, or more than one.</exception>
    public TenantConnection Pick(TenantConnection? given, string? tenant)
    {
        if (given is not null)
            return _open.Contains(given) ? given : throw new NotConnectedException(Sentence.Of("SessionEnded", given.Name));
        var meant = tenant is null ? _open : Find(tenant);
        return meant switch
        {
            [var only] => only,
            [] => throw new NotConnectedException(_open.Count == 0
                ? Sentence.Of("NotSignedIn")
                : Sentence.Of("NotSignedInTo", tenant, Names())),
            _ => throw new NotConnectedException(Sentence.Of("SeveralTenants", Names())),
        };
    }

    private string Names() => string.Join(", ", _open.Select(open => open.Name));
}

/// <summary>No tenant is signed in to that could be meant.</summary>
public sealed class NotConnectedException : Exception
{
    internal NotConnectedException(string message)
        : base(message)
    {
    }
}
