using System.Text.Json;

namespace TikTokBan.Sources.MailFlow;

/// <summary>
/// What earlier scans of a tenant learned of its mail: which stretches of time were read, and the rows of them that are evidence,
/// never anybody's other mail. Holds mail addresses, so the file is for its owner's eyes. A file that is damaged, or of another
/// tenant or catalogue, counts as none: then everything is read again.
/// </summary>
internal sealed class TraceState
{
    private const string FileName = "mail-trace.json";
    private const int Version = 1;

    private readonly string? _folder;
    private readonly string _tenant;
    private readonly string _catalogue;
    private readonly List<(DateTimeOffset At, byte[] Row)> _rows = [];
    private IReadOnlyList<TraceWindow> _covered = [];

    private TraceState(string? folder, string tenant, string catalogue) => (_folder, _tenant, _catalogue) = (folder, tenant, catalogue);

    /// <summary>What was read to its end.</summary>
    public IReadOnlyList<TraceWindow> Covered => _covered;

    /// <summary>Whether anything is kept at all.</summary>
    public bool IsKept => _folder is not null;

    /// <summary>Finds what is kept.</summary>
    /// <param name="folder">The tenant's folder; null keeps nothing.</param>
    /// <param name="tenant">Whose mail it is.</param>
    /// <param name="catalogue">Hash of the catalogue: another one may mean other rows, and those were not kept.</param>
    public static TraceState Load(string? folder, string tenant, string catalogue)
    {
        var state = new TraceState(folder, tenant, catalogue);
        if (folder is null || Path.Combine(folder, FileName) is var path && !File.Exists(path))
            return state;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            state.Take(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            state._rows.Clear();
            state._covered = [];
        }

        return state;
    }

    /// <summary>Kept rows of a stretch of time, as a page has them.</summary>
    public ReadOnlyMemory<byte> RowsWithin(TraceWindow reach)
    {
        using var page = new MemoryStream();
        using (var writer = new Utf8JsonWriter(page))
        {
            writer.WriteStartObject();
            WriteRows(writer, "value", _rows.Where(row => row.At >= reach.Start && row.At < reach.End).Select(row => row.Row));
            writer.WriteEndObject();
        }

        return page.ToArray();
    }

    /// <summary>Notes that a window was read to its end, and keeps what matters of it, as far as it is settled. What the service has no more is forgotten.</summary>
    public void Keep(TraceWindow window, IEnumerable<(DateTimeOffset At, byte[] Row)> rows, TraceWindow reach, DateTimeOffset settled)
    {
        if (window.End > settled)
            window = window with { End = settled };
        if (_folder is null || window.Length <= TimeSpan.Zero)
            return;
        _rows.RemoveAll(row => row.At < reach.Start);
        _rows.AddRange(rows.Where(row => row.At >= window.Start && row.At < window.End));
        _covered = TraceWindows.Joined([.. _covered.Where(known => known.End > reach.Start), window]);
        Save(_folder);
    }

    private void Take(JsonElement root)
    {
        if (root.GetProperty("version").GetInt32() != Version || root.GetProperty("tenant").GetString() != _tenant || root.GetProperty("catalogue").GetString() != _catalogue)
            return;
        foreach (var row in root.GetProperty("rows").EnumerateArray())
            _rows.Add((row.GetProperty("at").GetDateTimeOffset(), JsonSerializer.SerializeToUtf8Bytes(row.GetProperty("row"))));
        _covered = TraceWindows.Joined(root.GetProperty("covered").EnumerateArray()
            .Select(window => new TraceWindow(window.GetProperty("start").GetDateTimeOffset(), window.GetProperty("end").GetDateTimeOffset())));
    }

    // Written aside and moved: a crash leaves the old state or the new one.
    private void Save(string folder)
    {
        var (path, aside) = (Path.Combine(folder, FileName), Path.Combine(folder, FileName + ".new"));
        try
        {
            Live.PrivateFiles.CreateFolder(folder);
            File.Delete(aside);
            using (var file = Live.PrivateFiles.Create(aside))
            using (var writer = new Utf8JsonWriter(file))
                Write(writer);
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"The state of the mail can't be kept in {folder}: {e.Message} Free the folder, or scan without a state.");
        }
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("tenant", _tenant);
        writer.WriteString("catalogue", _catalogue);
        writer.WriteStartArray("covered");
        foreach (var window in _covered)
        {
            writer.WriteStartObject();
            writer.WriteString("start", window.Start);
            writer.WriteString("end", window.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var (at, row) in _rows)
        {
            writer.WriteStartObject();
            writer.WriteString("at", at);
            writer.WritePropertyName("row");
            writer.WriteRawValue(row, skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter writer, string name, IEnumerable<byte[]> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
            writer.WriteRawValue(row, skipInputValidation: true);
        writer.WriteEndArray();
    }
}
