using System.Management.Automation;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Tries what can be read of a tenant, and says what is missing for the rest. Changes nothing in it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "TikTokBanAccess", DefaultParameterSetName = "Tenant")]
[OutputType(typeof(SourceAccess), typeof(PermissionNeed), typeof(string))]
public sealed class TestTikTokBanAccessCommand : AsyncCmdlet
{
    /// <summary>Name or id of the tenant; without it, the one that this session is signed in to.</summary>
    [Parameter(Position = 0, ParameterSetName = "Tenant", HelpMessage = "Name or id of the tenant; without it, the one that this session is signed in to.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tenant { get; set; }

    /// <summary>The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Session", HelpMessage = "The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.")]
    [Alias("Context")]
    public TenantConnection? Session { get; set; }

    /// <summary>Writes which permissions are needed and for what, instead of what was found. Needs no session and asks no tenant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "List", HelpMessage = "Writes which permissions are needed and for what, instead of what was found. Needs no session and asks no tenant.")]
    public SwitchParameter List { get; set; }

    /// <summary>Only these kinds of source, such as <c>mdm.inventory</c>.</summary>
    [Parameter(HelpMessage = "Only these kinds of source, such as mdm.inventory.")]
    [ArgumentCompleter(typeof(SourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Source { get; set; }

    /// <summary>What for: Read; Apply to ask as well whether plans can be carried out; Publish for handing reports over alone. No change is ever tried: the token's permissions tell.</summary>
    [Parameter(HelpMessage = "What for: Read; Apply to ask as well whether plans can be carried out; Publish for handing reports over alone. No change is ever tried: the token's permissions tell.")]
    public AccessPurpose For { get; set; }

    /// <summary>Writes the commands that grant what is missing, instead of what was found: for PowerShell or the Azure CLI.</summary>
    [Parameter(HelpMessage = "Writes the commands that grant what is missing, instead of what was found: for PowerShell or the Azure CLI.")]
    [ValidateSet("PowerShell", "Az")]
    public string? AsScript { get; set; }

    /// <summary>With -AsScript: grants everything that is needed, not only what is missing.</summary>
    [Parameter(HelpMessage = "With -AsScript: grants everything that is needed, not only what is missing.")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (List)
            Guard(() => WriteList(GrantPlan.Everything(clientId: null, TenantCloud.Global, Source, For)));
        else
            Ask();
    }

    private void WriteList(GrantPlan everything)
    {
        if (AsScript is null)
            WriteObject(everything.Permissions, enumerateCollection: true);
        else
            WriteObject(ScriptOf(everything));
    }

    private string ScriptOf(GrantPlan plan) => "Az".Equals(AsScript, StringComparison.OrdinalIgnoreCase) ? plan.ToAz() : plan.ToPowerShell();

    private void Ask() => RunAsync(() => Remembered.Tenants.Pick(Session, Tenant), async (connection, pipeline, cancellation) =>
    {
        var session = connection.Through(pipeline);
        var found = new List<SourceAccess>();
        await foreach (var source in TenantAccess.TestAsync(session, Source, For, cancellation).ConfigureAwait(false))
        {
            found.Add(source);
            if (AsScript is null)
                await pipeline.WriteObjectAsync(source).ConfigureAwait(false);
        }

        var plan = All ? GrantPlan.Everything(session.Context, Source, For) : GrantPlan.Missing(session.Context, found);
        if (AsScript is not null)
            await pipeline.WriteObjectAsync(ScriptOf(plan)).ConfigureAwait(false);
        await pipeline.TellAsync(AccessSummary.Of(session.Context, found)).ConfigureAwait(false);
        if (AsScript is null && !plan.IsEmpty)
            await pipeline.TellAsync(Sentence.Of("GrantHint")).ConfigureAwait(false);
    });
}
