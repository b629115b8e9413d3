using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Checks every row of a block for its shape, and maps those that may say something. One for each worker.</summary>
internal sealed class BlockMapper : IBlockMapper
{
    private const int MostRuns = 3;

    private readonly DelimitedFormat _format;
    private readonly Shape _shape;
    private readonly Sink _sink;
    private readonly DelimitedRow _row;
    private readonly RowIndex _index = new();
    private readonly RowIndex _lineIndex = new();
    private readonly DecisionCache _decisions = new();
    private readonly (int From, int To)[] _runs;

    public BlockMapper(DelimitedFormat format, Shape shape, Sink sink)
    {
        _format = format;
        _shape = shape;
        _sink = sink;
        _row = new(format, shape);
        _runs = Runs(format, shape);
    }

    /// <summary>Maps a block.</summary>
    public BlockResult Map(RowBlock block)
    {
        switch (block.Kind)
        {
            case BlockKind.TooLong:
                _sink.Reject(block.FirstLine, "The line is longer than a row can be (1 MB); export the file again, or remove the line.");
                break;
            case BlockKind.Lines:
                MapLines(block, 0, block.Length, block.FirstLine);
                break;
            default:
                MapRows(block);
                break;
        }

        return _sink.Flush();
    }

    // Optimised at once: a scan runs it for a second or two, which is too short for the runtime to find out by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MapRows(RowBlock block)
    {
        RowIndexer.Index(block.Bytes, _format.Dialect, _index);
        var lines = new LineCounter(block, _index.RowCount);
        var checkText = _format.Encoding == FieldEncoding.Utf8 && !Utf8.IsValid(block.Bytes);
        var separators = _index.Separators;
        var first = 0;
        var start = 0;
        for (var r = 0; r < _index.RowCount; r++)
        {
            var last = _index.RowEnds[r];
            var end = separators[last - 1];
            // The first and the last row of a block are mapped in any case: their times tell which period a log covers.
            var outer = r == 0 || r == _index.RowCount - 1;
            var simple = last - first == _format.Width && !checkText && lines.OnePerRow && !outer;
            if (simple && !MayMatter(block.Buffer, separators, first, start))
                _sink.RowsRead++;
            else
                MapRow(block, first, last - first, start, end, lines.At(r, start), checkText, outer);
            first = last;
            start = end + 1;
        }

        // Left over where quotes don't pair.
        if (start < block.Length)
            MapLines(block, start, block.Length, lines.At(_index.RowCount, start));
    }

    private void MapRow(RowBlock block, int first, int fields, int start, int end, long line, bool checkText, bool outer)
    {
        var bytes = block.Buffer.AsSpan(start, end - start);
        if (bytes.Trim("\r"u8).IsEmpty || (_format.Comment != 0 && bytes[0] == _format.Comment))
            return;
        var spansLines = bytes.Contains((byte)'\n');
        if (fields != _format.Width || (spansLines && !IsWellQuoted(block, first, start)))
        {
            // A quote that was never closed swallows the lines after it; read alone, each of them counts again.
            if (spansLines)
                MapLines(block, start, end + 1, line);
            else
                RejectWidth(line, fields);
            return;
        }

        if (checkText && !Utf8.IsValid(bytes))
        {
            _sink.Reject(line, "The row is not valid UTF-8; save the file again as UTF-8.");
            return;
        }

        _row.Move(block.Buffer, _index.Separators, first, start, line);
        if (outer)
            _sink.Take(_shape, _row);
        else
            TakeRow(block.Buffer, _index.Separators, first, start);
    }

    private void MapLines(RowBlock block, int from, int to, long line)
    {
        while (from < to)
        {
            var length = block.Buffer.AsSpan(from, to - from).IndexOf((byte)'\n') + 1;
            MapLine(block, from, length, line++);
            from += length;
        }
    }

