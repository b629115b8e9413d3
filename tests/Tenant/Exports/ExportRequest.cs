using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Exports;

/// <summary>What an export job is asked for.</summary>
internal sealed partial record ExportRequest(string ReportName, string? Filter, IReadOnlyList<string> Select, string Format, string Localisation)
{
    /// <summary>Columns and the values that they must have; the service understands nothing but equality in most reports.</summary>
    public IReadOnlyList<(string Column, string Value)> Conditions { get; private init; } = [];

    public static ExportRequest Read(JsonElement body)
    {
        string? Text(string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var report = ReportDefinition.Find(Text("reportName") ?? "");
        string[] select = body.TryGetProperty("select", out var columns) && columns.ValueKind == JsonValueKind.Array ? [.. columns.EnumerateArray().Select(column => column.GetString()!)] : [];
        if (select.FirstOrDefault(column => report.Column(column) is null) is { } unknown)
            throw Refusal.BadRequest($"Invalid column name in select: {unknown}");
        var format = (Text("format") ?? "csv").ToLowerInvariant();
        if (format is not ("csv" or "json"))
            throw Refusal.BadRequest($"Invalid format: {format}");
        var filter = Text("filter");
        var request = new ExportRequest(report.Name, filter, select, format, Text("localizationType") ?? "localizedValuesAsAdditionalColumn") { Conditions = Parse(filter) };
        report.CheckFilter(request);
        return request;
    }

    private static List<(string Column, string Value)> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return [];
        var found = Equality().Matches(filter).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Replace("''", "'", StringComparison.Ordinal))).ToList();
        var rest = Equality().Replace(filter, "").Replace("and", "", StringComparison.OrdinalIgnoreCase).Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
        return string.IsNullOrWhiteSpace(rest) ? found : throw Refusal.BadRequest($"Filter is not supported: {filter}");
    }

    [GeneratedRegex(@"(\w+)\s+eq\s+'((?:[^']|'')*)'", RegexOptions.IgnoreCase)]
    private static partial Regex Equality();
}
