using System.Text.Json;

namespace TikTokBan.Sources.Exports;

/// <summary>One row of an export, whatever the format. Columns are numbered as the shape lists them. Valid only while it is being mapped.</summary>
internal abstract class Row
{
    /// <summary>Line on which the row starts, counted from 1.</summary>
    public abstract long Line { get; }

    /// <summary>The service's own id for the row, where it has one; a reference then names it instead of the line.</summary>
    public string? Key { get; set; }

    /// <summary>The text of a column without surrounding blanks; null where it is empty or absent.</summary>
    public abstract string? Text(int column);

    /// <summary>The elements of a column that holds a list of objects; false in formats that have none.</summary>
    public virtual bool TryItems(int column, out JsonElement items)
    {
        items = default;
        return false;
    }

    /// <summary>How the header says that dates of this column are written.</summary>
    public virtual DateOrder OrderOf(int column) => DateOrder.Unknown;
}

/// <summary>Which of day and month comes first in a date with slashes.</summary>
internal enum DateOrder
{
    Unknown,
    DayFirst,
    MonthFirst,
}
