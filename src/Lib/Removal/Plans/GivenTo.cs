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
    public JsonObject Assignment(string id)
    {
        var others = Except is null ? $"{{{id}.before.others:{Group}.id}}" : $"{{{id}.before.others:{Group}.id,{Except}.id}}";
        var list = new JsonArray(others, new JsonObject { ["target"] = PolicyActions.Target(Group) });
        if (Except is not null)
            list.Add(new JsonObject { ["target"] = PolicyActions.Target(Except, except: true) });
        return new JsonObject { ["assignments"] = list };
    }
}
