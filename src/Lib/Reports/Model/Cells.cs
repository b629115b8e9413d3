using TikTokBan.Directives;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Model;

/// <summary>What kind of value a column has.</summary>
internal enum CellKind
{
    /// <summary>Text of the report itself, in its language.</summary>
    Text,

    /// <summary>A value from a source, which nobody here wrote.</summary>
    Value,

    /// <summary>An id, hash or path: for machines, never translated.</summary>
    Code,

    /// <summary>A number that may have to be suppressed.</summary>
    Figure,

    /// <summary>A number that tells of nobody.</summary>
    Number,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A moment, in universal time.</summary>
    Time,

    /// <summary>A verdict, with its mark.</summary>
    Verdict,
}

/// <summary>A value in a table. Only the member of its column's kind is set; all null is an empty cell.</summary>
internal readonly record struct Cell
{
    public string? Text { get; init; }

    public Figure? Figure { get; init; }

    public long? Number { get; init; }

    public DateOnly? Day { get; init; }

    public DateTimeOffset? Time { get; init; }

    public Verdict? Verdict { get; init; }

    public static implicit operator Cell(string? text) => new() { Text = text };

    public static implicit operator Cell(Figure figure) => new() { Figure = figure };

    public static implicit operator Cell(long number) => new() { Number = number };

    public static implicit operator Cell(DateOnly? day) => new() { Day = day };

    public static implicit operator Cell(DateTimeOffset? time) => new() { Time = time };

    public static implicit operator Cell(Verdict verdict) => new() { Verdict = verdict };
}
