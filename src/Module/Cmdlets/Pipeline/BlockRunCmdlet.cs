using System.Management.Automation;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet that blocks in a tenant or takes that back, in Exchange Online through the session's own cmdlets.</summary>
public abstract class BlockRunCmdlet : RunCmdlet
{
    // What the scripts ask for; without these they would only say that something is missing.
    private static readonly string[] Needed = ["Get-TenantAllowBlockListItems", "New-TenantAllowBlockListItems", "Remove-TenantAllowBlockListItems", "Get-TransportRule", "New-TransportRule", "Remove-TransportRule"];

    /// <summary>Whether the session has Exchange Online's cmdlets.</summary>
    private protected bool HasExchange() => Needed.All(name => InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is not null);

    /// <summary>Runs a script of a plan in the caller's session, once the caller agreed, and writes what it did.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="script">The script; its hash is the plan's.</param>
    /// <param name="whatIf">Whether it only shows what it would do.</param>
    private protected async Task RunExchangeAsync(PipelineBridge pipeline, string script, bool whatIf)
    {
        var said = await pipeline.AskAsync(() =>
        {
            // It asks for itself what is there, and changes nothing twice; its own question was answered for the plan as a whole.
            var run = InvokeCommand.NewScriptBlock("param($script, $whatIf) & ([scriptblock]::Create($script)) -WhatIf:$whatIf -Confirm:$false");
            return run.Invoke(script, whatIf);
        }).ConfigureAwait(false);
        foreach (var one in said)
        {
            one?.TypeNames.Insert(0, "TikTokBan.ExchangeOutcome");
            await pipeline.WriteObjectAsync(one).ConfigureAwait(false);
        }
    }
}
