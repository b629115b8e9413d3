namespace TikTokBan.Tests.Reports.Rollup;

/// <summary>The national page in a real browser, as the page of one authority: it fits, and nothing stands in a reader's way.</summary>
public sealed class RollupPageTests(OpenBrowser shared) : IClassFixture<OpenBrowser>, IDisposable
{
    private readonly Inbox _inbox = new();

    public void Dispose() => _inbox.Dispose();

    [SkippableTheory]
    [InlineData("fr", 390)]
    [InlineData("nl", 390)]
    [InlineData("de", 1280)]
    public async Task It_fits_and_asks_for_nothing(string language, int width)
    {
        var browser = await shared.Get();
        await browser.Open(await Page(language), width);
        var size = await browser.Evaluate("({ page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth, styled: getComputedStyle(document.querySelector('table')).borderCollapse })");
        Assert.True(size!["page"]!.GetValue<int>() <= size["window"]!.GetValue<int>(), size.ToJsonString());
        Assert.Equal("collapse", size["styled"]!.GetValue<string>());
        Assert.Empty(browser.Said);
        Assert.All(browser.Requests, address => Assert.True(address.StartsWith("file:", StringComparison.Ordinal) || address == "data:,", address));
    }

    [SkippableTheory]
    [InlineData("nl", 390, true)]
    [InlineData("en", 1280, false)]
    public async Task Nothing_stands_in_a_readers_way(string language, int width, bool dark)
    {
        var axe = await File.ReadAllTextAsync(NodePackages.File("axe-core", "axe.min.js"));
        var browser = await shared.Get();
        await browser.Open(await Page(language), width, dark);
        await browser.Evaluate(axe + ";0");
        var found = await browser.Evaluate(PageAccessibilityTests.Run);
        Assert.Empty(found!["violations"]!.AsArray().Select(rule => rule!.GetValue<string>()));
        Assert.True(found["passes"]!.GetValue<int>() > 20);
    }

    private async Task<string> Page(string language)
    {
        await _inbox.Add("one", "Authority One", Inbox.Figures(10, 2, 12));
        await _inbox.Add("two", "Authority of a rather long name that somebody thought of", Inbox.Figures("<5", 0, "<5"));
        await _inbox.Add("odd", "Odd authority", Inbox.Figures("lots", 8, 11));
        var list = _inbox.Write("list.csv", "authority,due\nAuthority One,2026-11-05\nThree,2026-11-05\nFour,2027-01-01\n");
        await _inbox.Run(request => request with { Language = language, Expected = list });
        return Path.Combine(_inbox.Output, "report.html");
    }
}
