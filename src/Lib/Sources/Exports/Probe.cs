using System.Text.Json;
using System.Text.Unicode;
using TikTokBan.Sources.Exports.Delimited;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.Exports;

/// <summary>What the beginning of a file tells: its format, header and encoding.</summary>
/// <param name="Format">How rows are written.</param>
/// <param name="Encoding">How text is encoded.</param>
/// <param name="Header">Columns, or the properties of the first objects.</param>
/// <param name="Delimited">For delimited files and logs.</param>
internal sealed record Probe(ExportFormat Format, TextEncodingKind Encoding, Header Header, DelimitedFormat? Delimited = null)
{
    private const int HeadSize = 256 * 1024;
    private const int RowsLookedAt = 20;

    /// <summary>Looks at a file.</summary>
    /// <exception cref="UnusableInputException">It can't be an export, for the reason given.</exception>
    public static Probe Look(ExportEntry entry)
    {
        var head = entry.Head(HeadSize);
        if (head.Length == 0)
            throw new UnusableInputException(InputProblem.ExportUnusable, "The file is empty; export it again.");
        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            throw new UnusableInputException(InputProblem.ExportUnusable, "The file is packed with gzip; unpack it first.");
        var isWhole = head.Length < HeadSize;
        var encoding = TextDecoding.Detect(head, isWhole);
        using var utf8 = TextDecoding.ToUtf8(new MemoryStream(head), encoding);
        using var text = new MemoryStream();
        utf8.CopyTo(text);
        var bytes = text.GetBuffer().AsSpan(0, (int)text.Length);
        var start = bytes.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            throw new UnusableInputException(InputProblem.ExportUnusable, "The file holds nothing but blanks; export it again.");
        if (start.Contains((byte)0))
            throw new UnusableInputException(InputProblem.ExportUnusable, "The file is not text; give the export as csv, json or log.");

        return start[0] is (byte)'{' or (byte)'['
            ? LookAtJson(entry, encoding, start)
            : LookAtTable(encoding, bytes, isWhole);
    }

    private static Probe LookAtTable(TextEncodingKind encoding, ReadOnlySpan<byte> text, bool isWhole)
    {
        var fields = encoding == TextEncodingKind.Ascii && !(isWhole && Utf8.IsValid(text)) ? FieldEncoding.Undecided : FieldEncoding.Utf8;
        var format = LogHeader.Read(text, fields) ?? TableHeader.Read(text, fields);
        return new(ExportFormat.Table, encoding, format.Header, format);
    }

    private static Probe LookAtJson(ExportEntry entry, TextEncodingKind encoding, ReadOnlySpan<byte> start)
    {
        try
        {
            var format = IsLines(start) ? ExportFormat.JsonLines : ExportFormat.Json;
            using var stream = TextDecoding.ToUtf8(entry.Open(), encoding);
            var found = new JsonHeader();
            if (format == ExportFormat.JsonLines)
            {
                AddLines(found, start);
                return new(format, encoding, found.ToHeader(null, null));
            }

            var reader = new JsonRowReader(stream);
            LookAtRows(reader, found);
            if (reader.FoundRows)
                return new(format, encoding, found.ToHeader(reader.Context, reader.Schema));
            return LookAtSingle(entry, encoding, found, reader.Context);
        }
        catch (InvalidOperationException e)
        {
            throw new UnusableInputException(InputProblem.ExportUnusable, "The JSON holds text that is not valid UTF-8; save the file again as UTF-8.", inner: e);
        }
        catch (JsonException e)
        {
            throw new UnusableInputException(InputProblem.ExportUnusable, $"The JSON is broken at line {(e.LineNumber ?? 0) + 1}; export the file again, or mend it there.", inner: e);
        }
    }

    private static void LookAtRows(JsonRowReader reader, JsonHeader found)
    {
        var rows = 0;
        try
        {
            for (; rows < RowsLookedAt && reader.Next(out _, out var tooLarge) is var row && (row is not null || tooLarge); rows++)
            {
                using (row)
                {
                    if (row is not null)
                        found.Add(row.RootElement);
                }
            }
        }
        catch (JsonException) when (rows > 0)
        {
            // It breaks off after some rows: these are read, and that it breaks off is said then.
        }
    }

    // One object and no list in it: the answer to a question about one thing.
    private static Probe LookAtSingle(ExportEntry entry, TextEncodingKind encoding, JsonHeader found, string? context)
    {
        if (entry.Length > JsonRowReader.MaxRow)
            throw new UnusableInputException(InputProblem.ExportUnusable, "The JSON holds no list of rows; give the list as the portal or Graph returns it.");
        using var stream = TextDecoding.ToUtf8(entry.Open(), encoding);
        using var document = JsonDocument.Parse(stream, JsonRowReader.Lenient);
        found.Add(JsonBlocks.SingleOf(document));
        return new(ExportFormat.JsonSingle, encoding, found.ToHeader(context, null));
    }

    // JSON Lines: a whole object on the first line, and another on the next.
    private static bool IsLines(ReadOnlySpan<byte> start)
    {
        if (start[0] != '{' || start.IndexOf((byte)'\n') is var end && end < 0)
            return false;
        var next = start[end..].TrimStart(" \t\r\n"u8);
        return !next.IsEmpty && next[0] == '{' && start[..end].TrimEnd(" \t\r"u8) is [.., (byte)'}'];
    }

    private static void AddLines(JsonHeader found, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < RowsLookedAt && text.IndexOf((byte)'\n') is >= 0 and var end; i++)
        {
            if (TryParse(text[..end], out var row))
            {
                using (row)
                    found.Add(row!.RootElement);
            }

            text = text[(end + 1)..];
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> line, out JsonDocument? row)
    {
        row = null;
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return JsonDocument.TryParseValue(ref reader, out row);
        }
        catch (JsonException)
        {
            // A bad line is rejected by number when the file is read; here it only says nothing about the shape.
            return false;
        }
    }
}

/// <summary>How rows are written.</summary>
internal enum ExportFormat
{
    /// <summary>Rows of fields.</summary>
    Table,

    /// <summary>A document with a list.</summary>
    Json,

    /// <summary>An object on each line.</summary>
    JsonLines,

    /// <summary>One object.</summary>
    JsonSingle,
}
