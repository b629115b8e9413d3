using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TikTokBan.Tenant.Data;

/// <summary>The files of a folder in the portals' formats, with their dates moved by whole days where that was asked for.</summary>
internal sealed partial class ExportFolder(string root, int days)
{
    public int Days => days;

    public IEnumerable<string> Files(string folder, string pattern)
    {
        var path = Path.Combine(root, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>The objects of a JSON page, whatever their array is called.</summary>
    public IEnumerable<JsonElement> Objects(string folder, string pattern)
    {
        foreach (var file in Files(folder, pattern))
        {
            // Stays alive with the elements that are taken from it.
            var document = JsonDocument.Parse(Moved(File.ReadAllText(file)));
            foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name.ToLowerInvariant() is "value" or "results"))
            {
                foreach (var item in member.Value.EnumerateArray())
                    yield return item;
            }
        }
    }

    /// <summary>Objects written one to a line; a line that was cut off is left out.</summary>
    public IEnumerable<JsonElement> Lines(string folder, string pattern)
    {
        foreach (var line in Files(folder, pattern).SelectMany(File.ReadLines))
        {
            JsonDocument document;
            try
            {
                document = JsonDocument.Parse(Moved(line));
            }
            catch (JsonException)
            {
                continue;
            }
            yield return document.RootElement;
        }
    }

    /// <summary>The rows of tables, in zips or not.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Records(string folder, string pattern)
    {
        foreach (var file in Files(folder, pattern))
        {
            using var stream = Open(file);
            using var text = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            foreach (var record in CsvText.Records(days == 0 ? text : new StringReader(Moved(text.ReadToEnd()))))
                yield return record;
        }
    }

    /// <summary>The table in a file, unpacked.</summary>
    public static Stream Open(string file)
    {
        if (!file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17);
        return ZipFile.OpenRead(file).Entries[0].Open();
    }

    private string Moved(string text) => days == 0
        ? text
        : IsoDay().Replace(text, match => DateOnly.TryParseExact(match.Value, "yyyy-MM-dd", out var day) ? day.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : match.Value);

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}(?=[T ]\d{2}:)")]
    private static partial Regex IsoDay();
}
