using System.Text.Json;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying;

/// <summary>Asks just before an action whether what it rests on still holds. What can't be asked doesn't hold.</summary>
internal interface IPreconditions
{
    /// <summary>Checks an action.</summary>
    /// <param name="action">The action, whose reading requests have been answered.</param>
    /// <param name="found">What is known at run time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Tenants.TenantException">The tenant couldn't be asked.</exception>
    Task<Checked> CheckAsync(PlanAction action, RunValues found, CancellationToken cancellationToken);
}

/// <summary>Values that are known only at run time.</summary>
/// <param name="Objects">The service's id of what each action found or made, by the action's id.</param>
/// <param name="Rows">Rows that the action read, by the name under which its requests refer to them; those without a name under the empty one.</param>
internal sealed record RunValues(IReadOnlyDictionary<string, string> Objects, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Rows);

/// <summary>What a check came to.</summary>
/// <param name="LeftOut">Devices of the target that must be left out, each with the reason.</param>
/// <param name="Refusal">Why the whole action must not be carried out; null when it may.</param>
internal sealed record Checked(IReadOnlyList<JournaledDevice> LeftOut, string? Refusal);
