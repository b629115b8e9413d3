using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant.Exports;

/// <summary>Writes a report to the zip that storage serves.</summary>
internal static class ReportFile
{
    public static string Write(FakeTenant tenant, ExportRequest request, string id, CancellationToken cancellationToken)
    {
        var path = Path.Combine(tenant.Folder, id + ".zip");
        var report = ReportDefinition.Find(request.ReportName);
        var columns = request.Select.Count == 0 ? report.Columns : [.. request.Select.Select(name => report.Column(name)!)];
        using var archive = new ZipArchive(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 17), ZipArchiveMode.Create);
        var entry = archive.CreateEntry($"{id}.{request.Format}", CompressionLevel.Fastest);
        entry.LastWriteTime = tenant.Options.Time.GetUtcNow();
        using var body = entry.Open();
        if (report.IsInventory && request.Format == "csv")
        {
            InventoryCopy.Write(tenant.State.Inventory, body, columns, request.Conditions, cancellationToken);
            return path;
        }
        var shown = columns.SelectMany(column => Shown(report, request, column)).ToArray();
        var rows = report.Rows(tenant.State).Where(row => request.Conditions.All(condition => row.GetValueOrDefault(condition.Column, condition.Value) == condition.Value));
        using var text = new StreamWriter(body, new UTF8Encoding(false), 1 << 16);
        if (request.Format == "json")
            Json(text, shown, rows, cancellationToken);
        else
            Csv(text, shown, rows, cancellationToken);
        return path;
    }

    // A code has its text beside it, unless texts were asked for in place of codes. The devices report does as it likes.
    private static IEnumerable<(string Header, string Column)> Shown(ReportDefinition report, ExportRequest request, string column)
    {
        if (!report.Localised.Contains(column))
            return [(column, column)];
        var isReplaced = report.Name != "Devices" && request.Localisation.Equals("replaceLocalizableValues", StringComparison.OrdinalIgnoreCase);
        return isReplaced ? [(column, column + "_loc")] : [(column, column), (column + "_loc", column + "_loc")];
    }

    private static string Value(IReadOnlyDictionary<string, string> row, string column) =>
        row.TryGetValue(column, out var value) || (column.EndsWith("_loc", StringComparison.Ordinal) && row.TryGetValue(column[..^4], out value)) ? value : "";

    private static void Csv(StreamWriter text, (string Header, string Column)[] columns, IEnumerable<IReadOnlyDictionary<string, string>> rows, CancellationToken cancellationToken)
    {
        CsvText.Write(text, columns.Select(column => column.Header));
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CsvText.Write(text, columns.Select(column => Value(row, column.Column)));
        }
    }

    private static void Json(StreamWriter text, (string Header, string Column)[] columns, IEnumerable<IReadOnlyDictionary<string, string>> rows, CancellationToken cancellationToken)
    {
        text.Write("{\"values\":[");
        var first = true;
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!first)
                text.Write(',');
            text.Write(JsonSerializer.Serialize(columns.ToDictionary(column => column.Header, column => Value(row, column.Column))));
            first = false;
        }
        text.Write("]}");
    }
}
