using System.Text;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Reads the header of a csv file, with what some programs write before it.</summary>
internal static class TableHeader
{
    private const int MostPreamble = 10;

    /// <summary>Finds the delimiter and the names of the columns.</summary>
    /// <exception cref="UnusableInputException">There is no header.</exception>
    public static DelimitedFormat Read(ReadOnlySpan<byte> text, FieldEncoding encoding)
    {
        var offset = 0;
        var line = 1;
        byte delimiter = 0;
        for (var i = 0; i < MostPreamble && IsPreamble(Line(text[offset..]), ref delimiter); i++)
        {
            offset += Line(text[offset..]).Length;
            line++;
        }

        var rest = text[offset..];
        if (delimiter == 0)
            delimiter = LikelyDelimiter(Line(rest));
        var dialect = new Dialect(delimiter, (byte)'"');
        var (names, length, lines) = Names(rest, dialect);
        if (names.Count < 2 || names.Count(name => name.Length > 0) < 2)
            throw new UnusableInputException(InputProblem.ExportUnusable, $"The first line is not the header of a table: {Excerpt(Line(rest))}; export the file with its header.", line: line);
        var orders = ColumnDates.Learn(rest[length..], dialect, names.Count);
        return new(dialect, new Header(names) { DateOrders = orders }, offset + length, line + lines, encoding);
    }

    /// <summary>The beginning of a line, for a message.</summary>
    public static string Excerpt(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r\n"u8);
        var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 120)]);
        return $"“{new string([.. text.Where(letter => !char.IsControl(letter))])}{(line.Length > 120 ? "…" : "")}”";
    }

    private static (IReadOnlyList<string> Names, int Length, int Lines) Names(ReadOnlySpan<byte> text, Dialect dialect)
    {
        // Whole rows only; a header that is the whole file has no line break.
        var end = text.Length > 64 * 1024 ? 64 * 1024 : text.Length;
        var head = new byte[end + 1];
        text[..end].CopyTo(head);
        head[end] = (byte)'\n';
        var index = new RowIndex();
        RowIndexer.Index(head, dialect, index);
        if (index.RowCount == 0)
            return ([], 0, 0);
        var names = new List<string>();
        var start = 0;
        for (var i = 0; i < index.RowEnds[0]; i++)
        {
            var raw = FieldText.Trim(head.AsSpan(start, index.Separators[i] - start));
            names.Add(raw.IsEmpty ? "" : FieldText.Decode(raw, dialect.Quote, FieldEncoding.Utf8) ?? "");
            start = index.Separators[i] + 1;
        }

        return (names, Math.Min(start, text.Length), head.AsSpan(0, start).Count((byte)'\n'));
    }

    // Excel's "sep=;", the type line of older Export-Csv, the version line of the directory's bulk files, and blank lines.
    private static bool IsPreamble(ReadOnlySpan<byte> line, ref byte delimiter)
    {
        if (line.IsEmpty)
            return false;
        var text = line.Trim("\" \t\r\n"u8);
        if (text.StartsWith("sep="u8) && text.Length <= 5)
        {
            delimiter = text.Length == 5 ? text[4] : (byte)'\t';
            return true;
        }

        return text.IsEmpty || text.StartsWith("#TYPE "u8) || text.StartsWith("version:v"u8);
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text) => text.IndexOf((byte)'\n') is >= 0 and var end ? text[..(end + 1)] : text;

    private static byte LikelyDelimiter(ReadOnlySpan<byte> header)
    {
        var likely = (byte)',';
        var most = 0;
        foreach (var candidate in ",;\t|"u8)
        {
            var count = 0;
            var quoted = false;
            foreach (var value in header)
            {
                quoted ^= value == '"';
                if (value == candidate && !quoted)
                    count++;
            }

            if (count > most)
                (likely, most) = (candidate, count);
        }

        return likely;
    }
}
