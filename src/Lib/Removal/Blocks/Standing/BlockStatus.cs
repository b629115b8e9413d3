using System.Globalization;
using TikTokBan.Removal.Blocks.Planning;

namespace TikTokBan.Removal.Blocks.Standing;

/// <summary>Something of ours that stands in a tenant, or that a plan meant to stand there.</summary>
/// <param name="Part">Where.</param>
/// <param name="Kind"><c>configuration</c>, <c>compliancePolicy</c>, <c>browserList</c>, <c>indicator</c> or <c>application</c>.</param>
/// <param name="Name">What it is called; of an indicator, the domain.</param>
/// <param name="Id">The service's id; empty where it is not there.</param>
/// <param name="Plan">Id of the plan that made it, where its mark tells.</param>
/// <param name="InForce">Whether it has an effect on anybody.</param>
/// <param name="Detail">To whom it is given, or why it has no effect.</param>
public sealed record BlockInForce(BlockPart Part, string Kind, string Name, string Id, string? Plan, bool InForce, string Detail)
{
    /// <summary>The ring in which it was planned, where it is not there; null where it is.</summary>
    public int? MissingOfRing { get; init; }
}

/// <summary>What stands in a tenant, and what is missing of the plans that were begun.</summary>
/// <param name="Blocks">Ordered by part, plan and name.</param>
/// <param name="Incomplete">What could not be read, each as a sentence: there may be more.</param>
public sealed record BlockStatus(IReadOnlyList<BlockInForce> Blocks, IReadOnlyList<string> Incomplete)
{
    /// <summary>What is missing of plans that were begun and not taken back, as a sentence; null where nothing is.</summary>
    public string? Missing
    {
        get
        {
            var missing = Blocks.Where(one => one.MissingOfRing is not null).GroupBy(one => (one.Plan, one.MissingOfRing, one.Part, one.Kind))
                .Select(group => $"{group.Count().ToString(CultureInfo.InvariantCulture)} {Word(group.Key.Part, group.Key.Kind, group.Count())} (ring {group.Key.MissingOfRing} of {group.Key.Plan})").ToList();
            return missing.Count == 0 ? null : $"Planned and not there: {string.Join(", ", missing)}; carry the plan out again, or make a new one where it was carried out.";
        }
    }

    /// <summary>The whole in a sentence or two.</summary>
    public string Summary
    {
        get
        {
            var (standing, all) = (Blocks.Count(one => one.InForce), Blocks.Count);
            var counted = Missing is { } missing ? $"{standing} of {all} planned blocks are in force. {missing}" : $"{standing} of {all} blocks are in force.";
            return $"{counted} What stands in Exchange Online, and orders to uninstall, are not seen here.";
        }
    }

    private static string Word(BlockPart part, string kind, int count) => (kind, count) switch
    {
        ("indicator", 1) => "indicator of Defender",
        ("indicator", _) => "indicators of Defender",
        ("application", 1) => "application of Entra",
        ("application", _) => "applications of Entra",
        ("browserList", 1) => "browser's list",
        ("browserList", _) => "browsers' lists",
        (_, 1) => $"policy of {part}",
        _ => $"policies of {part}",
    };
}
