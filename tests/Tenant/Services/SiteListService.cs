using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Sharing;

namespace TikTokBan.Tenant.Services;

/// <summary>Lists of sites, their columns and items. Values are held against the column's kind; a day without a time is kept as midnight where the site is.</summary>
internal static class SiteListService
{
    private const string Lists = "/v1.0/sites/{site}/lists";

    private static readonly string[] Reading = ["Sites.Read.All", "Sites.ReadWrite.All"];
    private static readonly string[] Writing = ["Sites.ReadWrite.All"];
    private static readonly ListKind Kind = new("lists", 200, 1_000, FilterRules.None);
    private static readonly ListKind Items = new("items", 200, 5_000, FilterRules.None) { Oversized = OversizedTop.Clamped };

    public static IEnumerable<Route> Routes =>
    [
        new("GET", Lists, Family.SharePoint, All, Reading) { AlsoAccepts = ["Sites.Selected"], IsList = true },
        new("POST", Lists, Family.SharePoint, Create, "Sites.Manage.All") { AlsoAccepts = ["Sites.Selected"] },
        new("GET", Lists + "/{list}/columns", Family.SharePoint, Columns, Reading) { AlsoAccepts = ["Sites.Selected"], IsList = true },
        new("GET", Lists + "/{list}/items", Family.SharePoint, Rows, Reading) { AlsoAccepts = ["Sites.Selected"], IsList = true },
        new("POST", Lists + "/{list}/items", Family.SharePoint, Add, Writing) { AlsoAccepts = ["Sites.Selected"] },
        new("PATCH", Lists + "/{list}/items/{id}/fields", Family.SharePoint, Update, Writing) { AlsoAccepts = ["Sites.Selected"] },
    ];

    private static Answer All(Exchange exchange) =>
        Listing.Page(exchange, Kind, [.. SiteAccess.Site(exchange, "read").Lists.Select(list => JsonSerializer.SerializeToElement(Json(list)))]);

    private static Answer Create(Exchange exchange)
    {
        var site = SiteAccess.Site(exchange, "manage");
        var body = exchange.Json();
        var name = body.TryGetProperty("displayName", out var given) ? given.GetString() ?? "" : "";
        if (name.Length == 0)
            throw new Refusal(400, "invalidRequest", "displayName is required");
        if (site.Lists.Any(list => list.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new Refusal(409, "nameAlreadyExists", "Name already exists");
        var made = new FakeList(exchange.State.NewId(), name);
        if (body.TryGetProperty("columns", out var columns))
        {
            foreach (var column in columns.EnumerateArray())
                made.Columns.Add(column.GetProperty("name").GetString()!, JsonNode.Parse(column.GetRawText())!.AsObject());
        }
        site.AddList(made);
        return Answer.Json(Json(made).ToJsonString(), 201);
    }

    private static Answer Columns(Exchange exchange) =>
        Listing.Page(exchange, Kind with { Context = "columns" }, [.. List(exchange, SiteAccess.Site(exchange, "read")).Columns.Values.Select(column => JsonSerializer.SerializeToElement(column))]);

    private static Answer Rows(Exchange exchange)
    {
        var list = List(exchange, SiteAccess.Site(exchange, "read"));
        var shown = exchange.Query["$expand"]?.StartsWith("fields", StringComparison.Ordinal) == true;
        return Listing.Page(exchange, Items, [.. list.Items.Select(item => JsonSerializer.SerializeToElement(Json(item, shown)))]);
    }

    private static Answer Add(Exchange exchange)
    {
        var list = List(exchange, SiteAccess.Site(exchange, "write"));
        var item = new FakeListItem(list.Items.Count == 0 ? 1 : list.Items.Max(known => known.Id) + 1);
        if (exchange.Json().TryGetProperty("fields", out var fields))
            Write(exchange, list, item, fields);
        list.Items.Add(item);
        return Answer.Json(Json(item, true).ToJsonString(), 201);
    }

    private static Answer Update(Exchange exchange)
    {
        var list = List(exchange, SiteAccess.Site(exchange, "write"));
        var item = list.Items.Find(known => known.Id.ToString(CultureInfo.InvariantCulture) == exchange.Values["id"]) ?? throw SiteAccess.Missing();
        if (exchange.Header("If-Match") is { } tag && tag != Tag(item))
            throw new Refusal(412, "resourceModified", "ETag does not match current item's value");
        Write(exchange, list, item, exchange.Json());
        item.Version++;
        return Answer.Json(item.Fields.ToJsonString());
    }

    private static void Write(Exchange exchange, FakeList list, FakeListItem item, JsonElement fields)
    {
        var values = item.Fields.DeepClone().AsObject();
        foreach (var field in fields.EnumerateObject().Where(field => !field.Name.Contains('@', StringComparison.Ordinal)))
        {
            if (!list.Columns.TryGetValue(field.Name, out var column))
                throw new Refusal(400, "invalidRequest", $"Field '{field.Name}' is not recognized");
            values.Remove(field.Name);
            if (field.Value.ValueKind != JsonValueKind.Null)
                values[field.Name] = Value(exchange, column, field);
        }
        item.Fields = values;
    }

    private static JsonNode Value(Exchange exchange, JsonObject column, JsonProperty field)
    {
        if (field.Value.ValueKind != JsonValueKind.String)
            throw new Refusal(400, "invalidRequest", $"The value of '{field.Name}' is of another kind than its column");
        var text = field.Value.GetString()!;
        if (column["dateTime"] is JsonObject day)
            return Moment(exchange, day, text);
        if (column["text"] is JsonObject line && (bool?)line["allowMultipleLines"] != true && text.Length > ((int?)line["maxLength"] ?? 255))
            throw new Refusal(400, "invalidRequest", $"The value of '{field.Name}' is too long");
        if (column["choice"] is JsonObject choice && (bool?)choice["allowTextEntry"] != true && !choice["choices"]!.AsArray().Any(word => (string?)word == text))
            throw new Refusal(400, "invalidRequest", $"'{text}' is no choice of '{field.Name}'");
        return text;
    }

    private static JsonNode Moment(Exchange exchange, JsonObject column, string text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            throw new Refusal(400, "invalidRequest", $"'{text}' is no date");
        var hours = TimeSpan.FromHours(exchange.State.SharePoint.SiteHours);
        var kept = (string?)column["format"] == "dateOnly" ? new DateTimeOffset((moment.UtcDateTime + hours).Date, TimeSpan.Zero) - hours : moment;
        return kept.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static FakeList List(Exchange exchange, FakeSite site) =>
        site.Lists.FirstOrDefault(list => list.Id == exchange.Values["list"]) ?? throw SiteAccess.Missing();

    private static JsonObject Json(FakeList list) => new() { ["id"] = list.Id, ["name"] = list.Name, ["displayName"] = list.Name, ["list"] = new JsonObject { ["template"] = "genericList", ["hidden"] = false } };

    private static JsonObject Json(FakeListItem item, bool withFields)
    {
        var json = new JsonObject { ["id"] = item.Id.ToString(CultureInfo.InvariantCulture), ["eTag"] = Tag(item) };
        if (!withFields)
            return json;
        var fields = item.Fields.DeepClone().AsObject();
        fields["id"] = item.Id.ToString(CultureInfo.InvariantCulture);
        json["fields"] = fields;
        return json;
    }

    private static string Tag(FakeListItem item) => string.Create(CultureInfo.InvariantCulture, $"\"item-{item.Id},{item.Version}\"");
}
