using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>Numbers actions as they are added.</summary>
internal sealed class ActionList(string language)
{
    /// <summary>Asked of each device again just before something is done to it: facts change between a plan and its application.</summary>
    public static readonly IReadOnlyList<Precondition> OfDevices =
    [
        new("deviceEnrolled", "device"), new("sameUser", "device"), new("ownerService", "device"), new("payerPaid", "device"), new("noWaiver", "device"), new("notProtected", "device"),
    ];

    /// <summary>Asked before something is given to a group: whoever is in it that the plan does not name would get it too.</summary>
    public static readonly Precondition WithinPlan = new("groupMembersWithinPlan", "action");

    public List<PlanAction> Actions { get; } = [];

    public string Add(int ring, string kind, ActionTarget target, Answered answered, ActionParts parts)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"a-{Actions.Count + 1:D5}");
        Actions.Add(new PlanAction
        {
            Id = id,
            Ring = ring,
            Control = parts.Control?.Id,
            Kind = kind,
            Target = target,
            Exposures = answered.Exposures,
            Verdict = answered.Verdict,
            Deadline = answered.Deadline,
            Basis = answered.Basis,
            Preconditions = parts.Preconditions,
            Requests = parts.Requests(id),
            Effect = parts.Control?.Achieves ?? [],
            Undo = new ActionUndo(parts.Control?.Undo.In(language) ?? parts.UndoText, parts.Undo?.Invoke(id) ?? []),
            DependsOn = parts.DependsOn,
        });
        return id;
    }

    public static JsonElement Body(JsonObject body)
    {
        using var document = JsonDocument.Parse(body.ToJsonString());
        return document.RootElement.Clone();
    }
}

/// <summary>What an action is made of beside its target. Requests may refer to the action's own id.</summary>
internal sealed record ActionParts(Func<string, IReadOnlyList<PlanRequest>> Requests)
{
    public Control? Control { get; init; }

    public IReadOnlyList<Precondition> Preconditions { get; init; } = [];

    public Func<string, IReadOnlyList<PlanRequest>>? Undo { get; init; }

    public string UndoText { get; init; } = "";

    public IReadOnlyList<string> DependsOn { get; init; } = [];
}
