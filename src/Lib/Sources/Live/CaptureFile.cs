using System.Text.Encodings.Web;
using System.Text.Json;

namespace TikTokBan.Sources.Live;

/// <summary>One file of a capture: a document with a row on each line. A source that breaks off leaves it without its end, so that a scan of it says so too.</summary>
internal sealed class CaptureFile : IDisposable
{
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _writer;
    private bool _any;

    public CaptureFile(FileStream file, string context)
    {
        _file = file;
        _writer = new Utf8JsonWriter(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _file.Write([.. "{\"@odata.context\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(context), .. ",\"value\":["u8]);
    }

    /// <summary>Adds a row, as the service gave it.</summary>
    public void Add(JsonElement row)
    {
        _file.Write(_any ? ",\n"u8 : "\n"u8);
        _any = true;
        _writer.Reset(_file);
        row.WriteTo(_writer);
        _writer.Flush();
    }

    /// <summary>Ends it: all rows were read.</summary>
    public void Complete() => _file.Write("\n]}\n"u8);

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
