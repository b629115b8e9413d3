using TikTokBan.Reports;
using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>The summary is short, says the point in every language, and no value in it is anything but text.</summary>
public sealed class MarkdownSummaryTests
{
    private const string Special = "\\`*_{}[]<>|~#!$=";

    public static TheoryData<string> Editions => [.. ReportText.Editions];

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_summary_has_sixty_lines_at_most_and_says_the_point_in_each_language(string edition)
    {
        foreach (var detail in new[] { ReportDetail.Aggregate, ReportDetail.Named })
        {
            var model = FullModel.Of(SampleScan.Make(600, seed: 5), new ReportOptions { Detail = detail, Language = edition });
            var summary = await Write(model);
            Assert.InRange(summary.Split('\n').Length, 10, 60);
            foreach (var text in ReportText.Of(edition))
            {
                Assert.Contains(text.Format("summary.violation", text.Shown(model.Headline.DevicesInViolation).Replace("<", "&lt;", StringComparison.Ordinal), text.Number(1200)), summary, StringComparison.Ordinal);
                Assert.Contains(text.Count("point.unseen", model.Headline.DevicesUnseen), summary, StringComparison.Ordinal);
                foreach (var row in model.Verdicts.Where(row => !row.Cases.IsZero))
                    Assert.Contains($"| {text["verdict." + row.Verdict]} | {text.Shown(row.Cases).Replace("<", "&lt;", StringComparison.Ordinal)} |", summary, StringComparison.Ordinal);
            }

            Assert.Contains(model.Control.Reference, summary, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_summary_names_nobody()
    {
        var scan = SampleScan.Make(200);
        var summary = await Write(FullModel.Of(scan, new ReportOptions { Detail = ReportDetail.Named }));
        Assert.DoesNotContain("voorbeeld.example", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("TOESTEL", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_makes_no_markup_no_line_and_no_link()
    {
        foreach (var value in NaughtyStrings.All.Where(value => value.Length > 0))
        {
            var model = FullModel.Of(SampleScan.Make(30), new ReportOptions { DirectiveTitle = value });
            model = model with { Scan = model.Scan with { Authority = value } };
            var lines = (await Write(model)).Split('\n');
            var plain = (await Write(model with { Scan = model.Scan with { Authority = "x" }, Options = model.Options with { DirectiveTitle = "x" } })).Split('\n');
            Assert.Equal(plain.Length, lines.Length);
            var shown = lines[0]["# TikTok ban report: ".Length..];
            for (var index = 0; index < shown.Length; index++)
            {
                if (Special.Contains(shown[index], StringComparison.Ordinal) && shown[index] != '\\')
                    Assert.Equal(1, shown[..index].Reverse().TakeWhile(character => character == '\\').Count() % 2);
            }

            Assert.DoesNotContain("://", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("www.e", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("@e", shown, StringComparison.Ordinal);
            Assert.DoesNotMatch("&(?!amp;)", shown);
        }
    }

    private static async Task<string> Write(TikTokBan.Reports.Model.ReportModel model)
    {
        var folder = Directory.CreateTempSubdirectory("ttb-md-").FullName;
        try
        {
            await new MarkdownFormat().WriteAsync(model, ReportText.Of(model.Options.Language), folder, CancellationToken.None);
            return await File.ReadAllTextAsync(Path.Combine(folder, MarkdownFormat.File));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
