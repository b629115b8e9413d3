using System.Buffers;
using System.Text.Json;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>Cuts a JSON document of any length into documents with some of its rows each.</summary>
internal static class JsonPages
{
    private const int RowsPerPage = 1000;

    /// <summary>The pages. Each is valid until the next is asked for.</summary>
    /// <exception cref="TenantException">The document is broken; what comes before is given first.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Stream text, string report)
    {
        var reader = new JsonRowReader(text);
        var page = new ArrayBufferWriter<byte>();
        TenantException? broken = null;
        for (var more = true; more;)
        {
            page.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(page))
                broken = Write(writer, reader, report, out more);
            yield return page.WrittenMemory;
        }

        if (broken is not null)
            throw broken;
    }

    private static TenantException? Write(Utf8JsonWriter writer, JsonRowReader reader, string report, out bool more)
    {
        TenantException? broken = null;
        var rows = new List<JsonDocument>();
        more = true;
        try
        {
            while (rows.Count < RowsPerPage && more)
            {
                if (reader.Next(out _, out var tooLarge) is { } row)
                    rows.Add(row);
                else
                    more = tooLarge;
            }
        }
        catch (JsonException e)
        {
            more = false;
            broken = new(TenantFailure.BadAnswer, $"The JSON of Intune's report {report} is broken; what follows was not read: scan again.", e);
        }

        writer.WriteStartObject();
        if (reader.Schema is { } columns)
        {
            writer.WriteStartArray("schema");
            foreach (var column in columns)
                writer.WriteStringValue(column);
            writer.WriteEndArray();
        }

        writer.WriteStartArray("values");
        foreach (var row in rows)
        {
            row.WriteTo(writer);
            row.Dispose();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return broken;
    }
}
