using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>A plan that blocks, what the guard makes of it, and the scripts that belong to it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Verdict">What the guard found.</param>
/// <param name="Exchange">The scripts for Exchange Online; null where they were not asked for.</param>
public sealed record BlockPlanOutcome(RemovalPlan Plan, GuardVerdict Verdict, BlockList? Exchange);

/// <summary>Asks a tenant what there is, makes a plan that blocks, and holds it against the guard: what a front end calls. Changes nothing.</summary>
public static class BlockPlanOperation
{
    /// <summary>Makes a plan.</summary>
    /// <param name="request">What it is made from.</param>
    /// <param name="session">The signed-in tenant. It is not disposed of.</param>
    /// <param name="known">Catalogues that scans of this authority used before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnusableInputException">The request does not fit together, a group is not there, or the plan can't be made.</exception>
    /// <exception cref="TenantException">The tenant can't be read.</exception>
    public static Task<BlockPlanOutcome> MakeAsync(BlockPlanRequest request, TenantSession session, IReadOnlyList<PlanCatalogue> known, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return MakeAsync(request, session.Context.TenantId, new GraphPlanTransport(session), known, cancellationToken);
    }

    internal static async Task<BlockPlanOutcome> MakeAsync(BlockPlanRequest request, string tenant, IPlanTransport transport, IReadOnlyList<PlanCatalogue> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var script = request.Parts.Contains(BlockPart.Exchange) ? BlockList.Write(BlockListKind.ExchangeScript, request.Selection) : null;
        var state = await new BlockStateReader(transport, request).AskAsync(tenant, cancellationToken).ConfigureAwait(false);
        CheckGroups(request, state);
        var plan = BlockPlanner.Make(request, state, script);
        var verdict = RemovalGuard.Check(new GuardRequest
        {
            Plan = plan,
            Now = request.Now,
            Profile = request.Profile,
            DirectiveHash = request.Selection.Directive.Hash,
            KnownCatalogues = known,
            Tenant = tenant,
        });
        return new BlockPlanOutcome(plan, verdict, script);
    }

    private static void Check(BlockPlanRequest request)
    {
        if (request.Parts.Count == 0)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "Say where to block: defender, intune, uninstall, browsers, entra or exchange.");
        if (!AccountName.IsAddress(AccountName.Normal(request.Author)))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"'{request.Author}' is not a user principal name; give the author's, so that an approver can be told apart.");
        if (request.LifetimeDays is < 1 or > 90)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "A plan may live for 1 to 90 days.");
        if (request.NeedsGroup && string.IsNullOrWhiteSpace(request.Group))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "What Intune and browsers block is given to a group: name it with --group (-Group), by its id or its exact name. Nothing is given to all devices.");
        if (!request.NeedsGroup && (request.Group ?? request.Except) is not null)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "A group bounds what Intune and browsers block, and neither is asked for; leave it out, or add one of them.");
        if (!request.Parts.Contains(BlockPart.Entra) && request.EntraApplications.Count > 0)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "Applications of Entra are named, and Entra is not among the parts; add it, or leave them out.");
        if (request.EntraApplications.FirstOrDefault(id => !Guid.TryParseExact(id, "D", out var parsed) || parsed == Guid.Empty) is { } wrong)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"'{wrong}' is not the id of an application; give its application id, such as 716a0000-0000-4000-8000-000000000001.");
        if (request.Selection.CatalogueHash != request.Catalogue.Hash)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "What is to be blocked was chosen from another catalogue; choose it from the one that is given.");
    }

    // Intune leaves a group out of another only when both hold the same: people or devices.
    private static void CheckGroups(BlockPlanRequest request, BlockState state)
    {
        // What a person enrolled of their own is in a person's reach, and nothing is uninstalled from there.
        if (request.Parts.Contains(BlockPart.Uninstall) && state.Group is { } meant && meant.Members.FirstOrDefault(member => !member.IsDevice) is not null)
            throw new UnusableInputException(InputProblem.BlockUnusable, $"The group '{meant.Name}' holds people, and an order to uninstall would reach what they enrolled of their own; name a group of the authority's devices.");
        if (state.Group is not { } group || state.Except is not { } except)
            return;
        if (group.Id == except.Id)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "The group and the one that is left out of it are the same; name another.");
        if (except.Members.Any(member => group.Members.All(other => other.IsDevice != member.IsDevice)))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"Intune can't leave the group '{except.Name}' out of '{group.Name}', because one holds people and the other devices; leave out a group of the same sort.");
    }
}
