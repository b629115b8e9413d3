using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>What the page says when everything is known: every section, every way from a number to what it rests on, both languages.</summary>
public sealed class PageContentTests
{
    public static TheoryData<ReportDetail, string> Editions
    {
        get
        {
            var editions = new TheoryData<ReportDetail, string>();
            foreach (var detail in Enum.GetValues<ReportDetail>())
            {
                foreach (var edition in ReportText.Editions)
                    editions.Add(detail, edition);
            }

            return editions;
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_link_leads_somewhere_and_every_id_is_there_once(ReportDetail detail, string edition)
    {
        var page = Page(detail, edition);
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var links = page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.True(links.Count > 60);
        Assert.All(links, link => Assert.NotNull(page.GetElementById(link[1..])));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), element => Assert.NotNull(page.GetElementById(element.GetAttribute("aria-labelledby")!)));
        // In an edition of two languages nothing leads from one into the other but the links to switch.
        Assert.All(page.QuerySelectorAll("article"), part => Assert.All(part.QuerySelectorAll("a"), link => Assert.NotNull(part.QuerySelector($"[id=\"{link.GetAttribute("href")![1..]}\"]"))));
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_section_is_in_the_contents_with_its_number(ReportDetail detail, string edition)
    {
        var page = Page(detail, edition);
        Assert.Equal(ReportText.Of(edition).Count, page.QuerySelectorAll("article").Length);
        foreach (var part in page.QuerySelectorAll("article"))
        {
            var headings = part.QuerySelectorAll("section:not(.point) > h2").Select(heading => heading.TextContent).ToList();
            Assert.Equal(detail == ReportDetail.Aggregate ? 18 : 19, headings.Count);
            Assert.Equal(headings, part.QuerySelectorAll("nav.contents li").Select(entry => entry.TextContent));
            Assert.Equal(headings.Select((_, index) => $"{index + 1} "), headings.Select(heading => heading[..(heading.IndexOf(' ', StringComparison.Ordinal) + 1)]));
        }
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Each_part_says_its_language_and_what_it_contains(ReportDetail detail, string edition)
    {
        var page = Page(detail, edition);
        var texts = ReportText.Of(edition);
        Assert.Equal(texts[0].Language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(texts.Select(text => text.Language), page.QuerySelectorAll("article").Select(part => part.GetAttribute("lang")));
        Assert.Equal(texts.Select(text => text["kind." + detail]), page.QuerySelectorAll(".kind").Select(kind => kind.TextContent));
        Assert.All(texts, text => Assert.Contains(text["running.title"], page.Title!, StringComparison.Ordinal));
        Assert.Equal(texts.Count > 1 ? 2 : 0, page.QuerySelectorAll("nav.languages a").Length);
    }

    [Fact]
    public void Every_table_of_numbers_leads_to_its_evidence_and_to_what_is_counted()
    {
        var page = Page(ReportDetail.Named, "en");
        var captions = page.QuerySelectorAll("caption").Where(caption => caption.QuerySelector("[id]")!.Id is not ("provenance-caption" or "register-caption")).ToList();
        Assert.True(captions.Count > 15);
        Assert.All(captions, caption =>
        {
            Assert.NotEmpty(caption.QuerySelectorAll("a[href^='#E-0']"));
            Assert.Single(caption.QuerySelectorAll("a[href^='#figure-']"));
        });
        Assert.Equal(SampleModel.Make().Provenance.Count, page.QuerySelectorAll("#provenance tbody tr").Length);
    }

    [Fact]
    public void What_is_not_known_is_said_not_to_be()
    {
        var model = ReportModel.From(new ReportInput(SampleScan.Make()), new ReportOptions());
        var page = new HtmlParser().ParseDocument(SampleModel.Write(model with { Register = [], Provenance = [] }));
        Assert.Empty(page.QuerySelectorAll("#trend, #changes, #removals, #blocks, #waivers, #provenance, #register"));
        Assert.Equal(6, page.QuerySelectorAll("#untold li").Length);
    }

    [Fact]
    public void What_changed_is_listed_where_cases_are()
    {
        var model = SampleModel.Make(ReportDetail.Named);
        var page = new HtmlParser().ParseDocument(SampleModel.Write(model));
        var solved = page.GetElementById("changes-solved-caption")!.Closest("table")!.QuerySelectorAll("tbody tr");
        Assert.Equal(model.Changes!.SolvedCases.Count, solved.Length);
        var arrived = page.GetElementById("changes-arrived-caption")!.Closest("table")!.QuerySelectorAll("tbody tr");
        Assert.Equal(model.Changes.NewCases.Count + model.Changes.ReappearedCases.Count, arrived.Length);
        var marked = page.QuerySelectorAll("table.cases tbody th use[href='#mark-new'], table.cases tbody th use[href='#mark-back']");
        Assert.Equal(arrived.Length, marked.Length);
        Assert.Null(Page(ReportDetail.Aggregate, "en").GetElementById("changes-solved-caption"));
    }

    [Fact]
    public void A_value_of_the_authority_can_not_leave_the_running_header()
    {
        const string Name = "\"}}</style><script>alert(1)</script>\\ é";
        var model = SampleModel.Make();
        var html = SampleModel.Write(model with { Scan = model.Scan with { Authority = Name } });
        var page = new HtmlParser().ParseDocument(html);
        Assert.Equal(2, page.QuerySelectorAll("style").Length);
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Contains("@top-left{content:\"\\000022 \\00007D \\00007D \\00003C \\00002F style", page.QuerySelectorAll("style")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(Name, page.QuerySelector("h1")!.TextContent);
    }

    private static IDocument Page(ReportDetail detail, string edition) => new HtmlParser().ParseDocument(SampleModel.Write(SampleModel.Make(detail, edition)));
}
