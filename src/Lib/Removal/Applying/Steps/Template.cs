using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>Fills the placeholders of a request. What services answered is written back byte by byte.</summary>
internal sealed partial class Template(StepValues values)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request as it is sent.</summary>
    /// <param name="request">The request of the plan.</param>
    /// <param name="each">The row that it is sent for, where it is sent for each.</param>
    /// <param name="keep">Which elements of which list of the body stay; null for all.</param>
    /// <exception cref="UnknownValueException">A value that it needs is not known.</exception>
    public SentRequest Fill(PlanRequest request, JsonElement? each = null, Func<JsonElement, bool>? keep = null) => new(
        request.Method,
        request.Service,
        Path(request.Path, each),
        request.Body is { } body ? Body(body, each, keep) : null);

    /// <summary>The path, its values escaped but for placeholders that stay.</summary>
    public string Path(string path, JsonElement? each = null) => Placeholder().Replace(path, match =>
    {
        var value = Value(match.Groups[1].Value, each);
        return value.StartsWith('{') ? value : Uri.EscapeDataString(value);
    });

    public string Text(string text, JsonElement? each = null) => Placeholder().Replace(text, match => Value(match.Groups[1].Value, each));

    public string Body(JsonElement body, JsonElement? each = null, Func<JsonElement, bool>? keep = null)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output, Writing))
            Write(writer, body, each, keep);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, JsonElement? each, Func<JsonElement, bool>? keep)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, each, keep);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                WriteItems(writer, value, each, keep);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text(value.GetString()!, each));
                break;
            default:
                writer.WriteRawValue(value.GetRawText());
                break;
        }
    }

    private void WriteItems(Utf8JsonWriter writer, JsonElement list, JsonElement? each, Func<JsonElement, bool>? keep)
    {
        writer.WriteStartArray();
        foreach (var item in list.EnumerateArray())
        {
            if (ListWrite.OthersIn(item) is { } others)
            {
                foreach (var row in ListWrite.OfOthers(values, others))
                    ListWrite.WriteBack(writer, row, values.Objects.Values);
            }
            else if (keep is null || keep(item))
            {
                Write(writer, item, each, null);
            }
        }

        writer.WriteEndArray();
    }

    private string Value(string name, JsonElement? each) => values.Find(name, each) ?? throw new UnknownValueException(name);

    [GeneratedRegex(@"\{(graph|a-\d{5,}\.[^{}]+)\}")]
    private static partial Regex Placeholder();
}

/// <summary>A value that a request needs is not known, as what would have given it did not.</summary>
internal sealed class UnknownValueException(string name) : Exception($"What {{{name}}} stands for is not known.")
{
    public string Name { get; } = name;
}
