using System.Text.Json.Nodes;
using TikTokBan.Reports;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>The page in a real browser: it fits, it is silent, it can be read and printed.</summary>
public sealed class ReportInBrowserTests(OpenBrowser shared) : IClassFixture<OpenBrowser>
{
    // Relative luminance and contrast as WCAG 2.2 defines them, for every text that is drawn.
    private const string Contrasts = """
        (() => {
          const channel = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); };
          const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
          const parse = s => s.match(/[\d.]+/g).map(Number);
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
          const poor = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          let texts = 0;
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement;
            if (!walk.currentNode.textContent.trim() || !e.getClientRects().length || e.closest('style')) continue;
            texts++;
            const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) poor.push(ratio.toFixed(2) + ' ' + e.className + ' ' + e.textContent.slice(0, 40));
          }
          return { texts, poor };
        })()
        """;

    private static readonly int[] Widths = [320, 390, 1280, 1920];

    [SkippableFact]
    public async Task Nothing_has_to_be_scrolled_sideways_and_nothing_is_asked_for()
    {
        var browser = await shared.Get();
        (ReportDetail, string)[] pages = [.. ReportText.Editions.Select(edition => (ReportDetail.Aggregate, edition)), (ReportDetail.Pseudonymised, "nl"), (ReportDetail.Named, "de"), (ReportDetail.Named, "fr-nl")];
        var opened = 0;
        foreach (var (detail, language) in pages)
        {
            using var page = new PageFile(detail, language);
            await browser.Open(page.Path, Widths[0]);
            // A page in fewer combinations still meets each width in two languages.
            foreach (var width in Matrix.IsFull ? Widths : Widths.Where((_, index) => (index + opened) % 2 == 0))
            {
                await browser.Resize(width);
                await Fits($"{detail} {language} {width}");
            }

            opened++;
        }

        Assert.Empty(browser.Said);
        Assert.All(browser.Requests, address => Assert.True(address.StartsWith("file:", StringComparison.Ordinal) || address == "data:,", address));
        Assert.Equal(pages.Length, browser.Requests.Count(address => address.StartsWith("file:", StringComparison.Ordinal)));

        async Task Fits(string what)
        {
            var size = await browser.Evaluate("({ page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth, styled: getComputedStyle(document.querySelector('table')).borderCollapse })");
            Assert.True(size!["page"]!.GetValue<int>() <= size["window"]!.GetValue<int>(), $"{what}: {size.ToJsonString()}");
            Assert.Equal("collapse", size["styled"]!.GetValue<string>());
        }
    }

    [SkippableFact]
    public async Task A_caption_and_its_links_stay_on_the_screen_however_far_a_table_is_scrolled()
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Named, "nl", cases: 20);
        await browser.Open(page.Path, 390);
        var ends = await browser.Evaluate("[...document.querySelectorAll('.scroll')].flatMap(box => [0, 5000].map(left => { box.scrollLeft = left; const at = box.querySelector('.stays').getBoundingClientRect(); return { at: box.getAttribute('aria-labelledby'), moved: box.scrollLeft, left: at.left, right: at.right, wide: box.querySelector('.stays').scrollWidth - box.querySelector('.stays').clientWidth }; }))");
        Assert.Contains(ends!.AsArray(), end => end!["moved"]!.GetValue<double>() > 50);
        Assert.All(ends.AsArray(), end => Assert.True(end!["left"]!.GetValue<double>() >= 0 && end["right"]!.GetValue<double>() <= 390 && end["wide"]!.GetValue<int>() <= 0, end.ToJsonString()));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_text_stands_out_from_its_ground(bool dark)
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Named, "en");
        await browser.Open(page.Path, 1280, dark);
        var found = await browser.Evaluate(Contrasts);
        Assert.True(found!["texts"]!.GetValue<int>() > 1000);
        Assert.Empty(found["poor"]!.AsArray().Select(Text));
        var ground = Text(await browser.Evaluate("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(dark, ground != "rgb(255, 255, 255)");
    }

    [SkippableFact]
    public async Task The_keyboard_reaches_every_table_that_scrolls()
    {
        var browser = await shared.Get();
        using var report = await ReportFiles.Write(SampleScan.Make(), ReportDetail.Named);
        await browser.Open(Path.Combine(report.Folder, "report.html"), 390);
        var boxes = await browser.Evaluate("[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).map(e => e.tabIndex)");
        Assert.NotEmpty(boxes!.AsArray());
        Assert.All(boxes.AsArray(), index => Assert.Equal(0, index!.GetValue<int>()));
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
