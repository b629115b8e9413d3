using System.Text;

namespace TikTokBan.Tenant.Data;

/// <summary>Reads and writes separated values.</summary>
internal static class CsvText
{
    /// <summary>Rows of a table, the header first. Quoted fields may run over lines.</summary>
    public static IEnumerable<string[]> Rows(TextReader text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        var any = false;
        for (var c = text.Read(); c >= 0; c = text.Read())
        {
            any = true;
            if (quoted)
            {
                if (c != '"')
                    field.Append((char)c);
                else if (text.Peek() == '"')
                    field.Append((char)text.Read());
                else
                    quoted = false;
                continue;
            }
            switch (c)
            {
                case '"':
                    quoted = true;
                    break;
                case ',':
                    fields.Add(Take(field));
                    break;
                case '\n':
                    fields.Add(Take(field));
                    yield return [.. fields];
                    fields.Clear();
                    any = false;
                    break;
                case '\r':
                    break;
                default:
                    field.Append((char)c);
                    break;
            }
        }
        if (any || fields.Count > 0)
        {
            fields.Add(Take(field));
            yield return [.. fields];
        }
    }

    /// <summary>Rows as dictionaries; torn rows are left out, and of columns with the same name the first counts.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Records(TextReader text)
    {
        string[]? header = null;
        foreach (var row in Rows(text))
        {
            if (header is null)
            {
                header = [.. row.Select(name => name.Trim('\uFEFF', ' '))];
                continue;
            }
            if (row.Length != header.Length)
                continue;
            var record = new Dictionary<string, string>(header.Length, StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < row.Length; i++)
                record.TryAdd(header[i], row[i]);
            yield return record;
        }
    }

    /// <summary>A row with every field in quotes, as Intune's reports have them.</summary>
    public static void Write(TextWriter writer, IEnumerable<string> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            writer.Write(first ? "\"" : ",\"");
            writer.Write(field.Contains('"', StringComparison.Ordinal) ? field.Replace("\"", "\"\"", StringComparison.Ordinal) : field);
            writer.Write('"');
            first = false;
        }
        writer.Write("\r\n");
    }

    private static string Take(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
