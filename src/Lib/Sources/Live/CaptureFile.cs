using System.Text;
using System.Text.Json;

namespace TikTokBan.Sources.Live;

/// <summary>One file of a capture: a document with the rows as the service gave them. A source that breaks off leaves it without its end, so that a scan of it says so too.</summary>
internal sealed class CaptureFile : IDisposable
{
    private readonly FileStream _file;
    private bool _any;

    public CaptureFile(FileStream file, string context)
    {
        _file = file;
        _file.Write([.. "{\"@odata.context\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(context), .. ",\"value\":["u8]);
    }

    /// <summary>Adds a row, as the service gave it.</summary>
    public void Add(JsonElement row)
    {
        _file.Write(_any ? ",\n"u8 : "\n"u8);
        _any = true;
        // Its own text: half a surrogate pair, which devices' names do hold, could not be written otherwise.
        _file.Write(Encoding.UTF8.GetBytes(row.GetRawText()));
    }

    /// <summary>Ends it: all rows were read.</summary>
    public void Complete() => _file.Write("\n]}\n"u8);

    public void Dispose() => _file.Dispose();
}
