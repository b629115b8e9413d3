namespace TikTokBan.Removal.Applying;

/// <summary>Carries a plan out, journaled before and after each step, so that it can be cut off anywhere and taken up again.</summary>
public static class ApplyOperation
{
    /// <summary>Carries it out.</summary>
    /// <param name="request">The plan, the tenant and what is asked before.</param>
    /// <param name="told">Told of each action once it ended, or would be sent; may be null. Never called from two threads at once.</param>
    /// <param name="cancellationToken">Begins nothing more; what was sent is still journaled.</param>
    /// <returns>What it came to; where the guard refuses, nothing was begun.</returns>
    /// <exception cref="UnusableInputException">Another run has the tenant, the journal can't be written, the plan was taken back, or the ring can't be carried out yet.</exception>
    /// <exception cref="Tenants.TenantException">The tenant can't be reached at all.</exception>
    public static Task<RunResult> RunAsync(ApplyRequest request, IProgress<ActionResult>? told, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
