using System.Management.Automation;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Sessions;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet that hands something over to a SharePoint site.</summary>
public abstract class HandoverCmdlet : LedgerCmdlet
{
    /// <summary>The site: <c>https://HOST/sites/NAME</c>.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The site: https://HOST/sites/NAME.")]
    [ValidateNotNullOrEmpty]
    public string Site { get; set; } = "";

    /// <summary>Name or id of the tenant; without it, the one that this session is signed in to.</summary>
    [Parameter(HelpMessage = "Name or id of the tenant; without it, the one that this session is signed in to.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tenant { get; set; }

    /// <summary>The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.")]
    [Alias("Context")]
    public TenantConnection? Session { get; set; }

    private protected TenantConnection Connection() => Remembered.Tenants.Pick(Session, Tenant);
}
