using System.Text.Json;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>How it was before, and what is due.</summary>
internal static class JsonOverTime
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        json.Objects("deadlines", model.Deadlines, row =>
        {
            json.Day("day", row.Day);
            json.WriteBoolean("isOver", row.IsOver);
            json.Figure("cases", row.Cases);
            json.Figure("devices", row.Devices);
        });
        json.Objects("trend", model.Trend, point => Point(json, point));
        json.Objects("reviews", model.Reviews, review =>
        {
            json.Day("due", review.Due);
            json.Text("instrument", review.Instrument);
            if (review.At is not { } at)
                return;
            json.WriteStartObject("at");
            Point(json, at);
            json.WriteEndObject();
        });
        if (model.Changes is { } changes)
            Changes(json, changes, model);
    }

    private static void Point(Utf8JsonWriter json, TrendPoint point)
    {
        json.WriteString("scan", point.Scan);
        json.Day("asOf", point.AsOf);
        json.WriteBoolean("isThis", point.IsThis);
        json.WriteNumber("devices", point.Devices);
        json.Figure("exposures", point.Exposures);
        json.Figure("violations", point.Violations);
    }

    private static void Changes(Utf8JsonWriter json, ChangeSet changes, ReportModel model)
    {
        json.WriteStartObject("changes");
        json.WriteString("since", changes.Since);
        json.Day("sinceAsOf", changes.SinceAsOf);
        json.WriteBoolean("isReported", changes.IsReported);
        json.WriteStartObject("all");
        Count(json, changes.All);
        json.WriteEndObject();
        Rows(json, "byApplication", changes.ByApplication);
        Rows(json, "byOrganisation", changes.ByOrganisation);
        if (model.ListsCases)
        {
            json.Texts("newCases", changes.NewCases.Order(StringComparer.Ordinal));
            json.Texts("reappearedCases", changes.ReappearedCases.Order(StringComparer.Ordinal));
            json.Objects("solvedCases", changes.SolvedCases, one => JsonCases.Case(json, one, model.TellsDays));
        }

        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, string name, IReadOnlyList<(string Key, string Title, ChangeCount Count)> rows) => json.Objects(name, rows, row =>
    {
        json.WriteString("key", row.Key);
        json.WriteString("title", row.Title);
        Count(json, row.Count);
    });

    private static void Count(Utf8JsonWriter json, ChangeCount count)
    {
        json.Figure("new", count.New);
        json.Figure("solved", count.Solved);
        json.Figure("reappeared", count.Reappeared);
        json.Figure("stillOpen", count.StillOpen);
    }
}
