using TikTokBan.Removal.Blocks.Planning;

namespace TikTokBan.Removal.Blocks.Standing;

/// <summary>Something of ours that stands in a tenant.</summary>
/// <param name="Part">Where.</param>
/// <param name="Kind"><c>configuration</c>, <c>compliancePolicy</c>, <c>browserList</c>, <c>indicator</c> or <c>application</c>.</param>
/// <param name="Name">What it is called; of an indicator, the domain.</param>
/// <param name="Id">The service's id.</param>
/// <param name="Plan">Id of the plan that made it, where its mark tells.</param>
/// <param name="InForce">Whether it has an effect on anybody.</param>
/// <param name="Detail">To whom it is given, or why it has no effect.</param>
public sealed record BlockInForce(BlockPart Part, string Kind, string Name, string Id, string? Plan, bool InForce, string Detail);

/// <summary>What stands in a tenant.</summary>
/// <param name="Blocks">Ordered by part, plan and name.</param>
/// <param name="Incomplete">What could not be read, each as a sentence: there may be more.</param>
public sealed record BlockStatus(IReadOnlyList<BlockInForce> Blocks, IReadOnlyList<string> Incomplete);
