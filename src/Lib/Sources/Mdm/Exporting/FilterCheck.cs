using TikTokBan.Sources.Exports.Delimited;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>What the first rows of a report say of its filter, which the service may have ignored without a word.</summary>
internal enum FilterOutcome
{
    /// <summary>Every row is as it was asked for.</summary>
    Kept,

    /// <summary>There is no row.</summary>
    Empty,

    /// <summary>There are others too: it is the whole report.</summary>
    Ignored,
}

/// <summary>Looks at the first rows of a report.</summary>
internal static class FilterCheck
{
    /// <summary>Tells whether a filter was kept.</summary>
    /// <param name="file">The report.</param>
    /// <param name="column">The column it is about, as headers are compared.</param>
    /// <param name="value">What it must hold.</param>
    public static FilterOutcome Of(ReportFile file, string column, string value)
    {
        var head = file.Head.Span;
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        if (head.IsEmpty)
            return FilterOutcome.Empty;

        // JSON, or no table at all: whoever reads it says so.
        if (head[0] is (byte)'{' or (byte)'[' || Format(head) is not { } format)
            return FilterOutcome.Kept;
        return OfRows(Rows(head, format, file.IsWhole), format, format.Header.Place(column), value);
    }

    private static DelimitedFormat? Format(ReadOnlySpan<byte> head)
    {
        try
        {
            return TableHeader.Read(head, FieldEncoding.Utf8);
        }
        catch (UnusableInputException)
        {
            return null;
        }
    }

    private static byte[] Rows(ReadOnlySpan<byte> head, DelimitedFormat format, bool isWhole)
    {
        var body = head[Math.Min(format.BodyOffset, head.Length)..];
        if (!isWhole)
            return body[..(RowIndexer.LastRowBreak(body, format.Dialect) + 1)].ToArray();
        return body.IsEmpty || body[^1] == '\n' ? body.ToArray() : [.. body, (byte)'\n'];
    }

    private static FilterOutcome OfRows(byte[] rows, DelimitedFormat format, int place, string value)
    {
        var index = new RowIndex();
        RowIndexer.Index(rows, format.Dialect, index);
        var (first, start) = (0, 0);
        for (var row = 0; row < index.RowCount; row++)
        {
            var last = index.RowEnds[row];

            // A torn row says nothing of the filter.
            if (last - first == format.Width && place >= 0)
            {
                var from = place == 0 ? start : index.Separators[first + place - 1] + 1;
                var raw = FieldText.Trim(rows.AsSpan(from, index.Separators[first + place] - from));
                var text = raw.IsEmpty ? null : FieldText.Decode(raw, format.Dialect.Quote, format.Encoding);
                if (!string.Equals(text, value, StringComparison.OrdinalIgnoreCase))
                    return FilterOutcome.Ignored;
            }

            first = last;
            start = index.Separators[last - 1] + 1;
        }

        return index.RowCount == 0 ? FilterOutcome.Empty : FilterOutcome.Kept;
    }
}
