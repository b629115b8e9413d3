using System.Text.Json;
using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>How many cases there are, of what and of whom.</summary>
internal static class JsonNumbers
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        Headline(json, model.Headline);
        json.WriteStartObject("verdicts");
        foreach (var (verdict, cases) in model.Verdicts)
            json.Figure(verdict.ToString(), cases);
        json.WriteEndObject();
        json.WriteStartObject("breakdowns");
        foreach (var table in model.Tables)
            Breakdown(json, table);
        json.WriteEndObject();
        if (!model.ListsCases)
            Groups(json, model);
    }

    private static void Headline(Utf8JsonWriter json, Headline head)
    {
        json.WriteStartObject("headline");
        json.Figure("devicesInViolation", head.DevicesInViolation);
        json.Figure("devicesToClean", head.DevicesToClean);
        json.Figure("devicesInReview", head.DevicesInReview);
        json.Day("firstDeadline", head.FirstDeadline);
        json.WriteNumber("devices", head.Devices);
        json.Figure("devicesSeen", head.DevicesSeen);
        json.Figure("devicesUnseen", head.DevicesUnseen);
        json.WriteNumber("people", head.People);
        json.Figure("exposures", head.Exposures);
        json.Figure("exposedDevices", head.ExposedDevices);
        json.Figure("devicesWithOtherCases", head.DevicesWithOtherCases);
        if (head.DevicesClear is { } clear)
            json.Figure("devicesClear", clear);
        if (head.CasesErased is { } cases)
            json.Figure("casesErased", cases);
        if (head.DevicesErased is { } devices)
            json.Figure("devicesErased", devices);
        json.Figure("exposedPeople", head.ExposedPeople);
        json.Figure("suspicious", head.Suspicious);
        json.WriteEndObject();
    }

    private static void Breakdown(Utf8JsonWriter json, Table table) => json.Objects(table.Dimension, table.Rows, row =>
    {
        json.WriteString("key", row.Key);
        json.WriteString("title", row.Title);
        json.Figure("total", row.Total);
        json.WriteStartObject("byVerdict");
        foreach (var (verdict, cases) in table.Columns.Zip(row.Cells))
            json.Figure(verdict.ToString(), cases);
        json.WriteEndObject();
    });

    private static void Groups(Utf8JsonWriter json, ReportModel model) => json.Objects("groups", model.Groups, group =>
    {
        json.WriteString("application", group.Application);
        json.WriteString("organisation", group.Organisation);
        json.WriteString("platform", group.Platform);
        json.WriteString("verdict", group.Verdict.ToString());
        json.Figure("exposures", group.Cases);
    });
}
