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

    /// <summary>Reports a second activity below the first, and ends neither.</summary>
    [Parameter]
    public SwitchParameter Nested { get; set; }

    /// <summary>Sentences to say with <c>-Verbose</c>.</summary>
    [Parameter]
    public int Details { get; set; }

    [Parameter]
    public SwitchParameter Ask { get; set; }

    /// <summary>How often it is asked.</summary>
    [Parameter]
    public int Asks { get; set; }

    /// <summary>Begins to write and doesn't wait for it: it writes when the work has ended.</summary>
    [Parameter]
    public SwitchParameter Late { get; set; }

    [Parameter]
    public SwitchParameter WriteAnError { get; set; }

    /// <summary><c>unusable</c>, <c>io</c>, <c>powershell</c>, <c>stopped</c>, <c>timeout</c> or <c>other</c>.</summary>
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
            catch (OperationCanceledException)
            {
                Log.CancelledOnPipelineThread = Environment.CurrentManagedThreadId == thread;
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
        // The pipeline is busy meanwhile, as with a slow host.
        var reported = new TaskCompletionSource();
        if (ProgressReports > 1)
            await pipeline.DoAsync(() => SynchronousWait.For(reported.Task)).ConfigureAwait(false);
        for (var report = 0; report < ProgressReports; report++)
            pipeline.Report(new ProgressRecord(1, "Probe", $"{report}"));
        reported.SetResult();
        if (Nested)
            pipeline.Report(new ProgressRecord(2, "Below", "it") { ParentActivityId = 1 });
        for (var detail = 1; detail <= Details; detail++)
        {
            await pipeline.WriteVerboseAsync($"{detail}").ConfigureAwait(false);
            Log.CountProduced();
        }

        for (var ask = 1; ask <= Asks; ask++)
            Log.Answers.Add(await pipeline.ShouldProcessAsync($"target {ask}", "action").ConfigureAwait(false));
        if (Late)
            Log.Late = WriteLateAsync(pipeline);
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
            case "powershell":
                throw new RuntimeException("said so", null, new ErrorRecord(new InvalidOperationException("said so"), "OwnId", ErrorCategory.DeviceError, "it"));
            case "stopped":
                throw new PipelineStoppedException();
            case "timeout":
                throw new TaskCanceledException("too slow");
            case "other":
                throw new InvalidOperationException("unforeseen");
            default:
                break;
        }
    }

    private async Task<string> WriteLateAsync(PipelineBridge pipeline)
    {
        while (!Log.Ended)
            await Task.Yield();
        try
        {
            // The work's last line may come before the bridge has noticed.
            for (var tries = 0; tries < 1_000_000; tries++)
                await pipeline.WriteObjectAsync(-1).ConfigureAwait(false);
            return "written";
        }
        catch (Exception failure)
        {
            return failure.GetType().Name;
        }
    }
}
