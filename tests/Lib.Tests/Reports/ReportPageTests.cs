using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports;

/// <summary>The page as a browser, a screen reader and a mail gateway see it.</summary>
public sealed class ReportPageTests
{
    public static TheoryData<ReportDetail, string> Forms
    {
        get
        {
            var forms = new TheoryData<ReportDetail, string>();
            foreach (var language in TikTokBan.Reports.Texts.ReportText.Languages)
            {
                forms.Add(ReportDetail.Aggregate, language);
                forms.Add(ReportDetail.Named, language);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task It_is_well_formed_and_says_its_language(ReportDetail detail, string language)
    {
        using var report = await ReportFiles.Write(SampleScan.Make(), detail, language);
        var errors = new List<string>();
        var parser = new HtmlParser(new HtmlParserOptions { IsStrictMode = false, IsKeepingSourceReferences = true });
        parser.Error += (_, error) => errors.Add($"{error}");
        var page = parser.ParseDocument(report.Html);
        Assert.Empty(errors);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("utf-8", page.Head!.Children[0].GetAttribute("charset"));
        Assert.NotEmpty(page.Title!);
        Assert.Equal(1, page.QuerySelectorAll("main").Length);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task It_asks_for_nothing_and_runs_nothing(ReportDetail detail, string language)
    {
        using var report = await ReportFiles.Write(SampleScan.Make(), detail, language);
        var page = Parse(report.Html);
        Assert.Empty(page.QuerySelectorAll("script[src], iframe, object, embed, img, video, audio, form, base, link[rel=stylesheet], [style]"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        foreach (var reference in page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name is "href" or "src" or "xlink:href" or "action"))
        {
            Assert.True(reference.Value is "data:," || (reference.Value.StartsWith('#') && page.GetElementById(reference.Value[1..]) is not null), reference.Value);
        }

        Assert.DoesNotContain("://", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", report.Html, StringComparison.Ordinal);
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var element in page.QuerySelectorAll("style, script"))
            Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.TextContent)))}'", policy, StringComparison.Ordinal);
        var script = Assert.Single(page.QuerySelectorAll("script")).TextContent;
        Assert.DoesNotMatch("eval|Function\\(|fetch|XMLHttp|localStorage|sessionStorage|innerHTML|document\\.write|cookie|import", script);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_screen_reader_finds_its_way(ReportDetail detail, string language)
    {
        using var report = await ReportFiles.Write(SampleScan.Make(), detail, language);
        var page = Parse(report.Html);

        var levels = page.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));

        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), element => Assert.NotNull(page.GetElementById(element.GetAttribute("aria-labelledby")!)));

        var tables = page.QuerySelectorAll("table");
        Assert.True(tables.Length >= 8);
        Assert.All(tables, table =>
        {
            Assert.NotEmpty(table.QuerySelector("caption")!.TextContent);
            Assert.All(table.QuerySelectorAll("thead th"), header => Assert.Equal("col", header.GetAttribute("scope")));
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal("row", row.FirstElementChild!.GetAttribute("scope")));
            var columns = table.QuerySelectorAll("thead th").Length;
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal(columns, row.ChildElementCount));
            var box = table.ParentElement!;
            Assert.Equal(("region", "0"), (box.GetAttribute("role"), box.GetAttribute("tabindex")));
        });
        Assert.All(page.QuerySelectorAll("svg"), svg => Assert.True(svg.GetAttribute("aria-hidden") == "true" || svg.GetAttribute("aria-label")?.Length > 0));
    }

    [Fact]
    public async Task Every_verdict_is_told_by_a_shape_of_its_own_and_a_word()
    {
        using var report = await ReportFiles.Write(SampleScan.Make(), ReportDetail.Named);
        var page = Parse(report.Html);
        var shapes = Enum.GetNames<Verdict>().Select(verdict => page.QuerySelector($"symbol#mark-{verdict} path")!.GetAttribute("d")).ToList();
        Assert.Equal(shapes.Count, shapes.Distinct().Count());
        var marks = page.QuerySelectorAll(".verdict");
        Assert.True(marks.Length > 120);
        Assert.All(marks, mark =>
        {
            Assert.NotEmpty(mark.TextContent.Trim());
            Assert.NotNull(page.QuerySelector("symbol" + mark.QuerySelector("use")!.GetAttribute("href")));
        });
    }

    [Fact]
    public async Task Nothing_found_is_never_said_without_what_could_not_be_seen()
    {
        using var report = await ReportFiles.Write(SampleScan.From([]));
        var page = Parse(report.Html);
        Assert.Equal("0", page.QuerySelector(".headline .figure")!.TextContent);
        Assert.Contains("109 cannot be seen by any source", page.QuerySelector("#point")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("says nothing about those", page.QuerySelector("#point")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_point_comes_before_everything_else()
    {
        using var report = await ReportFiles.Write(SampleScan.Make(), ReportDetail.Named);
        var sections = Parse(report.Html).QuerySelectorAll("main > article > section").Select(section => section.Id);
        Assert.Equal(["point", "unseen", "verdicts", "breakdowns", "missing", "assumptions", "coverage", "unread", "lookalikes", "untold", "cases", "method", "provenance", "register", "document", "glossary"], sections);
    }

    [Fact]
    public async Task Values_can_not_leave_their_place()
    {
        const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        string[] names = [Script, "\u202Egnp.tnemucod", "a\0b", "\uD800lone", "lone\uDC00", "name \U0001F469\u200D\U0001F4BB", new string('w', 4000), "\u0001\u001b[31m\u0085\u2028", "=1+1"];
        var random = new Random(1);
        var exposures = names.Select((name, index) => SampleScan.One(random, index) with
        {
            Person = SampleScan.Person(index, name, name + "@voorbeeld.example"),
            Device = SampleScan.Device(index, "ios", SampleScan.End) with { Name = name },
            Organisation = name,
            Reasons = [name, "Plain."],
            Missing = [name],
            Verdict = Verdict.Review,
        }).ToList();
        var scan = SampleScan.From(SampleScan.Ordered(exposures)) with { Rejected = [new(Script, 1, Script)], Unrecognised = [new(Script, Script)] };
        scan = scan with { Summary = scan.Summary with { Authority = Script, Assumptions = [new UsedAssumption("a", Script, 3)] } };
        foreach (var detail in Enum.GetValues<ReportDetail>())
        {
            using var report = await ReportFiles.Write(scan, detail);
            var page = Parse(report.Html);
            Assert.Empty(page.QuerySelectorAll("img, [onerror]"));
            Assert.DoesNotContain("alert", Assert.Single(page.QuerySelectorAll("script")).TextContent, StringComparison.Ordinal);
            Assert.Equal(Script, page.QuerySelector("h1")!.TextContent);
            Assert.DoesNotContain(report.Html, character => char.IsControl(character) && character != '\n');
            Assert.DoesNotContain('\u202E', report.Html);
            Assert.DoesNotContain('\u2028', report.Html);
            if (detail == ReportDetail.Named)
            {
                Assert.Contains("name \U0001F469\u200D\U0001F4BB", page.QuerySelector("#cases")!.TextContent, StringComparison.Ordinal);
                Assert.All(page.QuerySelectorAll("bdi"), value => Assert.True(value.TextContent.Length <= 400));
            }
        }
    }

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
