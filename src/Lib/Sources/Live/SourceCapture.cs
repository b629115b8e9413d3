using System.Text.Json;

namespace TikTokBan.Sources.Live;

/// <summary>What one source adds to a capture; nothing where there is no capture. Files are begun with the first row, so that a source that was never read leaves none.</summary>
internal sealed class SourceCapture(CaptureFolder? folder, string location, string rows) : IDisposable
{
    private readonly List<CaptureTable> _tables = [];
    private CaptureFile? _rows;

    /// <summary>Adds a row of an answer.</summary>
    public void Add(JsonElement row)
    {
        if (folder is not null)
            (_rows ??= folder.Rows(location, rows)).Add(row);
    }

    /// <summary>The same text, added to the capture as it is read.</summary>
    public Stream Tee(Stream text, string name)
    {
        if (folder is null)
            return text;
        var table = folder.Table(name);
        _tables.Add(table);
        return new TeeStream(text, table);
    }

    /// <summary>The source was read to its end.</summary>
    public void Complete()
    {
        if (folder is null)
            return;
        foreach (var table in _tables)
            table.Complete();
        if (_tables.Count == 0)
            _rows ??= folder.Rows(location, rows);
        _rows?.Complete();
    }

    public void Dispose()
    {
        _rows?.Dispose();
        foreach (var table in _tables)
            table.Dispose();
    }
}
