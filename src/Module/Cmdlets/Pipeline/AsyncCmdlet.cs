using System.Management.Automation;
using System.Management.Automation.Runspaces;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Directives;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet whose work is asynchronous. Ctrl+C cancels the work and waits for it to end.</summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Called by PowerShell on another thread when the pipeline is to stop.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Called by PowerShell when the cmdlet has ended.</summary>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What this runspace remembers between cmdlets.</summary>
    private protected ModuleSession Remembered { get; } = ModuleSession.Of(Runspace.DefaultRunspace);

    /// <summary>Prepares on the pipeline thread, then does the work on the thread pool.</summary>
    private protected void RunAsync<T>(Func<T> prepare, Func<T, PipelineBridge, CancellationToken, Task> work) => Guard(() =>
    {
        var prepared = prepare();
        new PipelineBridge(this, _stop.Token).Run((pipeline, cancellation) => work(prepared, pipeline, cancellation));
    });

    /// <summary>Does something on the pipeline thread. A failure ends the pipeline with an error that has an id and a category.</summary>
    private protected void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (Errors.Of(failure) is { } error)
        {
            ThrowTerminatingError(error);
        }
    }

    /// <summary>Full path of a file or folder that the caller named relative to the location of the shell, not of the process.</summary>
    private protected string FileSystemPath(string path)
    {
        var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem"
            ? full
            : throw new UnusableInputException($"'{path}' is a path of the {provider.Name} provider; give one of the file system.");
    }

    /// <summary>A ledger that the caller named, or the user's own.</summary>
    private protected LedgerLocation LocationOf(string? ledger) => LedgerLocation.Parse(
        ledger is null || ledger.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) || ledger.Contains("://", StringComparison.Ordinal)
            ? ledger
            : FileSystemPath(ledger));

    /// <summary>A shipped directive by its id, or one of the authority's own by its file.</summary>
    private protected Directive DirectiveOf(string named) =>
        DirectiveLookup.Find(named.AsSpan().ContainsAny('/', '\\', '.') ? FileSystemPath(named) : named);
}
