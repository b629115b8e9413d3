using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>Defender's indicators, at Defender's own address. One for a value that has one already replaces it, whoever made that one.</summary>
internal static class IndicatorService
{
    private const string Permission = "Ti.ReadWrite";
    private const int MostAtOnce = 500;
    private const int MostRows = 10_000;

    private static readonly string[] Types = ["DomainName", "Url", "IpAddress", "FileSha1", "FileSha256", "FileMd5", "CertificateThumbprint"];
    private static readonly string[] Actions = ["Block", "Warn", "Audit", "Alert", "AlertAndBlock", "BlockAndRemediate", "Allowed"];
    private static readonly string[] Needed = ["indicatorValue", "indicatorType", "action", "title", "description"];
    private static readonly string[] Known =
        [.. Needed, "severity", "application", "expirationTime", "recommendedActions", "rbacGroupNames", "rbacGroupIds", "generateAlert", "educateUrl", "bypassDurationHours", "externalId", "category", "mitreTechniques"];

    private static readonly FilterRules Filters = new("indicatorValue indicatorType action title severity generateAlert createdBy: eq; expirationTime creationTimeDateTimeUtc: eq gt ge lt le");

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/api/indicators", Family.Defender, List, Permission) { IsList = true },
        new("POST", "/api/indicators", Family.Defender, Submit, Permission),
        new("POST", "/api/indicators/import", Family.Defender, Import, Permission),
        new("DELETE", "/api/indicators/{id}", Family.Defender, Delete, Permission),
    ];

    // Without links: who wants more than a page counts on.
    private static Answer List(Exchange exchange)
    {
        IReadOnlyList<JsonElement> rows = exchange.State.Indicators.Rows();
        if (exchange.Query.Filter is { Length: > 0 } text && !exchange.Has(FaultKind.IgnoredFilter))
        {
            var filter = FilterExpression.Parse(text);
            if (Filters.Judge(filter) != FilterVerdict.Honoured)
                throw Refusal.BadRequest($"The filter '{text}' is not supported.", "InvalidRequestParameter");
            rows = [.. rows.Where(filter.Passes)];
        }
        if (exchange.Query.Top > MostRows)
            throw Refusal.BadRequest($"The limit of '{MostRows}' for Top query has been exceeded.", "InvalidRequestParameter");
        var skip = int.TryParse(exchange.Query["$skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var page = PageFaults.Apply(exchange, rows, skip, exchange.Query.Top ?? MostRows, out _);
        (exchange.Log.Rows, exchange.Log.Total) = (page.Count, rows.Count);
        return Answer.Json(json =>
        {
            json.WriteString("@odata.context", $"{exchange.Tenant.DefenderEndpoint}api/$metadata#Indicators");
            json.WriteStartArray("value");
            foreach (var row in page)
                row.WriteTo(json);
            json.WriteEndArray();
        });
    }

    private static Answer Submit(Exchange exchange)
    {
        var body = Changes.Copy(exchange.Json());
        if (Problem(exchange, body) is { } problem)
            throw Refusal.BadRequest(problem, "InvalidInput");
        return Answer.Json(Save(exchange, body).ToJsonString());
    }

    private static Answer Import(Exchange exchange)
    {
        var body = exchange.Json();
        if (!body.TryGetProperty("Indicators", out var list) || list.ValueKind != JsonValueKind.Array)
            throw Refusal.BadRequest("The property 'Indicators' is missing.", "InvalidInput");
        if (list.GetArrayLength() > MostAtOnce)
            throw Refusal.BadRequest($"The number of indicators is above the limit of {MostAtOnce}.", "InvalidInput");
        var results = list.EnumerateArray().Select(Changes.Copy).Select(indicator => Problem(exchange, indicator) is { } problem
            ? new JsonObject { ["id"] = "-1", ["indicator"] = (string?)indicator["indicatorValue"], ["isFailed"] = true, ["failureReason"] = problem }
            : new JsonObject { ["id"] = (string?)Save(exchange, indicator)["id"], ["indicator"] = (string?)indicator["indicatorValue"], ["isFailed"] = false, ["failureReason"] = null });
        return Answer.Json(new JsonObject { ["value"] = new JsonArray([.. results]) }.ToJsonString());
    }

    private static Answer Delete(Exchange exchange)
    {
        var id = exchange.Values["id"];
        _ = exchange.State.Indicators.Find(id) ?? throw new Refusal(404, "ResourceNotFound", $"Indicator {id} was not found.");
        Changes.Remove(exchange, exchange.State.Indicators, id, "deleted");
        return new Answer { Status = 204 };
    }

    private static string? Problem(Exchange exchange, JsonObject indicator)
    {
        string? Text(string name) => indicator[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (indicator.Select(member => member.Key).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            return $"The property '{unknown}' is not known.";
        if (Needed.FirstOrDefault(name => Text(name) is not { Length: > 0 }) is { } missing)
            return $"The property '{missing}' is missing.";
        if (!Types.Contains(Text("indicatorType")) || !Actions.Contains(Text("action")))
            return "The type or the action of the indicator is not known.";
        if (Text("indicatorType") == "DomainName" && Uri.CheckHostName(Text("indicatorValue")) != UriHostNameType.Dns)
            return "The domain name of the indicator is not valid.";
        if (Text("action") == "Audit" && indicator["generateAlert"]?.ToString() != "true")
            return "An indicator that audits must generate alerts.";
        return Existing(exchange, indicator) is null && exchange.State.Indicators.Count >= exchange.State.MostIndicators ? "The tenant has reached its limit of indicators." : null;
    }

    private static JsonObject Save(Exchange exchange, JsonObject indicator)
    {
        var saved = indicator.DeepClone().AsObject();
        var old = Existing(exchange, indicator);
        saved["id"] = old is null ? exchange.State.NewNumber() : old.Value.GetProperty("id").GetString();
        saved["creationTimeDateTimeUtc"] = old is null ? exchange.Now.ToString("O", CultureInfo.InvariantCulture) : JsonValues.Find(old.Value, "creationTimeDateTimeUtc")?.GetString();
        saved["createdBy"] = exchange.Tenant.Options.ClientId;
        saved["source"] = "TikTokBan (made up)";
        saved["generateAlert"] ??= false;
        Changes.Set(exchange, exchange.State.Indicators, saved);
        return saved;
    }

    private static JsonElement? Existing(Exchange exchange, JsonObject indicator)
    {
        foreach (var row in exchange.State.Indicators.Rows())
        {
            if (Same(row, indicator, "indicatorValue") && Same(row, indicator, "indicatorType"))
                return row;
        }
        return null;
    }

    private static bool Same(JsonElement row, JsonObject indicator, string name) => string.Equals(JsonValues.Find(row, name)?.GetString(), (string?)indicator[name], StringComparison.OrdinalIgnoreCase);
}
