using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TikTokBan.Cmdlets.Sessions;

/// <summary>Ends the runspace's sessions with tenants when the module is removed from it, so that no token stays behind.</summary>
public sealed class ModuleRemoval : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Runspace.DefaultRunspace is not { } runspace)
            return;
        var tenants = ModuleSession.Of(runspace).Tenants;
        foreach (var connection in tenants.All.ToList())
        {
            tenants.Remove(connection);
            _ = connection.Session.DisposeAsync().AsTask();
        }
    }
}
