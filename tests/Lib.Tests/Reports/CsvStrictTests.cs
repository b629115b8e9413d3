using System.Text;
using TikTokBan.Reports;
using TikTokBan.Reports.Formats;

namespace TikTokBan.Tests.Reports;

/// <summary>The lists keep to RFC 4180, and however a spreadsheet splits them, no cell begins like a formula.</summary>
public sealed class CsvStrictTests
{
    [Theory]
    [InlineData(CsvDialect.Standard, ',')]
    [InlineData(CsvDialect.SpreadsheetBelgium, ';')]
    public async Task Every_record_has_the_fields_of_the_header_and_every_value_is_read_back(CsvDialect dialect, char separator)
    {
        var values = NaughtyStrings.All;
        var cases = values.Select((value, index) => SampleScan.One(new Random(index), index) with { Device = SampleScan.Device(index, "ios", SampleScan.End) with { Name = value } }).ToList();
        using var report = await ReportFiles.Write(SampleScan.From(cases), ReportDetail.Named, csv: dialect);
        foreach (var (file, rows) in new[] { ("exposures.csv", values.Count), ("rejected.csv", 5) })
        {
            var records = Parse(await File.ReadAllBytesAsync(Path.Combine(report.Folder, file)), separator);
            Assert.Equal(rows + 1, records.Count);
            Assert.All(records, record => Assert.Equal(records[0].Count, record.Count));
            if (rows == values.Count)
                Assert.Equal(values.Select(CsvReport.Harmless), records.Skip(1).Select(record => record[records[0].IndexOf("device")]));
        }
    }

    [Theory]
    [InlineData(CsvDialect.Standard)]
    [InlineData(CsvDialect.SpreadsheetBelgium)]
    public async Task No_cell_begins_like_a_formula_whatever_it_is_split_at(CsvDialect dialect)
    {
        var cases = NaughtyStrings.All.Concat(["a;=1", "a; \"=1\"", "a,=1", "a, +1", "a;\t@x", ";-1", "a;;=1"]).Where(value => value.Length < 1000)
            .Select((value, index) => SampleScan.One(new Random(index), index) with { Device = SampleScan.Device(index, "ios", SampleScan.End) with { Name = value }, Reasons = [value] }).ToList();
        using var report = await ReportFiles.Write(SampleScan.From(cases), ReportDetail.Named, csv: dialect);
        foreach (var file in new[] { "exposures.csv", "rejected.csv" })
        {
            var cells = report.Read(file).Split([',', ';', '\r', '\n', '\t']).Select(cell => cell.Trim(' ', '"', '\u00A0')).Where(cell => cell.Length > 0).ToList();
            Assert.True(cells.Count > 10);
            Assert.DoesNotContain(cells, cell => "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(cell[0], StringComparison.Ordinal));
        }
    }

    // RFC 4180 to the letter: CRLF after each record, a quote only around a whole field, doubled within.
    private static List<List<string>> Parse(byte[] bytes, char separator)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        var records = new List<List<string>>();
        var at = 0;
        while (at < text.Length)
        {
            var record = new List<string>();
            while (true)
            {
                record.Add(Field(text, separator, ref at));
                Assert.True(at < text.Length, "the file ends in the middle of a record");
                if (text[at] == separator)
                {
                    at++;
                    continue;
                }

                Assert.Equal("\r\n", text.Substring(at, 2));
                at += 2;
                break;
            }

            records.Add(record);
        }

        return records;
    }

    private static string Field(string text, char separator, ref int at)
    {
        var field = new StringBuilder();
        if (text[at] != '"')
        {
            for (; text[at] != separator && text[at] != '\r'; at++)
            {
                Assert.False(text[at] is '"' or '\n', "a quote or line feed in a field without quotes");
                field.Append(text[at]);
            }

            return field.ToString();
        }

        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            if (text[at] == '"')
                at++;
            field.Append(text[at]);
        }

        at++;
        return field.ToString();
    }
}
