using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What a run reaches the tenant by. Tests put their own here.</summary>
/// <param name="Transport">Carries requests.</param>
/// <param name="OpenChecks">Opens what is asked before each action.</param>
internal sealed record PlanServices(
    Func<TenantSession, IPlanTransport> Transport,
    Func<ApplyRequest, IPlanTransport, CancellationToken, Task<IPreconditions>> OpenChecks)
{
    public static PlanServices Real { get; } = new(
        session => new GraphPlanTransport(session),
        async (request, transport, cancellationToken) => await Preconditions.OpenAsync(request, transport, cancellationToken).ConfigureAwait(false));
}
