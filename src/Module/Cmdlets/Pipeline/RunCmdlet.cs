using System.Management.Automation;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet that carries a plan out or takes it back.</summary>
public abstract class RunCmdlet : PlanCmdlet
{
    // What the format file shows a planned action by: its requests.
    private const string PlannedType = "TikTokBan.Removal.Applying.ActionResult#WhatIf";

    /// <summary>Failures after which nothing more is begun.</summary>
    [Parameter(HelpMessage = "Failures after which nothing more is begun.")]
    [ValidateRange(1, int.MaxValue)]
    public int MaxFailures { get; set; } = 3;

    /// <summary>What administrators read who must approve in Intune.</summary>
    [Parameter(HelpMessage = "What administrators read who must approve in Intune (multi-admin approval).")]
    [ValidateNotNullOrEmpty]
    public string? Justification { get; set; }

    /// <summary>Ends with what the guard or the approvals refuse, if they do.</summary>
    private protected static void Refuse(GuardVerdict verdict)
    {
        if (verdict.Refusal is { } refusal)
            throw new UnusableInputException(verdict.Problem ?? InputProblem.PlanRefused, refusal);
    }

    /// <summary>Takes a plan back.</summary>
    private protected Task UndoAsync(RemovalPlan plan, TenantConnection connection, IRemovalJournal journal, bool whatIf, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var request = new UndoRequest
        {
            Plan = plan,
            Session = connection.Through(pipeline),
            Journal = journal,
            Operator = OperatorOf(connection),
            MostFailures = MaxFailures,
            Justification = Justification,
            WhatIf = whatIf,
            Product = Product.NameAndVersion,
        };
        return RunAsync(pipeline, plan, whatIf, told => UndoOperation.RunAsync(request, told, cancellation));
    }

    /// <summary>Runs, writes each action as it ends, and says what it came to; warns of nothing that was told before.</summary>
    private protected static async Task RunAsync(PipelineBridge pipeline, RemovalPlan plan, bool whatIf, Func<IProgress<ActionResult>, Task<RunResult>> run, GuardVerdict? told = null)
    {
        await pipeline.WriteVerboseAsync($"Plan {plan.Id} of {plan.CreatedAt.UtcDateTime:yyyy-MM-dd}: {plan.Devices.Count} devices, {plan.Actions.Count} actions, under {plan.Directive.Id}.").ConfigureAwait(false);
        var stages = new Stages(pipeline);
        var writer = new ResultWriter(pipeline, plan.Actions.Count, whatIf);
        var result = await run(writer).ConfigureAwait(false);
        await writer.WrittenAsync().ConfigureAwait(false);
        await stages.EndAsync(whatIf ? "Shown" : "Carried out").ConfigureAwait(false);
        Refuse(result.Verdict);
        foreach (var finding in result.Verdict.Findings.Except(told?.Findings ?? []))
            await pipeline.WriteWarningAsync(finding.Sentence).ConfigureAwait(false);
        var sentence = RunSentence.Of(result, whatIf);
        if (result.IsComplete || whatIf)
            await pipeline.TellAsync(sentence).ConfigureAwait(false);
        else
            await pipeline.WriteWarningAsync(sentence).ConfigureAwait(false);
    }

    // Told from one thread at a time; each writing begins when the one before has ended, so that the order stays.
    private sealed class ResultWriter(PipelineBridge pipeline, int actions, bool whatIf) : IProgress<ActionResult>
    {
        private const int ActivityId = 717;

        private int _ended;
        private Task _last = Task.CompletedTask;

        public void Report(ActionResult value)
        {
            _ended++;
            pipeline.Report(new ProgressRecord(ActivityId, whatIf ? "Showing actions" : "Carrying out actions", $"{_ended} of at most {actions}; ring {value.Ring}: {value.Action} {value.Kind} {value.Outcome}")
            {
                PercentComplete = actions > 0 ? Math.Min(100, _ended * 100 / actions) : -1,
            });
            _last = WriteAsync(_last, value);
        }

        public Task WrittenAsync() => _last;

        private async Task WriteAsync(Task before, ActionResult action)
        {
            await before.ConfigureAwait(false);
            var written = new PSObject(action);
            if (whatIf)
                written.TypeNames.Insert(0, PlannedType);
            await pipeline.WriteObjectAsync(written).ConfigureAwait(false);
            foreach (var device in action.LeftOut)
                await pipeline.WriteVerboseAsync(Sentence.Of("LeavesOut", action.Action, device.Id, device.Sentence)).ConfigureAwait(false);
            if (action.Outcome is ActionOutcome.Failed or ActionOutcome.Unknown)
                await pipeline.WriteErrorAsync(Errors.OfAction(action)).ConfigureAwait(false);
        }
    }
}
