using System.Management.Automation;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet that destroys keys of a ledger: it says first what that concerns, in numbers.</summary>
public abstract class ErasureCmdlet : LedgerCmdlet
{
    /// <summary>With -WhatIf: writes what it would concern.</summary>
    [Parameter(HelpMessage = "With -WhatIf: writes what it would concern, as an object.")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Looks, asks and erases.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="target">What the question says that it is about.</param>
    /// <param name="action">What the question says is done, without numbers.</param>
    /// <param name="preview">What it would concern; null where nobody looks at that.</param>
    /// <param name="erase">Does it.</param>
    private protected async Task EraseAsync(PipelineBridge pipeline, string target, string action, Func<Task<ErasurePreview>>? preview, Func<Task<ErasureOutcome>> erase)
    {
        var looked = preview is null ? null : LedgerErasure.Of(await preview().ConfigureAwait(false));
        if (looked is not null)
            await WarnAsync(pipeline, looked).ConfigureAwait(false);
        if (looked is { Keys: 0, Documents: 0 })
        {
            // Nobody need be asked, and no action is left to tell of.
            await TellAsync(pipeline, looked, !await pipeline.AskAsync(IsWhatIf).ConfigureAwait(false) || PassThru).ConfigureAwait(false);
            return;
        }

        if (!await pipeline.ShouldProcessAsync(target, looked is null ? action : Sentence.Of("ErasureCounts", action, looked.Keys, looked.Parts, looked.Scans.Count, looked.Waivers.Count, looked.Plans.Count, looked.Documents, Months(looked))).ConfigureAwait(false))
        {
            if (looked is not null && await pipeline.AskAsync(() => PassThru && IsWhatIf()).ConfigureAwait(false))
                await pipeline.WriteObjectAsync(looked).ConfigureAwait(false);
            return;
        }

        var erased = LedgerErasure.Of(await erase().ConfigureAwait(false));
        if (looked is null)
            await WarnAsync(pipeline, erased).ConfigureAwait(false);
        if (erased.Remaining is { } remaining)
            await pipeline.WriteWarningAsync(remaining).ConfigureAwait(false);
        await TellAsync(pipeline, erased, true).ConfigureAwait(false);
    }

    /// <summary>Whether somebody reads what it would concern before it is done: to look takes as long as to erase. Counts for the pipeline thread.</summary>
    private protected bool IsLookedAt() =>
        IsWhatIf() || !(MyInvocation.BoundParameters.TryGetValue("Confirm", out var given) ? given is SwitchParameter { IsPresent: false } : GetVariableValue("ConfirmPreference") is ConfirmImpact.None);

    private static async Task TellAsync(PipelineBridge pipeline, LedgerErasure erasure, bool writes)
    {
        if (erasure.Event is { } number)
            await pipeline.WriteVerboseAsync($"Erased; event {number} records it. Backups that were made before still hold the keys.").ConfigureAwait(false);
        else
            await pipeline.TellAsync(Sentence.Of("NothingToErase")).ConfigureAwait(false);
        if (writes)
            await pipeline.WriteObjectAsync(erasure).ConfigureAwait(false);
    }

    private static string Months(LedgerErasure looked) => looked.Months switch
    {
        [] => "-",
        [var only] => only,
        [var first, .., var last] => $"{first} … {last}",
    };

    private async Task WarnAsync(PipelineBridge pipeline, LedgerErasure erasure)
    {
        foreach (var hold in erasure.IsErased ? [] : erasure.Holds)
            await pipeline.WriteWarningAsync(hold).ConfigureAwait(false);
        if (erasure.Devices.Count > 0 && !TakesDevices)
            await pipeline.WriteWarningAsync(Sentence.Of("DevicesStay", erasure.Devices.Count)).ConfigureAwait(false);
        if (erasure.PersonCases > 0)
            await pipeline.WriteWarningAsync(Sentence.Of("PersonCasesStay", erasure.PersonCases, erasure.People.Count)).ConfigureAwait(false);
    }

    /// <summary>Whether devices that only this person used are erased, too.</summary>
    private protected virtual bool TakesDevices => true;
}
