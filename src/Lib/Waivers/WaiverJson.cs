using System.Globalization;
using System.Text.Json;

namespace TikTokBan.Waivers;

/// <summary>Writes waivers and their tests, every field present. The shapes are in <c>schemas/waiver.schema.json</c>.</summary>
public static class WaiverJson
{
    /// <summary>Writes a waiver as it stands on a day.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="waiver">The waiver.</param>
    /// <param name="asOf">The day, which decides its <c>state</c>.</param>
    public static void Write(Utf8JsonWriter writer, Waiver waiver, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(waiver);
        writer.WriteStartObject();
        writer.WriteString("id", waiver.Id);
        writer.WriteString("state", Word(waiver.StateOn(asOf)));
        writer.WriteString("holder", waiver.Holder);
        writer.WriteString("serial", waiver.Serial);
        writer.WriteString("deviceId", waiver.DeviceId);
        writer.WriteString("application", waiver.Application);
        writer.WriteString("directive", waiver.Directive);
        writer.WriteString("directiveHash", waiver.DirectiveHash);
        writer.WriteString("kind", waiver.Kind);
        writer.WriteString("approver", waiver.Approver);
        writer.WriteString("approvedBy", waiver.ApprovedBy);
        writer.WriteString("grantor", waiver.Grantor);
        writer.WriteString("motive", waiver.Motive);
        writer.WriteString("evidence", waiver.Evidence);
        Write(writer, "documented", waiver.Documented);
        Write(writer, "blanket", waiver.Blanket);
        writer.WriteStartObject("conditions");
        foreach (var (name, met) in waiver.Conditions.OrderBy(condition => condition.Key, StringComparer.Ordinal))
            writer.WriteBoolean(name, met);
        writer.WriteEndObject();
        writer.WriteString("validFrom", Day(waiver.ValidFrom));
        writer.WriteString("expires", Day(waiver.Expires));
        writer.WriteString("grantedAt", Time(waiver.GrantedAt));
        Write(writer, waiver.Revocation);
        writer.WriteEndObject();
    }

    /// <summary>Writes what a directive makes of a waiver.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="result">The result.</param>
    public static void Write(Utf8JsonWriter writer, WaiverTestResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.WriteStartObject();
        writer.WriteString("waiver", result.Waiver);
        writer.WriteString("directive", result.Directive);
        writer.WriteString("asOf", Day(result.AsOf));
        writer.WriteBoolean("exempts", result.Exempts);
        writer.WriteString("answer", result.Answer?.ToString());
        Write(writer, "lifts", result.Lifts.Select(verdict => verdict.ToString()));
        writer.WriteString("exception", result.Exception);
        writer.WriteString("basis", result.Basis);
        Write(writer, "reasons", result.Reasons);
        writer.WriteStartArray("exceptions");
        foreach (var exception in result.Exceptions)
        {
            writer.WriteStartObject();
            writer.WriteString("id", exception.Id);
            writer.WriteString("basis", exception.Basis);
            writer.WriteStartArray("lacks");
            foreach (var lack in exception.Lacks)
            {
                writer.WriteStartObject();
                writer.WriteString("path", lack.Path);
                Write(writer, "wanted", lack.Wanted);
                writer.WriteString("actual", lack.Actual);
                writer.WriteString("text", lack.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>How a state is written: <c>notBegun</c>.</summary>
    /// <param name="state">The state.</param>
    public static string Word(WaiverState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static void Write(Utf8JsonWriter writer, WaiverRevocation? revocation)
    {
        if (revocation is null)
        {
            writer.WriteNull("revoked");
            return;
        }

        writer.WriteStartObject("revoked");
        writer.WriteString("at", Time(revocation.At));
        writer.WriteString("on", Day(revocation.On));
        writer.WriteString("by", revocation.By);
        writer.WriteString("why", revocation.Why);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } known)
            writer.WriteBoolean(name, known);
        else
            writer.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
