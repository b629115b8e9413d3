using System.Globalization;
using System.Text;

namespace TikTokBan.Sources.Network.Hunting;

/// <summary>A query of one table that can be asked in slices which together give each row once.</summary>
/// <param name="Table">The table.</param>
/// <param name="Bucket">The column by which rows are told apart where time doesn't.</param>
/// <param name="Filter">Which rows.</param>
/// <param name="Result">The rest of the query: what of each row is wanted, beginning with <c>project</c> or <c>summarize</c>.</param>
internal sealed record HuntingQuery(string Table, string Bucket, string Filter, string Result)
{
    /// <summary>Whether the table's rows have a time, and may be told apart by it.</summary>
    public bool IsTimed { get; init; } = true;

    /// <summary>A query that gives columns as they are.</summary>
    public static HuntingQuery Rows(string table, string bucket, string filter, params string[] columns) => new(table, bucket, filter, $"project {string.Join(", ", columns)}");

    /// <summary>The text for a slice.</summary>
    public string Text(HuntingSlice slice)
    {
        var text = new StringBuilder(Table);
        if (IsTimed)
            text.Append(CultureInfo.InvariantCulture, $"\n| where Timestamp >= datetime({Time(slice.Start)}) and Timestamp < datetime({Time(slice.End)})");
        if (slice.Buckets > 1)
            text.Append(CultureInfo.InvariantCulture, $"\n| where hash({Bucket}, {slice.Buckets}) == {slice.Bucket}");
        return text.Append("\n| where ").Append(Filter).Append("\n| ").Append(Result).ToString();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A part of a table: a stretch of time (its end not included) and one of several buckets.</summary>
internal readonly record struct HuntingSlice(DateTimeOffset Start, DateTimeOffset End, int Buckets = 1, int Bucket = 0)
{
    private const int MostBuckets = 4096;

    // Below this time divides no further what comes in bursts.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Two slices that together are this one; none where it can't be divided further.</summary>
    public IReadOnlyList<HuntingSlice> Halves(bool isTimed)
    {
        if (isTimed && Buckets == 1 && End - Start > Shortest)
        {
            var middle = Start + ((End - Start) / 2);
            return [this with { Start = middle }, this with { End = middle }];
        }

        // A hash modulo twice as many lands in the same bucket, or in the one that lies as many further on.
        return Buckets < MostBuckets ? [this with { Buckets = Buckets * 2 }, this with { Buckets = Buckets * 2, Bucket = Bucket + Buckets }] : [];
    }
}
