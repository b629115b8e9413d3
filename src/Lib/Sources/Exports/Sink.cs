namespace TikTokBan.Sources.Exports;

/// <summary>Takes what the rows of one block say. Used by one thread at a time.</summary>
internal sealed class Sink(string location, IValueMatcher matcher, DateOrder dateOrder = DateOrder.Unknown)
{
    // Platforms, models and versions recur on every row; one string each keeps a hundred thousand devices small.
    private const int PoolSize = 4096;
    private const int PooledLength = 64;

    private readonly Dictionary<string, string> _pool = new(StringComparer.Ordinal);

    public string Location { get; } = location;

    public IValueMatcher Matcher { get; } = matcher;

    /// <summary>The covered applications of the directory, for the shapes that are joined to them.</summary>
    public ApplicationIndex Applications { get; init; } = ApplicationIndex.Empty;

    // What a row says for certain though it can't be used in full.
    private readonly List<SourceRecord> _certain = [];

    public List<SourceRecord> Records { get; private set; } = [];

    public List<RejectedRow> Rejected { get; private set; } = [];

    public long RowsRead { get; set; }

    public long RowsRejected { get; private set; }

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? To { get; private set; }

    public void Add(SourceRecord record) => Records.Add(record);

    /// <summary>Adds a record that stays although its row is rejected: what can't be read is unknown in it.</summary>
    public void AddThoughRejected(SourceRecord record) => _certain.Add(record);

    public void Reject(long line, string reason)
    {
        RowsRejected++;
        Rejected.Add(new(Location, line, reason));
    }

    /// <summary>Maps one row and counts it.</summary>
    public void Take(Shape shape, Row row)
    {
        var before = Records.Count;
        if (shape.Map(row, this) is not { } reason)
        {
            RowsRead++;
            return;
        }

        Records.RemoveRange(before, Records.Count - before);
        Records.AddRange(_certain);
        _certain.Clear();
        Reject(row.Line, reason);
    }

    public string Reference(Row row) => row.Key is { } key ? $"{Location}/{key}" : string.Create(null, $"{Location}:{row.Line}");

    /// <summary>The time a column states, noted as one that this source covers.</summary>
    public DateTimeOffset? Time(Row row, int column)
    {
        var order = row.OrderOf(column);
        return Seen(Timestamps.Parse(row.Text(column), order == DateOrder.Unknown ? dateOrder : order));
    }

    /// <summary>Notes a time as one that this source covers.</summary>
    public DateTimeOffset? Seen(DateTimeOffset? time)
    {
        if (time is { } seen)
        {
            From = From is { } from && from <= seen ? from : seen;
            To = To is { } to && to >= seen ? to : seen;
        }

        return time;
    }

    /// <summary>A text that many rows share, held once.</summary>
    public string? Shared(string? text)
    {
        if (text is null || text.Length > PooledLength)
            return text;
        if (_pool.TryGetValue(text, out var held))
            return held;
        if (_pool.Count < PoolSize)
            _pool.Add(text, text);
        return text;
    }

    /// <summary>Hands over what was gathered and starts anew.</summary>
    public BlockResult Flush()
    {
        var result = new BlockResult(Records, Rejected, RowsRead, RowsRejected, From, To);
        Records = [];
        Rejected = [];
        RowsRead = RowsRejected = 0;
        From = To = null;
        return result;
    }
}

/// <summary>What one block of rows gave.</summary>
internal sealed record BlockResult(
    IReadOnlyList<SourceRecord> Records,
    IReadOnlyList<RejectedRow> Rejected,
    long RowsRead,
    long RowsRejected,
    DateTimeOffset? From,
    DateTimeOffset? To);
