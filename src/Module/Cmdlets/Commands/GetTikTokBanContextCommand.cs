using System.Management.Automation;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the tenants that this session is signed in to: as whom, how, and with which permissions.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokBanContext")]
[OutputType(typeof(TenantConnection))]
public sealed class GetTikTokBanContextCommand : AsyncCmdlet
{
    /// <summary>Names or ids of tenants; wildcards are allowed. Without it, all.</summary>
    [Parameter(Position = 0, HelpMessage = "Names or ids of tenants; wildcards are allowed. Without it, all.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [SupportsWildcards]
    public string[] Tenant { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var patterns = Tenant.Select(tenant => WildcardPattern.Get(tenant, WildcardOptions.IgnoreCase)).ToList();
        WriteObject(Remembered.Tenants.All.Where(open => patterns.Exists(pattern => pattern.IsMatch(open.Name) || pattern.IsMatch(open.TenantId))).ToList(), enumerateCollection: true);
    }
}
