using System.Management.Automation;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Ends sessions with tenants and forgets their tokens. Without arguments, all of this session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "TikTokBan", DefaultParameterSetName = "Tenant")]
[OutputType(typeof(void))]
public sealed class DisconnectTikTokBanCommand : AsyncCmdlet
{
    /// <summary>Name or id of the tenant; without it, every tenant.</summary>
    [Parameter(Position = 0, ParameterSetName = "Tenant", HelpMessage = "Name or id of the tenant; without it, every tenant.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tenant { get; set; }

    /// <summary>The session, as Get-TikTokBanContext writes it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Session", HelpMessage = "The session, as Get-TikTokBanContext writes it.")]
    [Alias("Context")]
    public TenantConnection? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Chosen, async (chosen, pipeline, _) =>
    {
        foreach (var connection in chosen)
            await connection.Session.DisposeAsync().ConfigureAwait(false);
    });

    private List<TenantConnection> Chosen()
    {
        List<TenantConnection> chosen = Session is not null ? [Session]
            : Tenant is null ? [.. Remembered.Tenants.All]
            : [Remembered.Tenants.Pick(null, Tenant)];
        foreach (var connection in chosen)
            Remembered.Tenants.Remove(connection);
        return chosen;
    }
}
