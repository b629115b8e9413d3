using System.Buffers.Text;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Learns from a table's first rows which of day and month comes first in the dates of each column: a number above twelve can only be a day.</summary>
internal static class ColumnDates
{
    /// <summary>Looks at rows.</summary>
    /// <param name="rows">Text after the header; a last row that is cut off is not looked at.</param>
    /// <param name="dialect">How fields are kept apart.</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>The order in each column; unknown where no date tells, or two contradict one another.</returns>
    public static IReadOnlyList<DateOrder> Learn(ReadOnlySpan<byte> rows, Dialect dialect, int columns)
    {
        var orders = new DateOrder[columns];
        var end = RowIndexer.LastRowBreak(rows, dialect) + 1;
        if (end == 0 || rows[..end].IndexOf((byte)'/') < 0)
            return orders;
        var contradicted = new bool[columns];
        var index = new RowIndex();
        RowIndexer.Index(rows[..end].ToArray(), dialect, index);
        var (start, separator) = (0, 0);
        for (var row = 0; row < index.RowCount; row++)
        {
            for (var place = 0; separator < index.RowEnds[row]; place++, separator++)
            {
                var field = rows[start..index.Separators[separator]];
                start = index.Separators[separator] + 1;
                if (place >= columns || OrderOf(field.Trim(" \t\r\""u8)) is not (not DateOrder.Unknown and var order))
                    continue;
                contradicted[place] |= orders[place] != DateOrder.Unknown && orders[place] != order;
                orders[place] = order;
            }
        }

        for (var place = 0; place < columns; place++)
        {
            if (contradicted[place])
                orders[place] = DateOrder.Unknown;
        }

        return orders;
    }

    private static DateOrder OrderOf(ReadOnlySpan<byte> field)
    {
        if (!Utf8Parser.TryParse(field, out int first, out var length) || length > 2 || length >= field.Length || field[length] != '/')
            return DateOrder.Unknown;
        field = field[(length + 1)..];
        if (!Utf8Parser.TryParse(field, out int second, out length) || length > 2 || length >= field.Length || field[length] != '/')
            return DateOrder.Unknown;
        if (first is > 12 and <= 31 && second is >= 1 and <= 12)
            return DateOrder.DayFirst;
        return first is >= 1 and <= 12 && second is > 12 and <= 31 ? DateOrder.MonthFirst : DateOrder.Unknown;
    }
}
