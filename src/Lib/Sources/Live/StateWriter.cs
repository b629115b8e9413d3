using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace TikTokBan.Sources.Live;

/// <summary>
/// Writes a part of the state aside, and moves it into place once it is whole: a crash at any point leaves the old state or none.
/// Where it can't be written, nothing is kept and the reading goes on; the next scan just reads everything.
/// </summary>
internal sealed class StateWriter : IDisposable
{
    private readonly string _path;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;
    private FileStream? _file;
    private long _rows;

    public StateWriter(string path, StateHeader header)
    {
        _path = path;
        _json = new Utf8JsonWriter(_line);
        Try(() =>
        {
            File.Delete(Aside);
            _file = PrivateFiles.Create(Aside);
            Put(JsonSerializer.SerializeToUtf8Bytes(header, StateJsonContext.Default.StateHeader));
        });
    }

    private string Aside => _path + ".new";

    /// <summary>Adds a row.</summary>
    public void Add(JsonElement row)
    {
        if (_file is null)
            return;
        _line.ResetWrittenCount();
        _json.Reset(_line);
        row.WriteTo(_json);
        _json.Flush();
        Add(_line.WrittenSpan);
    }

    /// <summary>Adds a row that is one line of JSON.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        try
        {
            Put(row);
            _rows++;
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            GiveUp();
        }
    }

    /// <summary>Lets it be: what was kept before stays.</summary>
    public void GiveUp()
    {
        _file?.Dispose();
        if (_file is not null)
            Try(() => File.Delete(Aside));
        _file = null;
    }

    /// <summary>Puts the new state in the place of the old one.</summary>
    /// <param name="link">Where the service tells what has changed since these rows.</param>
    /// <param name="readInFull">When the list was last read in full.</param>
    public void Complete(string link, DateTimeOffset readInFull) => Try(() =>
    {
        if (_file is null)
            return;
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(new StateEnd(_rows, link, readInFull, StateEnd.HashOf(_hash, link, readInFull)), StateJsonContext.Default.StateEnd));
        _file.Write("\n"u8);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(Aside, _path, overwrite: true);
        _file = null;
    });

    public void Dispose()
    {
        GiveUp();
        _json.Dispose();
        _hash.Dispose();
    }

    private static bool IsOfTheDisk(Exception e) => e is IOException or UnauthorizedAccessException;

    private void Put(ReadOnlySpan<byte> line)
    {
        if (_file is null)
            return;
        _file.Write(line);
        _file.Write("\n"u8);
        StateEnd.Add(_hash, line);
    }

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            _file?.Dispose();
            _file = null;
        }
    }
}
