using System.Text.Json;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>What was done about it, and who is excepted.</summary>
internal static class JsonMeasures
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        json.Objects("removals", model.Removals, row => Removal(json, row));
        json.Objects("blocks", model.Blocks, row =>
        {
            json.WriteString("plan", row.Plan);
            json.WriteString("part", row.Part);
            json.WriteString("state", row.State);
            json.WriteNumber("controls", row.Controls);
            json.WriteNumber("inForce", row.InForce);
            json.Texts("applications", row.Applications);
            json.Time("since", row.Since);
        });
        json.Objects("waivers", model.Waivers, row =>
        {
            json.Text("id", row.Id);
            json.WriteString("kind", row.Kind);
            json.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()));
            json.Text("application", row.Application);
            json.Text("holder", row.Holder);
            json.Day("expires", row.Expires);
            json.Figure("count", row.Count);
        });
    }

    private static void Removal(Utf8JsonWriter json, RemovalRow row)
    {
        json.WriteString("plan", row.Plan);
        json.WriteString("state", row.State);
        json.Day("deadline", row.Deadline);
        json.Figure("devices", row.Devices);
        json.Figure("actedOn", row.ActedOn);
        json.Figure("seenGone", row.SeenGone);
        json.Figure("seenPresent", row.SeenPresent);
        json.Figure("failed", row.Failed);
        json.Figure("late", row.Late);
        json.Time("lastRun", row.LastRun);
    }
}
