using System.Diagnostics;
using System.Text.Json.Nodes;
using TikTokBan.Reports;
using Xunit.Abstractions;

namespace TikTokBan.Tests.Reports;

/// <summary>Sorting and narrowing down in a real browser, with nothing but the keyboard; and a page that needs none of it.</summary>
public sealed class PageScriptTests(ITestOutputHelper output, OpenBrowser shared) : IClassFixture<OpenBrowser>
{
    private const string Shown = "[...document.querySelectorAll('table.cases tbody tr')].filter(row => !row.hidden).length";

    [SkippableFact]
    public async Task Without_a_script_everything_is_there_and_nothing_that_needs_one()
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Named, "en");
        // Texts of tables without those of buttons and filters, which only a script brings.
        const string Words = "[...document.querySelectorAll('h1, h2, h3, caption, tbody, dl, p:not([role])')].map(e => e.textContent).join('|')";
        const string Controls = "document.querySelectorAll('button, select, input').length";
        await browser.AllowScripts(false);
        await browser.Open(page.Path, 1280);
        var without = Text(await browser.Evaluate(Words));
        Assert.Equal(0, Number(await browser.Evaluate(Controls)));
        Assert.Equal(120, Number(await browser.Evaluate(Shown)));
        Assert.Equal(0, Number(await browser.Evaluate("[...document.querySelectorAll('section, table, h2')].filter(e => e.getClientRects().length === 0).length")));

        await browser.AllowScripts(true);
        await browser.Open(page.Path, 1280);
        Assert.Equal(without, Text(await browser.Evaluate(Words)));
        Assert.True(Number(await browser.Evaluate(Controls)) > 10);
        Assert.Empty(browser.Said);
    }

    [SkippableFact]
    public async Task The_keyboard_alone_narrows_the_list_down_and_sorts_it()
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Named, "en");
        await browser.Open(page.Path, 1280);
        Assert.Equal("120 of 120 cases are shown", Text(await browser.Evaluate("document.querySelector('[role=status]').textContent")));

        await TabTo(browser, "document.activeElement.tagName === 'SELECT'");
        await browser.Press("ArrowDown");
        var violations = Number(await browser.Evaluate("[...document.querySelectorAll('table.cases tbody th .v-Violation')].length"));
        Assert.Equal(violations, Number(await browser.Evaluate(Shown)));
        Assert.Equal($"{violations} of 120 cases are shown", Text(await browser.Evaluate("document.querySelector('[role=status]').textContent")));

        await TabTo(browser, "document.activeElement.type === 'search'");
        await browser.Type("ELISE toestel");
        var found = Text(await browser.Evaluate("new Promise(done => { const status = document.querySelector('[role=status]'), before = status.textContent; new MutationObserver(() => done(status.textContent)).observe(status, { childList: true }); if (status.textContent !== before) done(status.textContent); })"));
        Assert.StartsWith(Number(await browser.Evaluate(Shown)) + " of 120", found, StringComparison.Ordinal);
        Assert.True(Truth(await browser.Evaluate("[...document.querySelectorAll('table.cases tbody tr')].filter(row => !row.hidden).every(row => row.textContent.includes('Élise'))")));

        await TabTo(browser, "document.activeElement.matches('.filter button')");
        await browser.Press("Enter");
        Assert.Equal(120, Number(await browser.Evaluate(Shown)));

        await TabTo(browser, "document.activeElement.matches('table.cases th.c-device button')");
        await browser.Press("Space");
        Assert.Equal("ascending", Text(await browser.Evaluate("document.activeElement.closest('th').getAttribute('aria-sort')")));
        const string Devices = "[...document.querySelectorAll('table.cases tbody tr')].map(row => row.cells[2].firstChild.textContent)";
        var up = Strings(await browser.Evaluate(Devices));
        Assert.Equal(up.Order(StringComparer.OrdinalIgnoreCase), up);
        await browser.Press("Space");
        var down = Strings(await browser.Evaluate(Devices));
        Assert.Equal(up.OrderDescending(StringComparer.OrdinalIgnoreCase), down);
        Assert.Equal(1, Number(await browser.Evaluate("document.querySelectorAll('table.cases [aria-sort]').length")));
        Assert.Empty(browser.Said);
    }

    [SkippableFact]
    public async Task Numbers_and_days_are_sorted_by_what_they_mean()
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Aggregate, "fr");
        await browser.Open(page.Path, 1280);
        const string Sort = "(column => { const table = document.getElementById('trend-caption').closest('table'); table.querySelectorAll('thead button')[column].click(); return [...table.tBodies[0].rows].map(row => row.cells[column].querySelector('time')?.dateTime ?? row.cells[column].dataset.s ?? row.cells[column].textContent); })";
        var days = Strings(await browser.Evaluate(Sort + "(0)"));
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
        var violations = Strings(await browser.Evaluate(Sort + "(3)")).Select(int.Parse).ToList();
        Assert.Equal(-1, violations[0]);
        Assert.Equal(violations.Order(), violations);
    }

    [SkippableFact]
    public async Task Ten_thousand_cases_can_be_narrowed_down()
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Named, "en", cases: 10_000);
        await browser.Open(page.Path, 1280);
        // Until the page is laid out again, which is when a reader sees it.
        const string Filter = "(() => { const begun = performance.now(); const choice = document.querySelectorAll('.filter select')[2]; choice.selectedIndex = 2; choice.dispatchEvent(new Event('change')); document.body.offsetHeight; return [Math.round(performance.now() - begun), " + Shown + "]; })()";
        const string Sort = "(() => { const begun = performance.now(); document.querySelector('table.cases th.c-person button').click(); document.body.offsetHeight; return Math.round(performance.now() - begun); })()";
        var watch = Stopwatch.StartNew();
        var filtered = (await browser.Evaluate(Filter))!.AsArray();
        output.WriteLine($"filter: {filtered[0]} ms; sort: {await browser.Evaluate(Sort)} ms; both with the way there and back: {watch.ElapsedMilliseconds} ms");
        // As many as are laid out without a pause; the others come when they are asked for.
        Assert.Equal(500, Number(filtered[1]));
        Assert.Matches("^[1-9],[0-9]{3} of 10,000 cases fit; the first 500 are shown$", Text(await browser.Evaluate("document.querySelector('[role=status]').textContent")));
        Assert.Equal(1000, Number(await browser.Evaluate("(() => { document.querySelectorAll('.filter button')[1].click(); return " + Shown + "; })()")));
    }

    [SkippableTheory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task What_has_the_focus_is_seen_and_large_enough(int width)
    {
        var browser = await shared.Get();
        using var page = new PageFile(ReportDetail.Aggregate, "fr-nl");
        await browser.Open(page.Path, width);
        // A page that still glides to its place can't be measured.
        await browser.Evaluate("document.documentElement.style.scrollBehavior = 'auto'");
        for (var press = 0; press < 60; press++)
        {
            await browser.Press("Tab");
            var focus = await browser.Evaluate("(() => { const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e), hit = document.elementFromPoint(Math.min(Math.max(box.left + 4, 1), innerWidth - 2), Math.min(Math.max(box.top + 4, 1), innerHeight - 2)); return { what: e.outerHTML.slice(0, 120), outline: parseFloat(style.outlineWidth), seen: box.bottom > 0 && box.top < innerHeight && (hit === e || e.contains(hit) || hit?.contains(e)), small: e.matches('a, button, select, input') && (box.width < 24 || box.height < 24) }; })()");
            Assert.True(focus!["outline"]!.GetValue<double>() >= 2, focus.ToJsonString());
            Assert.True(Truth(focus["seen"]), focus.ToJsonString());
            Assert.False(Truth(focus["small"]), focus.ToJsonString());
        }
    }

    private static async Task TabTo(Browser browser, string there)
    {
        for (var press = 0; press < 600; press++)
        {
            if (Truth(await browser.Evaluate(there)))
                return;
            await browser.Press("Tab");
        }

        Assert.Fail("the keyboard doesn't get there: " + there);
    }

    private static int Number(JsonNode? node) => (int)node!.GetValue<double>();

    private static bool Truth(JsonNode? node) => node!.GetValue<bool>();

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static List<string> Strings(JsonNode? node) => [.. node!.AsArray().Select(Text)];
}
