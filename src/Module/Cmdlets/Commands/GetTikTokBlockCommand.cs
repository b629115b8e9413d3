using System.Management.Automation;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Ledger;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Standing;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the domains and senders that are to be blocked, and with <c>-IncludeLeftOut</c> those that are not, and why; or a list of them as text; or, with <c>-InForce</c>, what of ours stands in a tenant.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokBlock", DefaultParameterSetName = "Values")]
[OutputType(typeof(BlockValue), typeof(string), typeof(BlockInForce))]
public sealed class GetTikTokBlockCommand : BlockCmdlet
{
    /// <summary>For what the list is written; its text is then the output.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "List", HelpMessage = "For what the list is written; its text is then the output.")]
    public BlockListKind As { get; set; }

    /// <summary>Also writes what is left out, and why.</summary>
    [Parameter(ParameterSetName = "Values", HelpMessage = "Also writes what is left out, and why.")]
    public SwitchParameter IncludeLeftOut { get; set; }

    /// <summary>Reads what plans put into a tenant, and whether it is in force.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InForce", HelpMessage = "Reads what plans put into a tenant, and whether it is in force.")]
    public SwitchParameter InForce { get; set; }

    /// <summary>Name or id of the tenant; without it, the one that this session is signed in to.</summary>
    [Parameter(ParameterSetName = "InForce", HelpMessage = "Name or id of the tenant; without it, the one that this session is signed in to.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tenant { get; set; }

    /// <summary>The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "InForce", HelpMessage = "The session, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.")]
    [Alias("Context")]
    public TenantConnection? Session { get; set; }

    /// <summary>The evidence store, which keeps the plans that were begun; without it, the user's own.</summary>
    // In every set, though only -InForce reads it: a default for all cmdlets' ledgers must not choose the set.
    [Parameter(HelpMessage = "With -InForce, the evidence store, which keeps the plans that were begun; without it, the user's own.")]
    [ValidateNotNullOrEmpty]
    public string? Ledger { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InForce)
            WriteStanding();
        else
            WriteSelection();
    }

    private void WriteStanding() => RunAsync(() => (Connection: Remembered.Tenants.Pick(Session, Tenant), Location: LocationToRead(Ledger)), async (prepared, pipeline, cancellation) =>
    {
        var journal = prepared.Location.MayExist ? new EvidenceLedger(prepared.Location).Journal : null;
        var status = await BlockStatusOperation.ReadAsync(prepared.Connection.Through(pipeline), journal, cancellation).ConfigureAwait(false);
        foreach (var one in status.Blocks)
            await pipeline.WriteObjectAsync(one).ConfigureAwait(false);
        if (status.Missing is { } missing)
            await pipeline.WriteWarningAsync(missing).ConfigureAwait(false);
        foreach (var sentence in status.Incomplete)
            await pipeline.WriteWarningAsync(sentence).ConfigureAwait(false);
    });

    private void WriteSelection() => Guard(() =>
    {
        var selection = Selection();
        if (ParameterSetName == "List")
            WriteObject(BlockList.Write(As, selection).Files[0].Text);
        else
            WriteObject(selection.Values.Where(one => one.Blocked || IncludeLeftOut), enumerateCollection: true);
    });
}
