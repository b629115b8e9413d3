using System.Management.Automation;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Sessions;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet that works on a plan in a tenant.</summary>
public abstract class PlanCmdlet : LedgerCmdlet
{
    /// <summary>Name or id of the tenant; without it, the one that this session is signed in to.</summary>
    [Parameter(HelpMessage = "Name or id of the tenant; without it, the one that this session is signed in to.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tenant { get; set; }

    /// <summary>The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.</summary>
    [Parameter(HelpMessage = "The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.")]
    [Alias("Context")]
    public TenantConnection? Session { get; set; }

    /// <summary>Who does it, for the journal; without it, who is signed in.</summary>
    [Parameter(HelpMessage = "Who does it, for the journal; without it, who is signed in.")]
    [Alias("Author")]
    [ValidateNotNullOrEmpty]
    public string? As { get; set; }

    private protected TenantConnection Connection() => Remembered.Tenants.Pick(Session, Tenant);

    private protected string OperatorOf(TenantConnection? connection) =>
        As ?? connection?.Session.Context.Actor ?? Environment.UserName;
}