    private void MapLine(RowBlock block, int from, int length, long line)
    {
        var bytes = block.Buffer.AsSpan(from, length);
        if (bytes.Trim("\r\n"u8).IsEmpty)
            return;
        RowIndexer.Index(bytes, _format.Dialect, _lineIndex);
        if (_lineIndex.RowCount == 0)
        {
            _sink.Reject(line, "A quote is opened and never closed; close it, or export the file again.");
            return;
        }

        if (_lineIndex.SeparatorCount != _format.Width)
        {
            RejectWidth(line, _lineIndex.SeparatorCount);
            return;
        }

        if (_format.Encoding == FieldEncoding.Utf8 && !Utf8.IsValid(bytes))
        {
            _sink.Reject(line, "The row is not valid UTF-8; save the file again as UTF-8.");
            return;
        }

        for (var i = 0; i < _lineIndex.SeparatorCount; i++)
            _lineIndex.Separators[i] += from;
        _row.Move(block.Buffer, _lineIndex.Separators, 0, from, line);
        TakeRow(block.Buffer, _lineIndex.Separators, 0, from);
    }

    private void RejectWidth(long line, int fields) =>
        _sink.Reject(line, $"The row has {fields} columns where the header has {_format.Width}; check its quotes and delimiters.");

    private bool IsWellQuoted(RowBlock block, int first, int start)
    {
        for (var i = 0; i < _format.Width; i++)
        {
            var end = _index.Separators[first + i];
            if (!FieldText.IsWellQuoted(block.Buffer.AsSpan(start, end - start), _format.Dialect.Quote))
                return false;
            start = end + 1;
        }

        return true;
    }

    /// <summary>False only where it is known that a row with these values says nothing.</summary>
    private bool MayMatter(byte[] bytes, int[] separators, int first, int start)
    {
        if (_runs.Length == 0)
            return true;
        Slices(bytes, separators, first, start, out var a, out var b, out var c);
        return _decisions.Find(a, b, c, out _) ?? true;
    }

    private void TakeRow(byte[] bytes, int[] separators, int first, int start)
    {
        if (_runs.Length > 0)
        {
            Slices(bytes, separators, first, start, out var a, out var b, out var c);
            var known = _decisions.Find(a, b, c, out var hash);
            var ofInterest = known ?? _shape.IsOfInterest(_row, _sink);
            if (known is null)
                _decisions.Add(hash, a, b, c, ofInterest);
            if (!ofInterest)
            {
                _sink.RowsRead++;
                return;
            }
        }

        _sink.Take(_shape, _row);
    }

    private void Slices(byte[] bytes, int[] separators, int first, int start, out ReadOnlySpan<byte> a, out ReadOnlySpan<byte> b, out ReadOnlySpan<byte> c)
    {
        a = Slice(bytes, separators, first, start, _runs[0]);
        b = _runs.Length > 1 ? Slice(bytes, separators, first, start, _runs[1]) : default;
        c = _runs.Length > 2 ? Slice(bytes, separators, first, start, _runs[2]) : default;
    }

    private static ReadOnlySpan<byte> Slice(byte[] bytes, int[] separators, int first, int start, (int From, int To) run)
    {
        var from = run.From == 0 ? start : separators[first + run.From - 1] + 1;
        return bytes.AsSpan(from, separators[first + run.To] - from);
    }

    // Columns that stand side by side are looked up as one piece.
    private static (int From, int To)[] Runs(DelimitedFormat format, Shape shape)
    {
        var places = shape.Decisive.Select(column => format.Header.Place(shape.Columns[column])).Where(place => place >= 0).Order();
        var runs = new List<(int From, int To)>();
        foreach (var place in places)
        {
            if (runs.Count > 0 && runs[^1].To == place - 1)
                runs[^1] = (runs[^1].From, place);
            else
                runs.Add((place, place));
        }

        return runs.Count <= MostRuns ? [.. runs] : [];
    }

    /// <summary>Lines of rows: by number where no row spans lines, else by counting on.</summary>
    private ref struct LineCounter(RowBlock block, int rows)
    {
        private int _counted;
        private long _line = block.FirstLine;

        public readonly bool OnePerRow => block.LineBreaks == rows;

        public long At(int row, int start)
        {
            if (OnePerRow && row < rows)
                return block.FirstLine + row;
            _line += block.Buffer.AsSpan(_counted, start - _counted).Count((byte)'\n');
            _counted = start;
            return _line;
        }
    }
}
