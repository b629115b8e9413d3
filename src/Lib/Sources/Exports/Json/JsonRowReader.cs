using System.Text.Json;

namespace TikTokBan.Sources.Exports.Json;

/// <summary>Takes the rows out of a JSON document as it arrives: a root array, or the array under <c>value</c>, <c>values</c> or <c>results</c>. Never holds more than one row.</summary>
/// <param name="stream">UTF-8 text; stays open.</param>
/// <param name="maxRow">Bytes of the largest row that is accepted.</param>
internal sealed class JsonRowReader(Stream stream, int maxRow = JsonRowReader.MaxRow)
{
    /// <summary>Bytes of the largest row that is accepted.</summary>
    public const int MaxRow = 4 << 20;

    public static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state = new(new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    private Place _place;
    private int _rowsDepth;
    private bool _rootIsObject;
    private long _line = 1;

    private enum Place
    {
        /// <summary>Outside the rows; the next array may hold them if its name says so.</summary>
        Seeking,

        /// <summary>Just after a name under which rows stand.</summary>
        AtRows,

        /// <summary>Just after the name of the list of columns.</summary>
        AtSchema,

        /// <summary>Just after the address of the metadata.</summary>
        AtContext,

        /// <summary>Between rows.</summary>
        InRows,

        /// <summary>Within a row that is too large.</summary>
        Passing,
    }

    /// <summary>The address of the metadata, where it stood before the rows.</summary>
    public string? Context { get; private set; }

    /// <summary>The names of columns, where rows are arrays of values.</summary>
    public IReadOnlyList<string>? Schema { get; private set; }

    /// <summary>True once an array of rows was found.</summary>
    public bool FoundRows { get; private set; }

    /// <summary>Bytes taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Gives the next row; null at the end of the document. The caller disposes of it.</summary>
    /// <param name="line">Line on which it starts.</param>
    /// <param name="tooLarge">True when a row was passed over because it is too large; there is no row then, and more may follow.</param>
    /// <exception cref="JsonException">The document is broken; nothing more can be read.</exception>
    public JsonDocument? Next(out long line, out bool tooLarge)
    {
        tooLarge = false;
        while (true)
        {
            var outcome = TryStep(out var row, out line);
            if (outcome == Outcome.Row)
                return row;
            if (outcome == Outcome.TooLarge)
            {
                tooLarge = true;
                return null;
            }

            if (outcome == Outcome.End)
                return null;
            if (!Refill())
                _final = true;
        }
    }

    private enum Outcome
    {
        NeedsMore,
        Row,
        TooLarge,
        End,
    }

    private Outcome TryStep(out JsonDocument? row, out long line)
    {
        try
        {
            return Step(out row, out line);
        }
        catch (InvalidOperationException e)
        {
            // How the framework says that a name can't be decoded.
            throw new JsonException("The text is not valid UTF-8.", null, _line - 1, null, e);
        }
    }

    /// <summary>Reads tokens until a row is complete or the buffer gives no more.</summary>
    private Outcome Step(out JsonDocument? row, out long line)
    {
        row = null;
        line = 0;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
        while (true)
        {
            // A value that must be whole before it is used is tried first; if it is not whole, reading goes back to before it.
            var before = reader;
            if (!reader.Read())
            {
                var ended = _final;
                Keep(reader);
                return ended ? Outcome.End : Outcome.NeedsMore;
            }

            switch (_place)
            {
                case Place.InRows when reader.CurrentDepth == _rowsDepth && reader.TokenType == JsonTokenType.EndArray:
                    _place = Place.Seeking;
                    break;
                case Place.InRows:
                    var rowStart = (int)reader.TokenStartIndex;
                    if (!reader.TrySkip())
                        return PutOff(before, rowStart, out line);
                    line = LineAt(rowStart);
                    if (reader.BytesConsumed - rowStart > maxRow)
                    {
                        Keep(reader);
                        return Outcome.TooLarge;
                    }

                    row = JsonDocument.Parse(_buffer.AsMemory(_start + rowStart, (int)reader.BytesConsumed - rowStart), Lenient);
                    Keep(reader);
                    return Outcome.Row;
                case Place.Passing:
                    if (reader.CurrentDepth == _rowsDepth + 1 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                        _place = Place.InRows;
                    break;
                case Place.AtSchema:
                    if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 1)
                    {
                        var schemaStart = (int)reader.TokenStartIndex;
                        if (!reader.TrySkip())
                            return PutOff(before, schemaStart, out line);
                        Schema = JsonSchemaColumns.Read(_buffer.AsMemory(_start + schemaStart, (int)reader.BytesConsumed - schemaStart));
                    }

                    _place = Place.Seeking;
                    break;
                case Place.AtContext:
                    Context = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    _place = Place.Seeking;
                    break;
                case Place.AtRows:
                    _place = Place.Seeking;
                    EnterRows(ref reader);
                    break;
                default:
                    Seek(ref reader);
                    break;
            }
        }
    }

    private void Seek(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == 0)
        {
            _rootIsObject |= reader.TokenType == JsonTokenType.StartObject;
            EnterRows(ref reader);
        }
        else if (_rootIsObject && reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
        {
            _place = reader.GetString()?.ToLowerInvariant() switch
            {
                "value" or "values" or "results" => Place.AtRows,
                "schema" => Place.AtSchema,
                "@odata.context" => Place.AtContext,
                _ => Place.Seeking,
            };
        }
    }

    private void EnterRows(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return;
        _place = Place.InRows;
        _rowsDepth = reader.CurrentDepth;
        FoundRows = true;
    }

    private Outcome PutOff(Utf8JsonReader before, int valueStart, out long line)
    {
        line = LineAt(valueStart);
        if (_end - _start - valueStart <= maxRow && !_final)
        {
            Keep(before);
            return Outcome.NeedsMore;
        }

        // Too large to hold: its tokens are read and forgotten.
        var reader = before;
        reader.Read();
        Keep(reader);
        _place = Place.Passing;
        return Outcome.TooLarge;
    }

    private void Keep(Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        _line += _buffer.AsSpan(_start, consumed).Count((byte)'\n');
        _start += consumed;
        _state = reader.CurrentState;
    }

    private long LineAt(int offset) => _line + _buffer.AsSpan(_start, offset).Count((byte)'\n');

    private bool Refill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        // One token or one row is all that is ever kept, and both are limited.
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= 2 * Math.Max(maxRow, 64 * 1024))
                throw new JsonException($"A value is longer than {maxRow >> 20} MB.", null, _line - 1, null);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        // Half a buffer at a time, or a stream of small pieces would make a large row be looked at again for each of them.
        var room = _buffer.Length - _end;
        var read = stream.ReadAtLeast(_buffer.AsSpan(_end), (room / 2) + 1, throwOnEndOfStream: false);
        _end += read;
        BytesRead += read;
        return read > 0;
    }

    /// <summary>The line at which reading stopped.</summary>
    public long LineOf(JsonException broken) => broken.LineNumber is { } at ? Math.Max(_line, at + 1) : _line;
}
