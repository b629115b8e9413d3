using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TikTokBan.Ledger.Scans;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// What a document about several says of one subject: lists keep only what tells of it, and addresses and ids of others are
/// taken out of the rest.
/// </summary>
internal sealed partial class SubjectExtract(Redactor own)
{
    /// <summary>What stands for others.</summary>
    public const string Other = "(other)";

    private static readonly HashSet<string> People = new(StringComparer.OrdinalIgnoreCase)
    {
        "user", "person", "holder", "grantor", "approver", "approvedBy", "approvers", "author", "operator", "actor", "by", "displayName", "userPrincipalName", "host",
    };

    /// <summary>Extracts it; null where the document says nothing of the subject.</summary>
    public JsonNode? Of(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonNode.Parse(ExposureText.Readable(content)) is { } root && Tells(root) ? Keep(root, null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Tells(JsonNode? node) => node switch
    {
        JsonObject members => members.Any(member => own.IsIn(member.Key) || Tells(member.Value)),
        JsonArray items => items.Any(Tells),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => own.IsIn(value.GetValue<string>()),
        _ => false,
    };

    private JsonNode? Keep(JsonNode? node, string? name)
    {
        switch (node)
        {
            case JsonObject members:
                var kept = new JsonObject();
                foreach (var member in members.Where(member => member.Value is not JsonArray items || items.Count == 0 || Tells(items)))
                    kept[Cleaned(member.Key, null)] = Keep(member.Value, member.Key);
                return kept;
            case JsonArray items:
                return new JsonArray([.. items.Where(Tells).Select(item => Keep(item, name))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(Cleaned(value.GetValue<string>(), name));
            default:
                return node?.DeepClone();
        }
    }

    private string Cleaned(string text, string? name)
    {
        if (name is not null && People.Contains(name) && !own.IsIn(text))
            return Other;
        return Identifier().Replace(text, found => own.IsIn(found.Value) ? found.Value : Other);
    }

    [GeneratedRegex(@"[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\p{L}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
