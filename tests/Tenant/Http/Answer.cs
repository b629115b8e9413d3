using System.Text;
using System.Text.Json;

namespace TikTokBan.Tenant.Http;

/// <summary>What is sent back: JSON in memory, or a file that is streamed.</summary>
internal sealed class Answer
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    public string ContentType { get; init; } = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>File to send in place of the body.</summary>
    public string? File { get; init; }

    public static Answer Json(string json, int status = 200) => new() { Status = status, Body = Encoding.UTF8.GetBytes(json) };

    public static Answer Json(Action<Utf8JsonWriter> members, int status = 200) => new() { Status = status, Body = JsonBytes.Of(members) };

    public static Answer Html(int status, string title) => new()
    {
        Status = status,
        ContentType = "text/html; charset=us-ascii",
        Body = Encoding.ASCII.GetBytes($"<!DOCTYPE HTML><html><head><title>{title}</title></head><body><h2>{title}</h2><hr><p>HTTP Error {status}. The service is unavailable.</p></body></html>"),
    };
}

/// <summary>Writes JSON to memory.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
