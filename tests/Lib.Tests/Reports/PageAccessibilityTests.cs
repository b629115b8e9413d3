using TikTokBan.Reports;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>No rule of axe-core for WCAG 2.2 AA, or of its good practice, finds anything.</summary>
public sealed class PageAccessibilityTests(OpenBrowser shared) : IClassFixture<OpenBrowser>
{
    internal const string Run = """
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations', 'passes'] })
          .then(found => ({ passes: found.passes.length, violations: found.violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' // ')) }))
        """;

    public static TheoryData<ReportDetail, string, bool, int> Pages
    {
        get
        {
            var pages = new TheoryData<ReportDetail, string, bool, int>();
            if (!Matrix.IsFull)
            {
                pages.Add(ReportDetail.Aggregate, "fr-nl", false, 320);
                pages.Add(ReportDetail.Pseudonymised, "de", true, 1280);
                pages.Add(ReportDetail.Named, "en", false, 390);
                return pages;
            }

            foreach (var detail in Enum.GetValues<ReportDetail>())
            {
                pages.Add(detail, "en", false, 1280);
                pages.Add(detail, "nl", true, 1280);
            }

            foreach (var edition in ReportText.Editions)
                pages.Add(ReportDetail.Aggregate, edition, false, 320);
            pages.Add(ReportDetail.Named, "fr-nl", true, 390);
            return pages;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_stands_in_a_readers_way(ReportDetail detail, string language, bool dark, int width)
    {
        var axe = await File.ReadAllTextAsync(NodePackages.File("axe-core", "axe.min.js"));
        var browser = await shared.Get();
        using var page = new PageFile(detail, language, cases: 40);
        await browser.Open(page.Path, width, dark);
        await browser.Evaluate(axe + ";0");
        var found = await browser.Evaluate(Run);
        Assert.Empty(found!["violations"]!.AsArray().Select(rule => rule!.GetValue<string>()));
        Assert.True(found["passes"]!.GetValue<int>() > 25);
    }
}
