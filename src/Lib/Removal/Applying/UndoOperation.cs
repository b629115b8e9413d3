namespace TikTokBan.Removal.Applying;

/// <summary>Takes a plan back: what it made is deleted, what it changed is as it was, and what others changed since stays theirs.</summary>
public static class UndoOperation
{
    /// <summary>Takes it back, the last action first.</summary>
    /// <param name="request">The plan and the tenant.</param>
    /// <param name="told">Told of each action once it ended, or would be sent; may be null. Never called from two threads at once.</param>
    /// <param name="cancellationToken">Begins nothing more; what was sent is still journaled.</param>
    /// <exception cref="UnusableInputException">Another run has the tenant, the plan was never carried out here, or the journal can't be written.</exception>
    /// <exception cref="Tenants.TenantException">The tenant can't be reached at all.</exception>
    public static Task<RunResult> RunAsync(UndoRequest request, IProgress<ActionResult>? told, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
