using System.Management.Automation;
using System.Text.Json;

namespace TikTokBan.Cmdlets;

/// <summary>A document as objects that a script can go through, as ConvertFrom-Json would make them.</summary>
internal static class JsonObjects
{
    public static PSObject Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PSObject.AsPSObject(Value(document.RootElement) ?? "");
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject Members(JsonElement element)
    {
        var members = new PSObject();
        foreach (var member in element.EnumerateObject())
        {
            // PowerShell's properties have a name, and one each whatever the case of its letters.
            if (member.Name.Length > 0 && members.Properties[member.Name] is null)
                members.Properties.Add(new PSNoteProperty(member.Name, Value(member.Value)));
        }

        JsonText.AddTo(members);
        return members;
    }
}
