using System.Text.Json;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>What the numbers rest on.</summary>
internal static class JsonEvidence
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        json.Objects("register", model.Register, item =>
        {
            json.WriteString("reference", item.Reference);
            json.WriteString("kind", item.Kind);
            json.WriteString("key", item.Key);
            json.WriteString("title", item.Title);
            json.Text("location", item.Location);
            json.Text("sha256", item.Sha256);
            if (item.Records is { } records)
                json.WriteNumber("records", records);
            json.Time("from", item.From);
            json.Time("to", item.To);
        });
        json.WriteStartObject("provenance");
        foreach (var one in model.Provenance)
            json.Texts(one.Figure, one.Evidence);
        json.WriteEndObject();
    }
}
