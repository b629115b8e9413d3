using System.Globalization;
using System.Text.Json;
using System.Xml;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Hunting;

namespace TikTokBan.Tenant.Services;

/// <summary>Advanced hunting. The keys of its answers come now in one casing, now in the other, as documented answers do.</summary>
internal static class HuntingService
{
    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/v1.0/security/runHuntingQuery", Family.Hunting, Run, "ThreatHunting.Read.All"),
        new("POST", "/v1.0/security/microsoft.graph.security.runHuntingQuery", Family.Hunting, Run, "ThreatHunting.Read.All"),
    ];

    private static Answer Run(Exchange exchange)
    {
        var body = exchange.Json();
        if (Text(body, "Query") is not { Length: > 0 } query)
            throw Refusal.BadRequest("Query is missing or empty.");
        var (from, until) = Timespan(exchange, Text(body, "Timespan"));
        var now = exchange.Now.UtcDateTime;

        // Older data than this are gone, whatever is asked for.
        var oldest = now.AddDays(-30);
        from = from is null || from < oldest ? oldest : from;
        exchange.Log.Subject = $"{query}#{Text(body, "Timespan")}";
        try
        {
            var result = new KqlQuery(exchange.State.Hunting, exchange.State.UnlicensedTables, now).Run(query, from, until);
            var rows = result.Rows.Take(exchange.Tenant.Options.HuntingRowLimit + 1).ToList();
            exchange.Log.Rows = Math.Min(rows.Count, exchange.Tenant.Options.HuntingRowLimit);
            return Write(exchange, result.Columns, rows.Take(exchange.Tenant.Options.HuntingRowLimit));
        }
        catch (KqlException refused)
        {
            throw Refusal.BadRequest($"{refused.Message}. Fix semantic errors in your query.");
        }
    }

    private static Answer Write(Exchange exchange, IReadOnlyList<HuntingColumn> columns, IEnumerable<object?[]> rows)
    {
        var isCapital = exchange.Tenant.Options.AlternateHuntingCasing && exchange.Log.Number % 2 == 1;
        if (exchange.Has(FaultKind.SwappedCasing))
            isCapital = !isCapital;
        var (schema, name, type, results) = isCapital ? ("Schema", "Name", "Type", "Results") : ("schema", "name", "type", "results");
        return Answer.Json(json =>
        {
            json.WriteString("@odata.context", $"{exchange.Root}/v1.0/$metadata#microsoft.graph.security.huntingQueryResults");
            json.WriteStartArray(schema);
            foreach (var column in columns)
            {
                json.WriteStartObject();
                json.WriteString(name, column.Name);
                json.WriteString(type, column.Type);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray(results);
            foreach (var row in rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < columns.Count; i++)
                    Cell(json, columns[i], row[i]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static void Cell(Utf8JsonWriter json, HuntingColumn column, object? value)
    {
        json.WritePropertyName(column.Name);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                // Truth is a number of one byte here.
                json.WriteNumberValue(flag ? 1 : 0);
                break;
            default:
                json.WriteStringValue(KqlValues.Text(value));
                break;
        }
    }

    // "P30D", "start/end", "start/P1D": ISO 8601 in its several ways.
    private static (DateTime? From, DateTime? Until) Timespan(Exchange exchange, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return (null, null);
        try
        {
            if (text.Split('/') is [var start, var end])
            {
                var from = Instant(start);
                return (from, end.StartsWith('P') ? from + XmlConvert.ToTimeSpan(end) : Instant(end));
            }
            return (exchange.Now.UtcDateTime - XmlConvert.ToTimeSpan(text), exchange.Now.UtcDateTime);
        }
        catch (FormatException)
        {
            throw Refusal.BadRequest($"Timespan '{text}' is not in ISO 8601 format.");
        }
    }

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    private static string? Text(JsonElement body, string name) => body.EnumerateObject()
        .Where(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
        .Select(member => member.Value.GetString())
        .FirstOrDefault();
}
