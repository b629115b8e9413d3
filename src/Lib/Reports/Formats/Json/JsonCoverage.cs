using System.Text.Json;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>What was read and what can't be seen; what is missing, assumed or was not understood.</summary>
internal static class JsonCoverage
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        json.Objects("coverage", model.Coverage, row => Source(json, row));
        json.WriteStartObject("unseen");
        foreach (var (reason, devices) in model.Unseen)
            json.Figure(reason, devices);
        json.WriteEndObject();
        json.Objects("missing", model.Missing, row =>
        {
            json.Texts("facts", row.Fields);
            json.Figure("exposures", row.Cases);
        });
        json.Objects("assumptions", model.Assumptions, row =>
        {
            json.WriteString("id", row.Assumption.Id);
            json.WriteString("text", row.Assumption.Text);
            json.Figure("used", row.Used);
        });
        json.Objects("rejected", model.RejectedFiles, file =>
        {
            json.WriteString("file", file.Location);
            json.WriteNumber("rows", file.Rows);
            json.WriteNumber("firstLine", file.FirstLine);
            json.WriteNumber("lastLine", file.LastLine);
        });
        json.Texts("unrecognised", model.Unrecognised.Select(file => file.Location));
    }

    private static void Source(Utf8JsonWriter json, CoverageRow row)
    {
        json.WriteString("source", row.Source.Source);
        json.WriteString("title", row.Source.Title);
        json.WriteString("location", row.Location);
        json.WriteString("state", row.Source.State);
        json.WriteNumber("rowsRead", row.Source.RowsRead);
        json.WriteNumber("rowsRejected", row.Source.RowsRejected);
        json.Figure("observations", row.Observations);
        json.Time("from", row.Source.From);
        json.Time("to", row.Source.To);
        json.Text("sha256", row.Source.Sha256);
        json.Text("problem", row.Problem);
        json.Texts("blindTo", row.Source.BlindTo.Select(spot => spot.Id));
    }
}
