using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Blocks.Standing;

/// <summary>Finds what plans put into a tenant, by the marks that it carries, and what plans that were begun meant to put there: what a front end calls. Changes nothing.</summary>
public static class BlockStatusOperation
{
    /// <summary>Reads it.</summary>
    /// <param name="session">The signed-in tenant. It is not disposed of.</param>
    /// <param name="journal">Keeps the plans that a run was begun of: an application of the directory carries no mark, so they say which are meant, and what is missing. Null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TenantException">The tenant can't be reached at all.</exception>
    /// <exception cref="UnusableInputException">The journal can't be read.</exception>
    public static async Task<BlockStatus> ReadAsync(TenantSession session, IRemovalJournal? journal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        List<BegunPlan> begun = [];
        foreach (var plan in journal is null ? [] : (await journal.ListPlansAsync(cancellationToken).ConfigureAwait(false)).DistinctBy(plan => plan.Id))
        {
            if (plan.Block is null || !string.Equals(plan.Tenant, session.Context.TenantId, StringComparison.OrdinalIgnoreCase))
                continue;
            var entries = await journal!.ReadAsync(plan.Id, cancellationToken).ConfigureAwait(false);
            begun.Add(new BegunPlan(plan, RemovalProgress.Of(plan, entries, session.Options.Time.GetUtcNow()).TakenBack == TakenBack.No));
        }

        return await new StandingReader(new GraphPlanTransport(session), begun).ReadAsync(cancellationToken).ConfigureAwait(false);
    }
}
