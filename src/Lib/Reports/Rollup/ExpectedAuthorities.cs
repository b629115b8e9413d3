using System.Globalization;
using System.Text;
using TikTokBan.Sources.Exports.Delimited;
using TikTokBan.Yaml;

namespace TikTokBan.Reports.Rollup;

/// <summary>An authority that has to report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Organisation">What it belongs to.</param>
/// <param name="Due">By when.</param>
internal sealed record ExpectedAuthority(string Name, string? Organisation, DateOnly? Due);

/// <summary>The list of those who have to report: CSV with the columns <c>authority</c>, <c>organisation</c> or <c>parent</c>, and <c>due</c>; or YAML with the same under <c>authorities</c>.</summary>
internal static class ExpectedAuthorities
{
    private const int Most = 20_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<ExpectedAuthority> Read(string path)
    {
        var content = YamlFile.Read(path, YamlLimits.Default, InputProblem.ReportUnusable);
        List<(ExpectedAuthority Authority, long Line)> read =
            Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" ? [.. FromYaml(path, content)] : [.. FromCsv(path, content)];
        if (read.Count == 0)
            throw new UnusableInputException(InputProblem.ReportUnusable, "this list names no authority; give one a line, under the column \"authority\"", path);
        if (read.Count > Most)
            throw new UnusableInputException(InputProblem.ReportUnusable, $"this list names more than {Most} authorities; give the list of those who have to report", path);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (authority, line) in read)
        {
            if (!names.Add(AuthorityName.Normal(authority.Name)))
                throw new UnusableInputException(InputProblem.ReportUnusable, $"\"{Shown(authority.Name)}\" is on the list twice; leave one of them out", path, line);
        }

        return [.. read.Select(one => one.Authority)];
    }

    private static IEnumerable<(ExpectedAuthority, long)> FromYaml(string path, byte[] content)
    {
        var file = YamlFile.Load(path, content, problem: InputProblem.ReportUnusable);
        file.AllowOnly("authorities");
        foreach (var item in file.Items("authorities"))
        {
            var one = item.AsMapping("each authority");
            one.AllowOnly("authority", "organisation", "parent", "due");
            if (string.IsNullOrWhiteSpace(one.RequireText("authority")))
                throw one.Error("the field 'authority' is empty; give the name");
            yield return (new ExpectedAuthority(one.RequireText("authority"), one.Text("organisation") ?? one.Text("parent"), one.Date("due")), one.Line);
        }
    }

    private static IEnumerable<(ExpectedAuthority, long)> FromCsv(string path, byte[] content)
    {
        var rows = Rows(path, content);
        if (rows.Count == 0)
            yield break;
        var header = rows[0].Fields.Select(name => name.Trim().ToLowerInvariant()).ToList();
        var (name, parent, due) = (header.IndexOf("authority"), header.FindIndex(one => one is "organisation" or "parent"), header.IndexOf("due"));
        if (name < 0)
            throw new UnusableInputException(InputProblem.ReportUnusable, "the first line has no column \"authority\"; name the columns authority, organisation and due", path, 1);
        foreach (var (fields, line) in rows.Skip(1))
        {
            if (fields.Count != header.Count)
                throw new UnusableInputException(InputProblem.ReportUnusable, $"this line has {fields.Count} fields and the header {header.Count}; put a name that holds the separator in quotes", path, line);
            if (fields[name].Length == 0)
                throw new UnusableInputException(InputProblem.ReportUnusable, "this line names no authority; give the name, or take the line away", path, line);
            yield return (new ExpectedAuthority(fields[name], parent >= 0 && fields[parent].Length > 0 ? fields[parent] : null, due >= 0 && fields[due].Length > 0 ? Day(fields[due], path, line) : null), line);
        }
    }

    private static DateOnly Day(string text, string path, long line) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UnusableInputException(InputProblem.ReportUnusable, $"\"{Shown(text)}\" is not a date; write it as year-month-day, such as 2026-11-16", path, line);

    private static List<(List<string> Fields, long Line)> Rows(string path, byte[] content)
    {
        try
        {
            Strict.GetCharCount(content);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new UnusableInputException(InputProblem.ReportUnusable, "the file is not UTF-8 text; save it as UTF-8", path, inner: wrong);
        }

        byte[] text = [.. content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsSpan(3) : content, (byte)'\n'];
        var first = text.AsSpan(0, text.AsSpan().IndexOf((byte)'\n'));
        var dialect = new Dialect(first.Contains((byte)';') ? (byte)';' : first.Contains((byte)'\t') ? (byte)'\t' : (byte)',', (byte)'"');
        var index = new RowIndex();
        RowIndexer.Index(text, dialect, index);
        var rows = new List<(List<string>, long)>();
        var (separator, start, line) = (0, 0, 1L);
        for (var row = 0; row < index.RowCount; row++)
        {
            var (fields, from) = (new List<string>(), start);
            for (; separator < index.RowEnds[row]; separator++)
            {
                var raw = FieldText.Trim(text.AsSpan(start, index.Separators[separator] - start));
                fields.Add(raw.IsEmpty ? "" : FieldText.Decode(raw, dialect.Quote, FieldEncoding.Utf8) ?? "");
                start = index.Separators[separator] + 1;
            }

            if (fields.Exists(field => field.Length > 0))
                rows.Add((fields, line));
            line += text.AsSpan(from, start - from).Count((byte)'\n');
        }

        return start >= text.Length ? rows : throw new UnusableInputException(InputProblem.ReportUnusable, "a quote is opened here and never closed; close it", path, line);
    }

    private static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
