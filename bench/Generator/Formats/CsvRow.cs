namespace TikTokBan.Generator.Formats;

/// <summary>Writes rows of separated values.</summary>
internal static class CsvRow
{
    /// <summary>Every field in quotes, as Intune's reports and <c>Export-Csv</c> have them.</summary>
    public static void Quoted(this TextWriter writer, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            writer.Write(i == 0 ? "\"" : ",\"");
            writer.Write(fields[i].Contains('"', StringComparison.Ordinal) ? fields[i].Replace("\"", "\"\"", StringComparison.Ordinal) : fields[i]);
            writer.Write('"');
        }
        writer.WriteLine();
    }

    /// <summary>Quotes only where a field needs them.</summary>
    public static void Plain(this TextWriter writer, char separator, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                writer.Write(separator);
            var field = fields[i];
            var needs = field.Contains(separator, StringComparison.Ordinal) || field.AsSpan().IndexOfAny('"', '\r', '\n') >= 0;
            writer.Write(needs ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field);
        }
        writer.WriteLine();
    }
}
