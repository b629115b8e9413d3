using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Live;

/// <summary>Maps the rows of JSON answers, each row once, however often and in whatever order the service gives them.</summary>
internal sealed class LiveRows(LiveReader reader, Sink sink, SourceCapture capture)
{
    private const int KeyBytes = 8;

    private readonly SeenRows _seen = new();
    private long _rows;
    private JsonRow? _row;

    /// <summary>Maps one answer.</summary>
    /// <exception cref="TenantException">It holds no list, or is broken.</exception>
    public BlockResult Map(ReadOnlyMemory<byte> document)
    {
        using var text = Stream(document);
        var rows = new JsonRowReader(text);
        try
        {
            while (rows.Next(out _, out var tooLarge) is var row && (row is not null || tooLarge))
            {
                using (row)
                    Take(row, rows.Schema);
            }
        }
        catch (JsonException e)
        {
            throw new TenantException(TenantFailure.BadAnswer, $"The answer is broken JSON at line {(e.LineNumber ?? 0) + 1}; scan again later.", e);
        }

        if (!rows.FoundRows)
            throw new TenantException(TenantFailure.BadAnswer, "The answer holds no list of rows; scan again later.");
        return sink.Flush();
    }

    // Pages are megabytes; a copy of each would fill the heap of large objects faster than it is cleared.
    private static MemoryStream Stream(ReadOnlyMemory<byte> text) => MemoryMarshal.TryGetArray(text, out var whole)
        ? new(whole.Array!, whole.Offset, whole.Count, writable: false)
        : new(text.ToArray(), writable: false);

    private void Take(JsonDocument? row, IReadOnlyList<string>? schema)
    {
        if (row is null)
        {
            sink.Reject(++_rows, "The object is larger than a row can be (4 MB).");
            return;
        }

        var element = row.RootElement;
        var id = IdOf(element);
        var identity = Encoding.UTF8.GetBytes(id ?? element.GetRawText());
        if (!_seen.IsNew(identity))
            return;
        _rows++;
        capture.Add(element);
        _row ??= new JsonRow(reader.Shape, schema);
        _row.Key = id ?? Digest(identity);
        JsonBlocks.Take(element, _rows, _row, reader.Shape, sink);
    }

    private string? IdOf(JsonElement row)
    {
        if (reader.IdProperty is not { } wanted || row.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in row.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String && Header.Normal(property.Name) == wanted && IdText(property.Value) is { Length: > 0 } id)
                return id;
        }

        return null;
    }

    private static string? IdText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Text that is not valid UTF-8; the row is rejected for it when it is mapped.
            return null;
        }
    }

    // A number would depend on the order in which the service gives its rows.
    private static string Digest(byte[] row) => Convert.ToHexString(SHA256.HashData(row).AsSpan(0, KeyBytes)).ToLowerInvariant();
}
