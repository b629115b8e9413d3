using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CsvHelper;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints flat records as one JSON array or as CSV; a record is its columns' values in order.</summary>
internal static class Records
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static Task WriteJsonAsync(string[] columns, IEnumerable<object?[]> records, Terminal terminal, CancellationToken cancellation) =>
        WriteJsonAsync(
            records,
            (writer, record) =>
            {
                writer.WriteStartObject();
                for (var column = 0; column < columns.Length; column++)
                    Write(writer, columns[column], record[column]);
                writer.WriteEndObject();
            },
            terminal,
            cancellation);

    public static async Task WriteJsonAsync<T>(IEnumerable<T> records, Action<Utf8JsonWriter, T> write, Terminal terminal, CancellationToken cancellation)
    {
        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
        var writer = new Utf8JsonWriter(terminal.OutStream, Readable);
        await using var _ = writer.ConfigureAwait(false);
        writer.WriteStartArray();
        foreach (var record in records)
        {
            write(writer, record);
            if (writer.BytesPending > 1 << 16)
                await writer.FlushAsync(cancellation).ConfigureAwait(false);
        }

        writer.WriteEndArray();
        await writer.FlushAsync(cancellation).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync().ConfigureAwait(false);
    }

    /// <summary>Prints one JSON document that is no array.</summary>
    public static async Task WriteOneAsync(Action<Utf8JsonWriter> write, Terminal terminal, CancellationToken cancellation)
    {
        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
        var writer = new Utf8JsonWriter(terminal.OutStream, Readable);
        await using var _ = writer.ConfigureAwait(false);
        write(writer);
        await writer.FlushAsync(cancellation).ConfigureAwait(false);
        await terminal.Out.WriteLineAsync().ConfigureAwait(false);
    }

    public static async Task WriteCsvAsync(string[] columns, IEnumerable<object?[]> records, Terminal terminal, CancellationToken cancellation)
    {
        await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
        var csv = CsvWriter.Create(terminal.OutStream, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        await using var _ = csv.ConfigureAwait(false);
        await csv.WriteRecordAsync(columns, cancellation).ConfigureAwait(false);
        foreach (var record in records)
            await csv.WriteRecordAsync([.. record.Select(Text)], cancellation).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case long number:
                writer.WriteNumber(name, number);
                break;
            case bool truth:
                writer.WriteBoolean(name, truth);
                break;
            case IEnumerable<string> words:
                writer.WriteStartArray(name);
                foreach (var word in words)
                    writer.WriteStringValue(word);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteString(name, Text(value));
                break;
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable<string> words => string.Join("; ", words),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
