using System.Text.Json.Nodes;

namespace TikTokBan.Removal.Plans;

/// <summary>The group that something is given to, and what comes before that.</summary>
/// <param name="Group">The action that makes or finds the group.</param>
internal sealed record GivenTo(string Group)
{
    /// <summary>The action that finds a group which is left out; null for none.</summary>
    public string? Except { get; init; }

    public IReadOnlyList<Precondition> Preconditions { get; init; } = [];

    /// <summary>Further actions that must be done before.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    public IReadOnlyList<string> DependsOn => Except is null ? [Group, .. After] : [Group, Except, .. After];

    /// <summary>Assigning replaces the whole list, so whatever others added to it goes along.</summary>
    public JsonObject Assignment(string id) => new()
    {
        ["assignments"] = new JsonArray([Others(id, "before"), .. Targets().Select(target => (JsonNode)new JsonObject { ["target"] = target })]),
    };

    /// <summary>What others assigned, as an action read it.</summary>
    /// <param name="id">The action.</param>
    /// <param name="read">Name of the reading.</param>
    public JsonNode Others(string id, string read) => Except is null ? $"{{{id}.{read}.others:{Group}.id}}" : $"{{{id}.{read}.others:{Group}.id,{Except}.id}}";

    /// <summary>The group, and the one that is left out.</summary>
    public IEnumerable<JsonObject> Targets()
    {
        yield return PolicyActions.Target(Group);
        if (Except is not null)
            yield return PolicyActions.Target(Except, except: true);
    }
}
