using System.Text.Json.Nodes;

namespace TikTokBan.Tenant.Sharing;

/// <summary>A list of a site.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its display name.</param>
public sealed record FakeList(string Id, string Name)
{
    /// <summary>Its columns as they were defined, by their internal name.</summary>
    public Dictionary<string, JsonObject> Columns { get; } = new(StringComparer.Ordinal) { ["Title"] = new JsonObject { ["name"] = "Title", ["displayName"] = "Title", ["text"] = new JsonObject() } };

    /// <summary>Its items, in the order in which they were made.</summary>
    public List<FakeListItem> Items { get; } = [];
}

/// <summary>An item of a list.</summary>
/// <param name="Id">Its number.</param>
public sealed record FakeListItem(int Id)
{
    /// <summary>Its values by column; one that is absent is empty.</summary>
    public JsonObject Fields { get; set; } = [];

    /// <summary>How often it was written.</summary>
    public int Version { get; set; } = 1;
}
