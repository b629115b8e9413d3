using System.Text.Json;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>A request that replaces a whole list: what others put there goes along unchanged, and ours stands in it once.</summary>
/// <param name="Others">The rows of others.</param>
/// <param name="Ours">What is ours, as the plan has it; none where it is taken out.</param>
internal sealed record ListWrite(OthersRows Others, IReadOnlyList<JsonElement> Ours)
{
    private const string Marker = ".others:";

    /// <summary>How the request's body does so; null for another request.</summary>
    public static ListWrite? Find(PlanRequest request)
    {
        if (request.Body is not { ValueKind: JsonValueKind.Object } body)
            return null;
        foreach (var member in body.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array))
        {
            var items = member.Value.EnumerateArray().ToList();
            if (items.Select(OthersIn).FirstOrDefault(others => others is not null) is { } found)
                return new ListWrite(found, [.. items.Where(item => OthersIn(item) is null)]);
        }

        return null;
    }

    public static OthersRows? OthersIn(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.String || item.GetString() is not ['{', .. var name, '}'] || name.IndexOf(Marker, StringComparison.Ordinal) is not (> 0 and var at))
            return null;
        var (read, groups) = (name[..at], name[(at + Marker.Length)..].Split(','));
        return new OthersRows(read[(read.IndexOf('.', StringComparison.Ordinal) + 1)..], [.. groups.Select(group => group.StartsWith("a-", StringComparison.Ordinal) ? $"{{{group}}}" : group)]);
    }

    public static IEnumerable<JsonElement> OfOthers(StepValues values, OthersRows others)
    {
        var groups = GroupsOf(others, new Template(values));
        return values.Rows(others.Read).Where(row => !IsOf(row, groups));
    }

    /// <summary>Whether the list is already as it is wanted.</summary>
    public bool IsSo(StepValues values)
    {
        var template = new Template(values);
        var groups = GroupsOf(Others, template);
        var mine = values.Rows(Others.Read).Where(row => IsOf(row, groups)).ToList();
        if (mine.Count != Ours.Count)
            return false;
        return Ours.All(wanted => mine.Exists(row => IsSame(row, template, wanted)));
    }

    /// <summary>The group that an assignment is to, or leaves out; null where it is to everybody.</summary>
    public static string? GroupOf(JsonElement row) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty("target", out var target) ? StepValues.Member(target, "groupId") : null;

    public static bool IsExclusion(JsonElement row) =>
        row.TryGetProperty("target", out var target) && StepValues.Member(target, "@odata.type")?.EndsWith("exclusionGroupAssignmentTarget", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Writes a row back without what the service alone sets; one of the plan's own as it was written first, whatever the service has added.</summary>
    /// <param name="writer">Writer.</param>
    /// <param name="row">The row.</param>
    /// <param name="objects">Ids of what the plan made.</param>
    public static void WriteBack(Utf8JsonWriter writer, JsonElement row, IEnumerable<string> objects)
    {
        if (GroupOf(row) is { } group && IsPlainUninstall(row) && objects.Contains(group, StringComparer.OrdinalIgnoreCase))
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.type", "#microsoft.graph.mobileAppAssignment");
            writer.WriteString("intent", "uninstall");
            writer.WriteStartObject("target");
            writer.WriteString("@odata.type", "#microsoft.graph.groupAssignmentTarget");
            writer.WriteString("groupId", group);
            writer.WriteEndObject();
            writer.WriteEndObject();
            return;
        }

        writer.WriteStartObject();
        foreach (var member in row.EnumerateObject().Where(member => !IsReadOnly(member.Name)))
        {
            writer.WritePropertyName(member.Name);
            writer.WriteRawValue(member.Value.GetRawText());
        }

        writer.WriteEndObject();
    }

    // With a filter or settings it is no longer what the plan wrote, but what somebody made of it.
    private static bool IsPlainUninstall(JsonElement row) =>
        string.Equals(StepValues.Member(row, "intent"), "uninstall", StringComparison.OrdinalIgnoreCase)
        && string.Equals(Kind(row), "microsoft.graph.groupAssignmentTarget", StringComparison.OrdinalIgnoreCase)
        && StepValues.Member(row, "settings") is null
        && row.GetProperty("target") is var target
        && StepValues.Member(target, "deviceAndAppManagementAssignmentFilterId") is null
        && StepValues.Member(target, "deviceAndAppManagementAssignmentFilterType") is null or "none";

    private static bool IsReadOnly(string name) =>
        name is "id" or "source" or "sourceId" || (name.Contains('@', StringComparison.Ordinal) && name != "@odata.type");

    private static List<string> GroupsOf(OthersRows others, Template template) => [.. others.Groups.Select(group => template.Text(group))];

    private static bool IsOf(JsonElement row, List<string> groups) => GroupOf(row) is { } group && groups.Contains(group, StringComparer.OrdinalIgnoreCase);

    private static bool IsSame(JsonElement row, Template template, JsonElement wanted)
    {
        using var filled = JsonDocument.Parse(template.Body(wanted));
        var intent = StepValues.Member(filled.RootElement, "intent");
        return (intent is null || string.Equals(intent, StepValues.Member(row, "intent"), StringComparison.OrdinalIgnoreCase))
            && string.Equals(Kind(filled.RootElement), Kind(row), StringComparison.OrdinalIgnoreCase)
            && string.Equals(GroupOf(filled.RootElement), GroupOf(row), StringComparison.OrdinalIgnoreCase);
    }

    private static string? Kind(JsonElement row) => row.TryGetProperty("target", out var target) ? StepValues.Member(target, "@odata.type")?.TrimStart('#') : null;
}

/// <summary>Rows that a request read, without those of our groups.</summary>
/// <param name="Read">Name of the reading.</param>
/// <param name="Groups">The groups' ids, or the placeholders of them.</param>
internal sealed record OthersRows(string Read, IReadOnlyList<string> Groups);
