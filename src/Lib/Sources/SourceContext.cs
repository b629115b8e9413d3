using TikTokBan.Catalogue;

namespace TikTokBan.Sources;

/// <summary>What a source gets for one reading.</summary>
/// <param name="Matcher">Tells which values are covered.</param>
/// <param name="Tally">Counts; the scan turns it into coverage.</param>
/// <param name="Rejected">Takes each row that could not be read. Called on the reading thread, in order.</param>
public sealed record SourceContext(Matcher Matcher, SourceTally Tally, Action<RejectedRow> Rejected);

/// <summary>A row, or a part of a file, that could not be read.</summary>
/// <param name="Location">The file, relative to the folder that was given; an entry of a zip is written <c>file.zip!/entry.csv</c>.</param>
/// <param name="Line">Line, counted from 1; 0 where lines have no meaning.</param>
/// <param name="Reason">What is wrong, one sentence.</param>
public sealed record RejectedRow(string Location, long Line, string Reason);

/// <summary>Counts of one reading. Written by the source alone, on one thread at a time.</summary>
public sealed class SourceTally
{
    /// <summary>Rows read and understood, whether or not they hold an indicator.</summary>
    public long RowsRead { get; set; }

    /// <summary>Rows rejected.</summary>
    public long RowsRejected { get; set; }

    /// <summary>Bytes read, before decompression.</summary>
    public long BytesRead { get; set; }

    /// <summary>SHA-256 of the file's bytes once unpacked, in lower-case hexadecimal; null where there is no file, or it was not read to its end.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Earliest time that a row states, where rows state one.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Latest time that a row states.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>Set when the source could not be read to its end, with the sentence that says why.</summary>
    public string? Incomplete { get; set; }

    /// <summary>Set when there is nothing to be read, because the tenant has no licence for it or the cloud doesn't have it; with the sentence that says so.</summary>
    public string? Unavailable { get; set; }
}
