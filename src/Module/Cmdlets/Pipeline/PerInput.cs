using System.Management.Automation;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Work on one input of several: what is wrong with it is written as an error, and the next one follows.</summary>
internal static class PerInput
{
    /// <summary>On the thread pool.</summary>
    public static async Task TryAsync(this PipelineBridge pipeline, object? input, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (Errors.OfOne(failure, input) is { } error)
        {
            await pipeline.WriteErrorAsync(error).ConfigureAwait(false);
        }
    }

    /// <summary>The same where each input is a person or a device of the ledger: that one may not be erased says nothing of the next.</summary>
    public static async Task TrySubjectAsync(this PipelineBridge pipeline, string named, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (Errors.OfSubject(failure, named) is { } error)
        {
            await pipeline.WriteErrorAsync(error).ConfigureAwait(false);
        }
    }

    /// <summary>On the pipeline thread.</summary>
    public static void Try(this Cmdlet cmdlet, object? input, Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (Errors.OfOne(failure, input) is { } error)
        {
            cmdlet.WriteError(error);
        }
    }
}
