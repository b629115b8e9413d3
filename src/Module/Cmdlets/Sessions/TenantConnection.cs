using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Tenants;

namespace TikTokBan.Cmdlets.Sessions;

/// <summary>A tenant that this runspace is signed in to; written by <c>Connect-TikTokBan -PassThru</c> and <c>Get-TikTokBanContext</c>. Holds no token that could be seen.</summary>
public sealed class TenantConnection
{
    private readonly TokenScript? _script;

    internal TenantConnection(string name, TenantSession session, TokenScript? script) => (Name, Session, _script) = (name, session, script);

    /// <summary>What this session calls it: the name that was given, else the tenant as it was named.</summary>
    public string Name { get; }

    /// <summary>The tenant's id.</summary>
    public string TenantId => Session.Context.TenantId;

    /// <summary>Its cloud.</summary>
    public TenantCloud Cloud => Session.Context.Cloud;

    /// <summary>How tokens are had, in words.</summary>
    public string SignIn => Session.Context.SignIn;

    /// <summary>The application that is signed in, where the token names it.</summary>
    public string? ClientId => Session.Context.ClientId;

    /// <summary>The person who is signed in; null for an application.</summary>
    public string? Account => Session.Context.Account;

    /// <summary>What the token allows.</summary>
    public IReadOnlyList<string> Permissions => Session.Context.Permissions;

    /// <summary>Whether a person is signed in.</summary>
    public bool IsDelegated => Session.Context.IsDelegated;

    /// <summary>Where Graph is reached.</summary>
    public Uri Graph => Session.Context.Endpoints.Graph;

    /// <summary>How much each service still lets this session ask, for those that were asked something.</summary>
    public IReadOnlyList<ServiceQuota> Quotas => Session.Quotas;

    internal TenantSession Session { get; }

    /// <summary>Lets the session ask for tokens through the pipeline of the cmdlet that is running. Counts for the caller's asynchronous work.</summary>
    internal TenantSession Through(PipelineBridge pipeline)
    {
        _script?.Through(pipeline);
        return Session;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
