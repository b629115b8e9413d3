using System.Text.RegularExpressions;
using TikTokBan.Reports;
using TikTokBan.Reports.Formats.Workbook;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Tests.Reports.Workbook;

/// <summary>Whatever a value looks like, in a workbook it is text.</summary>
public sealed partial class WorkbookInjectionTests
{
    [Fact]
    public async Task No_value_becomes_a_formula_or_another_value()
    {
        var cases = NaughtyStrings.All.Select((value, index) =>
            SampleScan.One(new Random(index), index) with { Device = SampleScan.Device(index, "ios", SampleScan.End) with { Name = value }, Reasons = [value] }).ToList();
        var model = FullModel.Of(SampleScan.From(cases), new ReportOptions { Detail = ReportDetail.Named });
        using var book = await WorkbookOf.Write(model with { Scan = model.Scan with { Authority = "=1+1" } });
        Assert.All(book.Sheets, sheet => Assert.Empty(sheet.Sheet.Descendants(WorkbookOf.Main + "f")));
        Assert.DoesNotContain(book.Entries, entry => entry.FullName.Contains("externalLink", StringComparison.OrdinalIgnoreCase) || entry.FullName.Contains("vba", StringComparison.OrdinalIgnoreCase));

        var rows = book.Sheet("Cases").Descendants(WorkbookOf.Main + "row").Skip(1).ToList();
        Assert.Equal(cases.Count, rows.Count);
        for (var index = 0; index < cases.Count; index++)
        {
            var cell = rows[index].Elements(WorkbookOf.Main + "c").Single(one => one.Attribute("r")!.Value.StartsWith('F'));
            Assert.Equal("inlineStr", cell.Attribute("t")!.Value);
            var shown = Escape().Replace(WorkbookOf.Value(cell), escape => ((char)Convert.ToInt32(escape.Groups[1].Value, 16)).ToString());
            var value = cases[index].Device!.Name!;
            if (value.Length <= CellText.Longest)
                Assert.Equal(Displayable.Clean(value), shown);
            else
                Assert.True(shown.Length <= CellText.Longest && shown.EndsWith("[cut here: a cell holds no more]", StringComparison.Ordinal));
            if (CellText.LooksLikeFormula(shown))
                Assert.Contains(cell.Attribute("s")!.Value, new[] { "5", "7" });
        }
    }

    [Fact]
    public async Task What_looks_like_a_formula_stays_text_when_somebody_edits_it()
    {
        using var book = await WorkbookOf.Write();
        var styles = book.Part("xl/styles.xml").Descendants(WorkbookOf.Main + "cellXfs").Single().Elements().ToList();
        Assert.Equal([5, 7], styles.Select((style, index) => (style, index)).Where(pair => pair.style.Attribute("quotePrefix")?.Value is "1" or "true").Select(pair => pair.index));
    }

    [Theory]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("_X0041_", "_x005F_X0041_")]
    [InlineData("a_x00zz_", "a_x00zz_")]
    [InlineData("_x", "_x")]
    [InlineData("_x_x0041_", "_x_x005F_x0041_")]
    public void What_would_be_read_as_an_escape_is_escaped(string value, string expected) => Assert.Equal(expected, CellText.Of(value, "…"));

    [Fact]
    public void A_cut_never_parts_a_character()
    {
        var cut = CellText.Of(string.Concat(Enumerable.Repeat("🙂", 20_000)), "…");
        Assert.True(cut.Length <= CellText.Longest);
        Assert.EndsWith("🙂…", cut, StringComparison.Ordinal);
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
