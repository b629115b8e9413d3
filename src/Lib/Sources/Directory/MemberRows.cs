using System.Buffers;
using System.Text.Json;
using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.Directory;

/// <summary>Writes one row for each member of a group, as tables of group and member have them. Only people count: a list of members may hold devices, applications and other groups.</summary>
internal static class MemberRows
{
    // What only other kinds of object have; some lists don't say of what kind each is.
    private static readonly string[] OfOthers = ["groupTypes", "securityEnabled", "mailEnabled", "deviceId", "servicePrincipalType", "appId"];

    /// <summary>The people among some members.</summary>
    public static List<JsonElement> People(IEnumerable<JsonElement> members) => [.. members.Where(IsPerson)];

    /// <summary>A document with the members of a group.</summary>
    public static ReadOnlyMemory<byte> Of(FoundGroup group, IEnumerable<JsonElement> people) => Written(group, people.Select(person => (JsonElement?)person));

    /// <summary>A document that names a group of which no member is known.</summary>
    public static ReadOnlyMemory<byte> OfNobody(FoundGroup group) => Written(group, [null]);

    private static ReadOnlyMemory<byte> Written(FoundGroup group, IEnumerable<JsonElement?> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var member in members)
            {
                writer.WriteStartObject();
                writer.WriteString("groupId", group.Id);
                writer.WriteString("groupName", group.Name);
                if (member is { } person)
                {
                    writer.WriteString("memberId", IdOf(person));
                    writer.WriteString("memberUserPrincipalName", PageRows.Text(person, "userPrincipalName"));
                    writer.WriteString("memberMail", PageRows.Text(person, "mail"));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static bool IsPerson(JsonElement member) => PageRows.Text(member, "@odata.type") is { } type
        ? type.EndsWith(".user", StringComparison.OrdinalIgnoreCase)
        : !OfOthers.Any(name => member.TryGetProperty(name, out _));

    // A list of references gives addresses only: ".../directoryObjects/{id}".
    private static string? IdOf(JsonElement member)
    {
        if (PageRows.Text(member, "id") is { } id)
            return id;
        var last = PageRows.Text(member, "@odata.id") is { } address ? address[(address.LastIndexOf('/') + 1)..] : null;
        return Guid.TryParse(last, out _) ? last : null;
    }
}
