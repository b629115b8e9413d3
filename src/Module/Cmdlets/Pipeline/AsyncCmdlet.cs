using System.Management.Automation;
using System.Management.Automation.Runspaces;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet whose work is asynchronous. Ctrl+C cancels the work and waits for it to end.</summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _told = [];

    /// <summary>Called by PowerShell on another thread when the pipeline is to stop.</summary>
    protected override void StopProcessing()
    {
        try
        {
            // What the work was waiting for goes on in the pool: this thread is the host's.
            _ = _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended just now.
        }
    }

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
    private protected string FileSystemPath(string path) => PathResolver.Unresolved(this, path);

    /// <summary>The same of what must be there; ends the pipeline where it isn't.</summary>
    private protected string ExistingPath(string path)
    {
        var full = FileSystemPath(path);
        if (!System.IO.Path.Exists(full))
            ThrowTerminatingError(Errors.PathNotFound(path));
        return full;
    }

    /// <summary>The files and folders that are there, by <c>-Path</c> or by <c>-LiteralPath</c>; an error is written for each that is not.</summary>
    private protected List<string> Existing(string[] path, string[] literalPath) =>
        [.. PathResolver.Existing(this, path, literal: false), .. PathResolver.Existing(this, literalPath, literal: true)];

    /// <summary>The day that is meant; without one, today where this runs.</summary>
    private protected static DateOnly DayOrToday(DateOnly? day) => day ?? DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);

    /// <summary>A ledger that the caller named, or the user's own.</summary>
    private protected LedgerLocation LocationOf(string? ledger)
    {
        var location = LedgerLocation.Parse(
            ledger is null || ledger.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) || ledger.Contains("://", StringComparison.Ordinal)
                ? ledger
                : FileSystemPath(ledger));
        Mention($"Ledger: {location.Name}{(location.MayExist ? "" : " (not there yet)")}.");
        return location;
    }

    /// <summary>The same, to read it alone: a name that was misspelt must not look like a ledger that holds nothing.</summary>
    private protected LedgerLocation LocationToRead(string? ledger)
    {
        var location = LocationOf(ledger);
        return ledger is null || location.MayExist ? location : throw Refusal.At(InputProblem.LedgerNotFound, location.Path, "LedgerMissing");
    }

    /// <summary>A shipped directive by its id, or one of the authority's own by its file.</summary>
    private protected Directive DirectiveOf(string named)
    {
        var directive = DirectiveLookup.Find(named.AsSpan().ContainsAny('/', '\\', '.') ? FileSystemPath(named) : named);
        Mention($"Directive {directive.Id} {directive.Version}, from {directive.Path}.");
        return directive;
    }

    /// <summary>Says something with <c>-Verbose</c>, once a cmdlet. Counts for the pipeline thread.</summary>
    private protected void Mention(string text)
    {
        if (_told.Add(text))
            WriteVerbose(text);
    }

    /// <summary>The plans that are meant: files by <c>-Path</c>, with wildcards, or by <c>-LiteralPath</c>; an id stays as it is.</summary>
    private protected List<string> PlanReferences(string[] path, string[] literalPath) =>
        [.. path.SelectMany(one => WildcardPattern.ContainsWildcardCharacters(one) ? Existing([one], []) : [PlanReference(one)]), .. Existing([], literalPath)];

    /// <summary>A plan's file as a full path; an id stays as it is.</summary>
    private protected string PlanReference(string path)
    {
        var file = FileSystemPath(path);
        return !File.Exists(file) && (PlanLookup.IsReference(path) || (PlanLookup.IsName(path) && !Directory.Exists(file))) ? path : file;
    }

    /// <summary>Whether the surroundings name a ledger, so that none need be named here.</summary>
    private protected static bool IsLedgerConfigured => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(LedgerLocation.Variable));

    /// <summary>The user's own ledger where there is one: its waivers count whether or not a scan is kept.</summary>
    private protected static LedgerLocation? OwnLedger()
    {
        try
        {
            var own = LedgerLocation.Default;
            return File.Exists(own.Path) ? own : null;
        }
        catch (UnusableInputException)
        {
            // A sandbox's account has no home, and so no ledger.
            return null;
        }
    }

    /// <summary>Whether nothing is to be changed.</summary>
    private protected bool IsWhatIf() => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : GetVariableValue("WhatIfPreference") is true;

    /// <summary>Whether a file may be written over: because the caller said so, or says so now.</summary>
    private protected bool MayWriteOver(string path, bool force) =>
        force || (File.Exists(path) && !IsWhatIf() && Agrees(Sentence.Of("ExistsAlready", path), Sentence.Of("WriteOverCaption")) is true);

    // -Confirm:$false says that nobody is there to be asked.
    private bool IsAlone() => MyInvocation.BoundParameters.TryGetValue("Confirm", out var given) && given is SwitchParameter { IsPresent: false };

    /// <summary>Asks, whatever <c>-Confirm</c> says; the answer at a mere Enter is no.</summary>
    /// <returns>The answer; null where nobody can be asked.</returns>
    private protected bool? Agrees(string query, string caption)
    {
        if (IsAlone())
            return null;
        try
        {
            bool yesToAll = false, noToAll = false;
            return ShouldContinue(query, caption, hasSecurityImpact: true, ref yesToAll, ref noToAll);
        }
        catch (Exception unasked) when (unasked is not PipelineStoppedException)
        {
            return null;
        }
    }
}
