using System.Buffers.Text;
using System.Text;

namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Recognises logs, which have no header of names in their first row.</summary>
internal static class LogHeader
{
    /// <summary>The name of the only column of a log that is kept as whole lines.</summary>
    public const string SquidLine = "squid access log line";

    /// <summary>The format of a Zeek or Squid log; null for anything else.</summary>
    public static DelimitedFormat? Read(ReadOnlySpan<byte> text, FieldEncoding encoding) => ReadZeek(text, encoding) ?? ReadSquid(text, encoding);

    // Zeek writes lines that start with '#', one of which names the fields. Values hold no quotes; a tab in one is escaped.
    private static DelimitedFormat? ReadZeek(ReadOnlySpan<byte> text, FieldEncoding encoding)
    {
        if (!text.StartsWith("#separator"u8) && !text.StartsWith("#fields"u8))
            return null;
        var offset = 0;
        var line = 1;
        string[]? names = null;
        while (offset < text.Length && text[offset] == '#')
        {
            var end = text[offset..].IndexOf((byte)'\n');
            var header = Encoding.UTF8.GetString(end < 0 ? text[offset..] : text.Slice(offset, end)).TrimEnd('\r');
            if (header.StartsWith("#fields\t", StringComparison.Ordinal))
                names = header.Split('\t')[1..];
            offset = end < 0 ? text.Length : offset + end + 1;
            line++;
        }

        return names is null ? null : new(new((byte)'\t', 0), new(names), offset, line, encoding) { Comment = (byte)'#' };
    }

    // Squid's own format: seconds, milliseconds, client, result/status, bytes, method, address, user, peer, type.
    private static DelimitedFormat? ReadSquid(ReadOnlySpan<byte> text, FieldEncoding encoding)
    {
        var end = text.IndexOf((byte)'\n');
        var line = (end < 0 ? text : text[..end]).Trim(" \t\r"u8);
        var dot = line.IndexOf((byte)'.');
        if (dot is < 9 or > 11 || !Utf8Parser.TryParse(line, out decimal _, out var used) || used < dot + 2 || used >= line.Length || line[used] != ' ')
            return null;
        var parts = Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 9 && parts[3].Contains('/', StringComparison.Ordinal)
            ? new(new((byte)'\n', 0), new([SquidLine]), 0, 1, encoding)
            : null;
    }
}
