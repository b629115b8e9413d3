using System.Text.Json;
using CsvHelper;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Verbs;

/// <summary>Reads the values to classify from a json array or a csv, both with <c>value</c> and, if they like, <c>kind</c> and <c>authentication</c>.</summary>
internal static class QuestionFile
{
    private const long MostBytes = 256L << 20;

    public static async Task<IReadOnlyList<Question>> ReadAsync(string file, Terminal terminal, CancellationToken cancellation)
    {
        var text = file == "-"
            ? await new StreamReader(await terminal.ReadInputAsync(cancellation).ConfigureAwait(false)).ReadToEndAsync(cancellation).ConfigureAwait(false)
            : await ReadFileAsync(file, cancellation).ConfigureAwait(false);
        var start = text.AsSpan().TrimStart().TrimStart('\uFEFF');
        return start.IsEmpty ? throw new UnusableInputException("The file is empty; give a json array or a csv with a column 'value'.", file)
            : start[0] == '[' ? FromJson(text, file)
            : start[0] == '{' ? throw new UnusableInputException("This is one json object; give an array of them: [ { \"value\": … }, … ].", file, 1)
            : FromCsv(text, file);
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken cancellation)
    {
        var info = new FileInfo(file);
        if (!info.Exists)
            throw new UnusableInputException("There is no such file; give the json or csv file with the values.", file);
        if (info.Length > MostBytes)
            throw new UnusableInputException($"The file is larger than {MostBytes >> 20} MB; split it.", file);
        return await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false);
    }

    private static List<Question> FromJson(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 });
            return [.. document.RootElement.EnumerateArray().Select((item, index) => FromItem(item, $"{file}, item {index + 1}"))];
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException("This is not json from here on; mend the line or give a csv.", file, wrong.LineNumber + 1, wrong);
        }
    }

    private static Question FromItem(JsonElement item, string place)
    {
        if (item.ValueKind == JsonValueKind.String)
            return new Question(item.GetString()!, null, MailAuthentication.Unknown);
        if (item.ValueKind != JsonValueKind.Object || TextOf(item, "value", place) is not { } value)
            throw new UnusableInputException("An item needs a text 'value'.", place);
        return new Question(
            value,
            Word<IndicatorKind>(TextOf(item, "kind", place), "kind", place, null),
            Word<MailAuthentication>(TextOf(item, "authentication", place), "authentication", place, null) ?? MailAuthentication.Unknown);
    }

    private static string? TextOf(JsonElement item, string member, string place) => !item.TryGetProperty(member, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Number when member == "value" => value.GetRawText(),
        _ => throw new UnusableInputException($"'{member}' must be text.", place),
    };

    private static List<Question> FromCsv(string text, string file)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        });
        try
        {
            return [.. Rows(csv, file)];
        }
        catch (CsvFormatException wrong)
        {
            throw new UnusableInputException("The line has more or fewer fields than the first, or a quotation mark is not closed; quote a field that holds a comma.", file, wrong.LineNumber > 0 ? wrong.LineNumber : null, wrong);
        }
    }

    private static IEnumerable<Question> Rows(CsvReader csv, string file)
    {
        csv.ReadHeader();
        if (!csv.TryGetFieldIndex("value", out var value))
            throw new UnusableInputException("The first line must name the columns, and 'value' is not among them.", file, 1);
        var kind = csv.TryGetFieldIndex("kind", out var found) ? found : -1;
        var authentication = csv.TryGetFieldIndex("authentication", out found) ? found : -1;
        while (csv.Read())
        {
            var line = csv.LineNumber;
            yield return new Question(
                csv.GetString(value),
                Word<IndicatorKind>(kind < 0 ? null : csv.GetString(kind), "kind", file, line),
                Word<MailAuthentication>(authentication < 0 ? null : csv.GetString(authentication), "authentication", file, line) ?? MailAuthentication.Unknown);
        }
    }

    // Only the first line tells: a value may hold any of these.
    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan().TrimStart();
        var end = header.IndexOfAny('\r', '\n');
        header = end < 0 ? header : header[..end];
        return header.Contains(';') ? ';' : header.Contains('\t') ? '\t' : ',';
    }

    private static T? Word<T>(string? word, string member, string place, long? line)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(word))
            return null;
        foreach (var known in Enum.GetValues<T>())
        {
            if (string.Equals(known.ToString(), word.Trim(), StringComparison.OrdinalIgnoreCase))
                return known;
        }

        throw new UnusableInputException($"'{word}' is no {member}; use one of {string.Join(", ", Enum.GetValues<T>().Select(Parsing.Word))}.", place, line);
    }
}
