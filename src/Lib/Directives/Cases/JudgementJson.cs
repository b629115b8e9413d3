using System.Globalization;
using System.Text.Json;

namespace TikTokBan.Directives;

/// <summary>Writes answers of the judge.</summary>
public static class JudgementJson
{
    /// <summary>Writes one answer: <c>{ "id", "verdict", "deadline", "rule", "basis", "reasons", "missing" }</c>, every field present, the verdict spelled as the member of <see cref="Verdict"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="judgement">The answer.</param>
    public static void Write(Utf8JsonWriter writer, Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(judgement);
        writer.WriteStartObject();
        writer.WriteString("id", judgement.Id);
        writer.WriteString("verdict", judgement.Verdict.ToString());
        writer.WriteString("deadline", judgement.Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("rule", judgement.Rule);
        writer.WriteString("basis", judgement.Basis);
        WriteList(writer, "reasons", judgement.Reasons);
        WriteList(writer, "missing", judgement.Missing);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
