using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TikTokBan.Cli.Options;
using TikTokBan.Removal.Applying;

namespace TikTokBan.Cli.Printing;

/// <summary>A run of a plan as JSON; <c>schemas/run.schema.json</c> describes it.</summary>
internal static class RunJson
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>One action on a line of its own.</summary>
    public static string Line(ActionResult action)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
            Write(writer, action);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The whole run.</summary>
    public static void Write(Utf8JsonWriter writer, RunResult result, IReadOnlyList<ActionResult> actions)
    {
        writer.WriteStartObject();
        writer.WriteString("plan", result.Plan);
        writer.WriteNumber("run", result.Run);
        writer.WriteStartArray("rings");
        foreach (var ring in result.Rings)
            writer.WriteNumberValue(ring);
        writer.WriteEndArray();
        writer.WriteStartArray("findings");
        foreach (var finding in result.Verdict.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("code", Parsing.Word(finding.Code));
            writer.WriteBoolean("refuses", finding.Refuses);
            writer.WriteString("sentence", finding.Sentence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("outcomes");
        foreach (var (outcome, count) in result.Outcomes.OrderBy(pair => pair.Key))
            writer.WriteNumber(Parsing.Word(outcome), count);
        writer.WriteEndObject();
        writer.WriteNumber("finishedBefore", result.FinishedBefore);
        writer.WriteString("stopped", result.Stopped);
        writer.WriteString("next", result.Next);
        writer.WriteStartArray("actions");
        foreach (var action in actions)
            Write(writer, action);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ActionResult action)
    {
        writer.WriteStartObject();
        writer.WriteString("action", action.Action);
        writer.WriteNumber("ring", action.Ring);
        writer.WriteString("kind", action.Kind);
        writer.WriteString("control", action.Control);
        writer.WriteString("target", action.Target);
        writer.WriteString("outcome", action.Outcome is { } outcome ? Parsing.Word(outcome) : null);
        writer.WriteString("sentence", action.Sentence);
        writer.WriteStartArray("devices");
        foreach (var device in action.Devices)
            writer.WriteStringValue(device);
        writer.WriteEndArray();
        writer.WriteStartArray("leftOut");
        foreach (var device in action.LeftOut)
        {
            writer.WriteStartObject();
            writer.WriteString("device", device.Id);
            writer.WriteString("check", device.State);
            writer.WriteString("sentence", device.Sentence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("requests");
        foreach (var request in action.Requests)
        {
            writer.WriteStartObject();
            writer.WriteString("method", request.Method);
            writer.WriteString("service", request.Service);
            writer.WriteString("path", request.Path);
            // As text: what is sent is these bytes and no other spelling of them.
            writer.WriteString("body", request.Body);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
