using System.Text.Json;
using TikTokBan.Directives;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>One step of a plan: a state that is wanted, and how it is reached from any other.</summary>
public sealed record PlanAction
{
    /// <summary>Id within the plan, such as <c>a-00003</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Ring that it belongs to.</summary>
    public required int Ring { get; init; }

    /// <summary>Control that it carries out; null for what only prepares.</summary>
    public string? Control { get; init; }

    /// <summary>Kind, such as <c>ensureGroup</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it changes.</summary>
    public required ActionTarget Target { get; init; }

    /// <summary>Exposures that it answers.</summary>
    public required IReadOnlyList<string> Exposures { get; init; }

    /// <summary>The gravest verdict among them.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The earliest deadline among them; null without one.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Passages that the verdicts rest on, each once.</summary>
    public required IReadOnlyList<string> Basis { get; init; }

    /// <summary>What must hold just before; else the action is skipped, or the device left out of it.</summary>
    public required IReadOnlyList<Precondition> Preconditions { get; init; }

    /// <summary>Requests, in order.</summary>
    public required IReadOnlyList<PlanRequest> Requests { get; init; }

    /// <summary>What it achieves by itself.</summary>
    public required IReadOnlyList<ControlEffect> Effect { get; init; }

    /// <summary>How it is taken back.</summary>
    public required ActionUndo Undo { get; init; }

    /// <summary>Actions that must be done before.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }
}

/// <summary>What an action changes.</summary>
/// <param name="Kind"><c>group</c>, <c>device</c>, <c>app</c>, <c>configuration</c>, <c>compliancePolicy</c>, <c>tenant</c>, <c>servicePrincipal</c> or <c>grant</c>.</param>
/// <param name="Ids">Intune's ids of the devices that are reached; for others the service's own ids.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Platform">Platform; null where it has none.</param>
public sealed record ActionTarget(string Kind, IReadOnlyList<string> Ids, string Name, string? Platform = null);

/// <summary>What must hold just before an action.</summary>
/// <param name="Check"><c>deviceEnrolled</c>, <c>ownerService</c>, <c>payerPaid</c>, <c>noWaiver</c>, <c>notProtected</c>, <c>sameUser</c>, <c>assignmentsUnchanged</c>, <c>notRequiredElsewhere</c>, <c>groupMembersWithinPlan</c>, <c>groupAsPlanned</c>.</param>
/// <param name="Scope"><c>device</c>: asked of each device of the target, and one that fails is left out alone; <c>action</c>: asked once.</param>
public sealed record Precondition(string Check, string Scope);

/// <summary>One request. <c>{a-00003.id}</c> stands for a value that is known only once it runs.</summary>
public sealed record PlanRequest
{
    /// <summary><c>read</c>; <c>create</c>, sent only when the read before it found nothing; <c>write</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Service: <c>graph</c> or <c>defender</c>.</summary>
    public string Service { get; init; } = "graph";

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query below the service's address, version included.</summary>
    public required string Path { get; init; }

    /// <summary>Body.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Name under which later requests refer to the answer.</summary>
    public string? As { get; init; }

    /// <summary>What a row of the answer must equal to be the one meant: services ignore filters that they don't support.</summary>
    public IReadOnlyDictionary<string, string>? Match { get; init; }
}

/// <summary>How an action is taken back.</summary>
/// <param name="Text">In words.</param>
/// <param name="Requests">Requests, in order; none where nothing can or need be sent.</param>
public sealed record ActionUndo(string Text, IReadOnlyList<PlanRequest> Requests);
