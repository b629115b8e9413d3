using System.Management.Automation;
using System.Threading.Channels;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>
/// Runs asynchronous work on the thread pool for a cmdlet, and carries what it says to the pipeline thread: PowerShell
/// allows its objects to be touched on that thread only.
/// </summary>
internal sealed class PipelineBridge(Cmdlet cmdlet, CancellationToken stopping)
{
    private const int Capacity = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly Channel<Action<Cmdlet>> _queue = Channel.CreateBounded<Action<Cmdlet>>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private ProgressRecord? _progress;

    /// <summary>Does the work and returns when it has ended; whatever it threw is thrown here, on the pipeline thread.</summary>
    public void Run(Func<PipelineBridge, CancellationToken, Task> work)
    {
        var task = Task.Run(() => ProduceAsync(work), CancellationToken.None);
        try
        {
            Pump();
        }
        catch (Exception failure)
        {
            // Ctrl+C, a downstream cmdlet that has enough, or -ErrorAction Stop: nobody reads on, so the work must end first.
            _cancel.Cancel();
            if (Ended(task))
                _cancel.Dispose();
            if (stopping.IsCancellationRequested && failure is OperationCanceledException)
                throw new PipelineStoppedException();
            throw;
        }

        _cancel.Dispose();
        if (stopping.IsCancellationRequested)
            throw new PipelineStoppedException();
        SynchronousWait.For(task);
    }

    /// <summary>Writes an object; completes when there is room for it, so a slow reader slows the work.</summary>
    public ValueTask WriteObjectAsync(object? value) => PostAsync(target => target.WriteObject(value));

    public ValueTask WriteErrorAsync(ErrorRecord error) => PostAsync(target => target.WriteError(error));

    public ValueTask WriteWarningAsync(string text) => PostAsync(target => target.WriteWarning(text));

    public ValueTask WriteVerboseAsync(string text) => PostAsync(target => target.WriteVerbose(text));

    /// <summary>Does something on the pipeline thread, after everything that was written before.</summary>
    public ValueTask DoAsync(Action action) => PostAsync(_ => action());

    /// <summary>Says something to the person at the host, as <c>Write-Host</c> does.</summary>
    public ValueTask TellAsync(string text) =>
        PostAsync(target => target.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]));

    /// <summary>Shows progress. Only the newest is kept, so that frequent reports cost nothing.</summary>
    public void Report(ProgressRecord progress)
    {
        if (Interlocked.Exchange(ref _progress, progress) is null)
            _queue.Writer.TryWrite(ShowProgress);
    }

    /// <summary>Asks what <c>-WhatIf</c> and <c>-Confirm</c> decide.</summary>
    public async Task<bool> ShouldProcessAsync(string target, string action)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await PostAsync(asked =>
        {
            try
            {
                answer.SetResult(asked.ShouldProcess(target, action));
            }
            catch (Exception failure)
            {
                answer.SetException(failure);
                throw;
            }
        }).ConfigureAwait(false);
        return await answer.Task.WaitAsync(_cancel.Token).ConfigureAwait(false);
    }

    /// <summary>Does something on the pipeline thread and gives back what comes of it; a failure is the asker's, unless the pipeline is being stopped.</summary>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await PostAsync(_ =>
        {
            try
            {
                answer.SetResult(question());
            }
            catch (Exception failure)
            {
                answer.SetException(failure);
                if (failure is PipelineStoppedException)
                    throw;
            }
        }).ConfigureAwait(false);
        return await answer.Task.WaitAsync(_cancel.Token).ConfigureAwait(false);
    }

    private async Task ProduceAsync(Func<PipelineBridge, CancellationToken, Task> work)
    {
        try
        {
            await work(this, _cancel.Token).ConfigureAwait(false);
        }
        finally
        {
            _queue.Writer.TryComplete();
        }
    }

    private ValueTask PostAsync(Action<Cmdlet> message) => _queue.Writer.WriteAsync(message, _cancel.Token);

    private void Pump()
    {
        while (SynchronousWait.For(_queue.Reader.WaitToReadAsync(stopping)))
        {
            while (_queue.Reader.TryRead(out var message))
                message(cmdlet);
        }

        if (Volatile.Read(ref _progress) is not null)
            ShowProgress(cmdlet);
    }

    private void ShowProgress(Cmdlet target)
    {
        if (Interlocked.Exchange(ref _progress, null) is { } newest)
            target.WriteProgress(newest);
    }

    // Work that ignores its cancellation is left behind after a while rather than let it hang the host.
    private static bool Ended(Task task) => SynchronousWait.For(task, Patience);
}
