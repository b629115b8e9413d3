using System.Management.Automation.Runspaces;
using TikTokBan.Cmdlets.Sessions;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the tenants that the runspace is signed in to.</summary>
public sealed class TenantCompleter : ListCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given) =>
        ModuleSession.Of(Runspace.DefaultRunspace).Tenants.All.Select(tenant => (tenant.Name, $"{tenant.TenantId}, {tenant.SignIn}"));
}
