using System.Globalization;
using System.Text.Json;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Services;

/// <summary>Message traces: windows of ten days within ninety, one value for each property, and <c>or</c> heard by nobody.</summary>
internal static class MessageTraceService
{
    private static readonly ListKind Traces = new("admin/exchange/tracing/messageTraces", 1000, 5000, new FilterRules(
        "receivedDateTime: ge le gt lt; senderAddress recipientAddress messageId id fromIP toIP status: eq; subject: contains startswith endswith"))
    {
        Selects = false,
        Counts = false,
    };

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/v1.0/admin/exchange/tracing/messageTraces", Family.MessageTrace, List, "ExchangeMessageTrace.Read.All") { IsList = true },
    ];

    private static Answer List(Exchange exchange)
    {
        CheckProvisioned(exchange);
        var filter = exchange.Query.Filter is { Length: > 0 } text ? FilterExpression.Parse(text) : null;
        if (filter is not null && Traces.Filters.Judge(filter) == FilterVerdict.Refused)
            throw Refusal.BadRequest("The $filter query option is not supported for the given property or operator.", "InvalidRequest");
        var last = new Dictionary<string, Comparison>(StringComparer.Ordinal);
        foreach (var comparison in filter?.Comparisons ?? [])
            last[comparison.Property == "receivedDateTime" ? comparison.Property + comparison.Operator[..1] : comparison.Property] = comparison;
        var (from, until) = Window(exchange, last);
        var rows = exchange.State.MessageTraces.Rows().Where(row => IsIn(row, from, until) && last.Values.All(comparison => exchange.Has(FaultKind.IgnoredFilter) || Passes(row, comparison)));
        exchange.Query.DropFilter();
        return Listing.Page(exchange, Traces, [.. rows]);
    }

    private static void CheckProvisioned(Exchange exchange)
    {
        var isSpreading = exchange.State.IsMessageTraceProvisioned && exchange.State.MessageTracePropagation > 0;
        if (isSpreading)
            exchange.State.MessageTracePropagation--;
        if (isSpreading || !exchange.State.IsMessageTraceProvisioned)
            throw new Refusal(401, "UnknownError", "");
    }

    private static (DateTimeOffset From, DateTimeOffset Until) Window(Exchange exchange, Dictionary<string, Comparison> last)
    {
        var from = last.GetValueOrDefault("receivedDateTimeg");
        var until = last.GetValueOrDefault("receivedDateTimel");
        if (from is null != until is null)
            throw Invalid("Both a start and an end of receivedDateTime must be specified.");
        if (from is null)
            return (exchange.Now.AddHours(-48), exchange.Now);
        var (start, end) = (Instant(from.Value), Instant(until!.Value));
        if (end - start > TimeSpan.FromDays(10))
            throw Invalid("The difference between the start date and the end date must not be greater than 10 days.");
        if (start < exchange.Now.AddDays(-90))
            throw Invalid("The start date must be within the last 90 days.");
        if (end > exchange.Now)
            throw Invalid("The end date must not be in the future.");
        return start <= end ? (start, end) : throw Invalid("The start date must be before the end date.");
    }

    private static DateTimeOffset Instant(string? text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Invalid($"'{text}' is not a valid date and time.");

    private static bool IsIn(JsonElement row, DateTimeOffset from, DateTimeOffset until)
    {
        var at = row.GetProperty("receivedDateTime").GetDateTimeOffset();
        return at >= from && at <= until;
    }

    private static bool Passes(JsonElement row, Comparison comparison)
    {
        if (comparison.Property == "receivedDateTime" || comparison.Value is not { } wanted)
            return true;
        var value = JsonValues.Find(row, comparison.Property)?.ToString() ?? "";
        return comparison.Operator switch
        {
            "contains" => value.Contains(wanted, StringComparison.OrdinalIgnoreCase),
            "startswith" => value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
            "endswith" => value.EndsWith(wanted, StringComparison.OrdinalIgnoreCase),
            _ => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static Refusal Invalid(string message) => Refusal.BadRequest(message, "InvalidRequest");
}
