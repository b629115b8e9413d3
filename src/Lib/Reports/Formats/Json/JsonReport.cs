using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>The report for programs; its shape is in <c>schemas/report.schema.json</c>.</summary>
internal static class JsonReport
{
    /// <summary>Version of the document's shape. The first had no such member.</summary>
    public const int Format = 2;

    public static void Write(ReportModel model, Stream output, CancellationToken cancellationToken)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("detail", model.Options.Detail.ToString().ToLowerInvariant());
        json.WriteString("language", model.Options.Language);
        JsonDocumentControl.Write(json, model);
        JsonNumbers.Write(json, model);
        JsonCoverage.Write(json, model);
        JsonOverTime.Write(json, model);
        JsonMeasures.Write(json, model);
        if (model.ListsCases)
            JsonCases.Write(json, model, cancellationToken);
        JsonEvidence.Write(json, model);
        json.WriteEndObject();
    }
}
