using AngleSharp.Html.Parser;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Tests.Reports.Handover;

public sealed class MarkdownHtmlTests
{
    [Fact]
    public void Headings_paragraphs_lists_and_tables_become_what_they_are()
    {
        var html = MarkdownHtml.Of("# Title #\n\nTwo lines\nof **one** paragraph\n- one\n- two\n\n1. first\n2. second\n\n| a | b |\n|---|:--:|\n| x \\| y | 2 |\n\n---\n## Next");

        Assert.Equal(
            "<h1>Title</h1>\n<p>Two lines of one paragraph</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<ol>\n<li>first</li>\n<li>second</li>\n</ol>\n"
            + "<table border=\"1\" cellpadding=\"4\" cellspacing=\"0\">\n<tr><th>a</th><th>b</th></tr>\n<tr><td>x | y</td><td>2</td></tr>\n</table>\n<h2>Next</h2>\n",
            html);
    }

    [Theory]
    [InlineData("# <script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("- <a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("| <b>a</b> |\n|---|\n| <iframe src=//evil.example> |")]
    [InlineData("[text](javascript:alert(1))")]
    [InlineData("\\<script\\>")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("|")]
    [InlineData("||\n|-|")]
    public void Markup_in_it_stays_text(string markdown)
    {
        var body = new HtmlParser().ParseDocument(MarkdownHtml.Of(markdown)).Body!;

        string[] known = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "table", "tbody", "tr", "th", "td"], attributes = ["border", "cellpadding", "cellspacing"];
        Assert.All(body.QuerySelectorAll("*"), element => Assert.Contains(element.LocalName, known));
        Assert.All(body.QuerySelectorAll("*"), element => Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, attributes)));
    }

    [Fact]
    public void Any_text_comes_to_an_end_and_stays_text()
    {
        var random = new Random(716);
        const string Letters = "#-*|\\ \n1.<>&\"'a:_";
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.DoesNotContain("<a", MarkdownHtml.Of(text), StringComparison.Ordinal);
        }
    }
}
