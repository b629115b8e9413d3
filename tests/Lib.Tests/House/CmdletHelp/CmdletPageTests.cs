using TikTokBan.Help.Cmdlets;
using TikTokBan.Help.Pages;

namespace TikTokBan.Tests.House.CmdletHelp;

/// <summary>The pages of the cmdlets say what was compiled, all of it and nothing else.</summary>
public sealed class CmdletPageTests
{
    private static readonly IReadOnlyList<CmdletShape> Cmdlets = CmdletReader.ReadAll();

    private static string Folder => Repository.At("docs", "cmdlets");

    public static IEnumerable<object[]> Pages => Directory.GetFiles(Folder, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Select(file => new object[] { file });

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet() =>
        Assert.Equal(Cmdlets.Select(cmdlet => cmdlet.Name + ".md"), Pages.Select(row => (string)row[0]));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_agrees_with_its_cmdlet(string file)
    {
        var page = PageReader.Read(file, File.ReadAllText(Path.Combine(Folder, file)));

        Assert.Empty(PageCheck.Disagreements(Assert.Single(Cmdlets, cmdlet => cmdlet.Name == page.Name), page));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_names_only_cmdlets_and_topics_that_exist(string file)
    {
        var page = PageReader.Read(file, File.ReadAllText(Path.Combine(Folder, file)));
        var known = Cmdlets.Select(cmdlet => cmdlet.Name)
            .Concat(CommittedFiles.All.Where(path => path.StartsWith("en-US/about_", StringComparison.Ordinal)).Select(path => Path.GetFileName(path).Replace(".help.txt", "", StringComparison.Ordinal)));

        Assert.All(page.Links, link => Assert.Contains(link, known));
        Assert.DoesNotContain(page.Name, page.Links);
    }

    [Fact]
    public void A_parameter_that_is_renamed_is_noticed_both_ways()
    {
        var cmdlet = Cmdlets.Single(cmdlet => cmdlet.Name == "Get-CoveredApplication");
        var page = PageReader.Read("Get-CoveredApplication.md", File.ReadAllText(Path.Combine(Folder, "Get-CoveredApplication.md")).Replace("### -Catalogue", "### -Catalog", StringComparison.Ordinal));

        Assert.Equal(
            ["Get-CoveredApplication.md: -Catalogue isn't explained; add '### -Catalogue' under '## Parameters'.", "Get-CoveredApplication.md: Get-CoveredApplication has no parameter -Catalog; remove it, or correct its name."],
            PageCheck.Disagreements(cmdlet, page));
    }

    [Fact]
    public void An_output_that_the_cmdlet_no_longer_writes_is_noticed()
    {
        var cmdlet = Cmdlets.Single(cmdlet => cmdlet.Name == "Get-CoveredApplication") with { Outputs = ["System.String"] };
        var page = PageReader.Read("Get-CoveredApplication.md", File.ReadAllText(Path.Combine(Folder, "Get-CoveredApplication.md")));

        Assert.Equal(2, PageCheck.Disagreements(cmdlet, page).Count(sentence => sentence.Contains("'## Outputs'", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cmdlet_without_a_page_and_a_page_without_a_cmdlet_are_noticed()
    {
        var page = PageReader.Read("Get-CoveredApplication.md", File.ReadAllText(Path.Combine(Folder, "Get-CoveredApplication.md")));
        var other = Cmdlets.Single(cmdlet => cmdlet.Name == "Get-BanDirective");

        Assert.Equal(
            ["Get-BanDirective has no page; write docs/cmdlets/Get-BanDirective.md.", "Get-CoveredApplication.md: there is no such cmdlet; remove the page or correct its name."],
            PageCheck.Run([other], [page]));
    }
}
