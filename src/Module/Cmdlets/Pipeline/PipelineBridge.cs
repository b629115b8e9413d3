using System.Management.Automation;
using System.Threading.Channels;
using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>
/// Runs asynchronous work on the thread pool for a cmdlet, and carries what it says to the pipeline thread: PowerShell
/// allows its objects to be touched on that thread only.
/// </summary>
internal sealed class PipelineBridge
{
    private const int Capacity = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Cmdlet _cmdlet;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _cancel;

    // Work that is left behind may ask for it when its source is no more.
    private readonly CancellationToken _cancelled;
    private readonly Channel<Action<Cmdlet>> _queue = Channel.CreateBounded<Action<Cmdlet>>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly NewestProgress _progress = new();

    /// <summary>For the work of one cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="stopping">Cancelled when its pipeline is to stop.</param>
    public PipelineBridge(Cmdlet cmdlet, CancellationToken stopping)
    {
        (_cmdlet, _stopping) = (cmdlet, stopping);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _cancelled = _cancel.Token;
    }

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
            Abandon(task);
            if (_stopping.IsCancellationRequested && failure is OperationCanceledException)
                throw new PipelineStoppedException();
            throw;
        }

        try
        {
            SynchronousWait.For(task);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (PipelineStoppedException impossible)
        {
            // PowerShell would take it for Ctrl+C, and end the caller's script as if all were well.
            throw new InvalidOperationException("The work ended as if the pipeline had been stopped, and it had not.", impossible);
        }
        finally
        {
            _cancel.Dispose();
        }

        if (_stopping.IsCancellationRequested)
            throw new PipelineStoppedException();
    }

    /// <summary>Writes an object; completes when there is room for it, so a slow reader slows the work.</summary>
    public ValueTask WriteObjectAsync(object? value) => PostAsync(target => target.WriteObject(value));

    public ValueTask WriteErrorAsync(ErrorRecord error) => PostAsync(target => target.WriteError(error));

    public ValueTask WriteWarningAsync(string text) => PostAsync(target => target.WriteWarning(ConsoleWords.Drop(text)));

    public ValueTask WriteVerboseAsync(string text) => PostAsync(target => target.WriteVerbose(text));

    /// <summary>Does something on the pipeline thread, after everything that was written before.</summary>
    public ValueTask DoAsync(Action action) => PostAsync(_ => action());

    /// <summary>Says something to the person at the host, as <c>Write-Host</c> does.</summary>
    public ValueTask TellAsync(string text) => PostAsync(target => Tell(target, text));

    /// <summary>The same for what is called back and can't wait: nothing is said when the work has ended already.</summary>
    public void Tell(string text) => _queue.Writer.TryWrite(target => Tell(target, text));

    /// <summary>The same for details, with <c>-Verbose</c>: dropped when there is no room, since nothing may wait for them.</summary>
    public void Detail(string text) => _queue.Writer.TryWrite(target => target.WriteVerbose(text));

    /// <summary>Shows progress. Only the newest is kept, so that frequent reports cost nothing.</summary>
    public void Report(ProgressRecord progress)
    {
        // When there is no room, the pipeline thread is at work, and looks for itself when it has caught up.
        if (_progress.Put(progress))
            _queue.Writer.TryWrite(ShowProgress);
    }

    /// <summary>Asks what <c>-WhatIf</c> and <c>-Confirm</c> decide.</summary>
    public Task<bool> ShouldProcessAsync(string target, string action) => AnswerAsync(asked => asked.ShouldProcess(target, action), _ => true);

    /// <summary>Does something on the pipeline thread and gives back what comes of it; a failure is the asker's, unless the pipeline is being stopped.</summary>
    public Task<T> AskAsync<T>(Func<T> question) => AnswerAsync(_ => question(), failure => failure is PipelineStoppedException);

    private static void Tell(Cmdlet target, string text) => target.WriteInformation(new HostInformationMessage { Message = ConsoleWords.Drop(text) }, ["PSHOST"]);

    private async Task<T> AnswerAsync<T>(Func<Cmdlet, T> question, Func<Exception, bool> endsPipeline)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await PostAsync(asked =>
        {
            try
            {
                answer.SetResult(question(asked));
            }
            catch (Exception failure)
            {
                answer.SetException(failure);

                // The asker may have been cancelled meanwhile, and then nobody looks at it.
                _ = answer.Task.Exception;
                if (endsPipeline(failure))
                    throw;
            }
        }).ConfigureAwait(false);
        return await answer.Task.WaitAsync(_cancelled).ConfigureAwait(false);
    }

    private async Task ProduceAsync(Func<PipelineBridge, CancellationToken, Task> work)
    {
        try
        {
            await work(this, _cancelled).ConfigureAwait(false);
        }
        finally
        {
            _queue.Writer.TryComplete();
        }
    }

    private async ValueTask PostAsync(Action<Cmdlet> message)
    {
        try
        {
            await _queue.Writer.WriteAsync(message, _cancelled).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // Something that the work began and did not wait for.
            throw new PipelineStoppedException();
        }
    }

    private void Pump()
    {
        while (SynchronousWait.For(_queue.Reader.WaitToReadAsync(_stopping)))
        {
            while (_queue.Reader.TryRead(out var message))
                message(_cmdlet);
            ShowProgress(_cmdlet);
        }

        ShowProgress(_cmdlet);
        foreach (var end in _progress.Close())
            _cmdlet.WriteProgress(end);
    }

    private void ShowProgress(Cmdlet target)
    {
        foreach (var newest in _progress.Take())
            target.WriteProgress(newest);
    }

    // Work that ignores its cancellation is left behind after a while rather than let it hang the host.
    private void Abandon(Task task)
    {
        // What it was waiting for must go on in the pool, and not on this thread.
        var cancelling = _cancel.CancelAsync();
        _queue.Writer.TryComplete();
        if (SynchronousWait.For(Task.WhenAll(cancelling, task), Patience))
            _cancel.Dispose();
        try
        {
            foreach (var end in _progress.Close())
                _cmdlet.WriteProgress(end);
        }
        catch (Exception)
        {
            // A pipeline that is stopped takes nothing any more, and its host removes the bar; the first failure is the one to tell.
        }
    }
}
