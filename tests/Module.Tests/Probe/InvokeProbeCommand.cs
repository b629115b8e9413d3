using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;

namespace TikTokBan.Cmdlets.Probe;

/// <summary>Writes numbers from the thread pool, and misbehaves as it is told.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Probe", SupportsShouldProcess = true)]
[OutputType(typeof(int))]
public sealed class InvokeProbeCommand : AsyncCmdlet
{
    [Parameter]
    public ProbeLog Log { get; set; } = new();

    [Parameter]
    public int Count { get; set; }

    /// <summary>Then waits until it is cancelled.</summary>
    [Parameter]
    public SwitchParameter Hang { get; set; }

    /// <summary>Milliseconds for which it goes on after it was cancelled.</summary>
    [Parameter]
    public int LingerAfterCancel { get; set; }

    [Parameter]
    public int ProgressReports { get; set; }

    [Parameter]
    public SwitchParameter Ask { get; set; }

    [Parameter]
    public SwitchParameter WriteAnError { get; set; }

    /// <summary><c>unusable</c>, <c>io</c> or <c>other</c>.</summary>
    [Parameter]
    public string? Throw { get; set; }

    protected override void ProcessRecord()
    {
        var thread = Environment.CurrentManagedThreadId;
        RunAsync(() => Count, async (count, pipeline, cancellation) =>
        {
            Log.OnPipelineThread = Environment.CurrentManagedThreadId == thread;
            var cancelled = true;
            try
            {
                await WorkAsync(count, pipeline, cancellation).ConfigureAwait(false);
                cancelled = false;
            }
            catch (OperationCanceledException) when (LingerAfterCancel > 0)
            {
                await Task.Delay(LingerAfterCancel, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
            finally
            {
                Log.End(cancelled);
            }
        });
    }

    private async Task WorkAsync(int count, PipelineBridge pipeline, CancellationToken cancellation)
    {
        for (var report = 0; report < ProgressReports; report++)
            pipeline.Report(new ProgressRecord(1, "Probe", $"{report}"));
        if (Ask)
            Log.Answer = await pipeline.ShouldProcessAsync("target", "action").ConfigureAwait(false);
        for (var number = 1; number <= count; number++)
        {
            await pipeline.WriteObjectAsync(number).ConfigureAwait(false);
            Log.CountProduced();
        }

        if (WriteAnError)
            await pipeline.WriteErrorAsync(new ErrorRecord(new InvalidOperationException("told to"), "ProbeError", ErrorCategory.NotSpecified, null)).ConfigureAwait(false);
        if (Hang)
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        switch (Throw)
        {
            case "unusable":
                throw new UnusableInputException(InputProblem.ExportUnusable, "mend it", "file.csv", 7);
            case "io":
                throw new IOException("no such disk");
            case "other":
                throw new InvalidOperationException("unforeseen");
            default:
                break;
        }
    }
}
