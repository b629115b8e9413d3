using TikTokBan.Help;
using TikTokBan.Help.Pages;

namespace TikTokBan.Tests.House.CmdletHelp;

/// <summary>What is read from a page, and what its author is told.</summary>
public sealed class PageReaderTests
{
    private const string Good = """
        # Get-Thing

        ## Synopsis

        Gets a thing.

        ## Description

        Reads `one` file,
        and *nothing* else.

        - first
        - second

        ## Examples

        ### Get it

        ```powershell
        Get-Thing |
            Out-Null
        ```

        ```text
        Id  Name
        ```

        It is there.

        ## Parameters

        ### -Name

        What it is called.
        Default: `*`.

        ### -All

        Everything.

        ## Inputs

        ### None

        Nothing is taken.

        ## Outputs

        ### String

        Its name.

        ## Related links

        - [Get-Other](Get-Other.md)
        - about_Things
        """;

    [Fact]
    public void A_page_becomes_plain_text()
    {
        var page = PageReader.Read("Get-Thing.md", Good);

        Assert.Equal("Gets a thing.", page.Synopsis);
        Assert.Equal(["Reads one file, and nothing else.", "- first\n- second"], page.Description);
        var example = Assert.Single(page.Examples);
        Assert.Equal(("Get it", "Get-Thing |\n    Out-Null", "Id  Name"), (example.Title, example.Code, example.Output));
        Assert.Equal(["It is there."], example.Remarks);
        Assert.Equal([("Name", "What it is called.", "*"), ("All", "Everything.", null)], page.Parameters.Select(entry => (entry.Name, entry.Text.Single(), entry.Default)));
        Assert.Equal(["Get-Other", "about_Things"], page.Links);
        Assert.Empty(page.Notes);
    }

    [Theory]
    [InlineData("# Get-Thing", "# Get-Other", "Get-Thing.md(1): the title is 'Get-Other'; a page's title is its file's name.")]
    [InlineData("# Get-Thing", "", "Get-Thing.md: the page has no title; begin it with '# Verb-Noun'.")]
    [InlineData("Gets a thing.", "Gets a thing", "Get-Thing.md(3): the synopsis is one sentence, with a full stop.")]
    [InlineData("Gets a thing.", "", "Get-Thing.md(3): 'Synopsis' says nothing; write it.")]
    [InlineData("## Synopsis", "## Summary", "Get-Thing.md(3): the heading 'Summary' has no place here*")]
    [InlineData("## Related links", "## Inputs", "Get-Thing.md(*): the section 'Inputs' comes twice or too late*")]
    [InlineData("## Outputs\n\n### String\n\nIts name.", "", "Get-Thing.md: the page has no section '## Outputs'; write it.")]
    [InlineData("### -All", "### All", "Get-Thing.md(37): a parameter's heading is its name with a dash, such as '### -All'.")]
    [InlineData("### -All", "### -Name", "Get-Thing.md(37): '-Name' comes twice under 'Parameters'; keep one.")]
    [InlineData("What it is called.", "", "Get-Thing.md(32): '-Name' says nothing but its default; write what it is for.")]
    [InlineData("Everything.", "{{ Fill All }}", "Get-Thing.md(39): this still has to be written.")]
    [InlineData("Everything.", "| a | b |", "Get-Thing.md(39): a console shows no table; write a list.")]
    [InlineData("Everything.", "Every <b>thing</b>.", "Get-Thing.md(39): a console shows text, code and links only; put other signs between backticks.")]
    [InlineData("Everything.", "> Everything.", "Get-Thing.md(39): a console shows paragraphs, lists and code only; write this as one of them.")]
    [InlineData("```powershell", "```", "Get-Thing.md(17): the example begins with a block ```powershell.")]
    [InlineData("It is there.", "", "Get-Thing.md(17): the example is one block*")]
    [InlineData("[Get-Other](Get-Other.md)", "[Get-Other](Get-Another.md)", "Get-Thing.md(55): 'Get-Other' isn't a link to a page of that name*")]
    [InlineData("- about_Things", "- Things", "Get-Thing.md(55): 'Things' isn't a link to a page of that name*")]
    public void A_bad_page_is_refused_with_place_and_advice(string good, string bad, string sentence)
    {
        var refusal = Assert.Throws<HelpException>(() => PageReader.Read("Get-Thing.md", Good.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(sentence).Replace("\\*", ".*", StringComparison.Ordinal) + "$", refusal.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Contains("there is no such folder", Assert.Throws<HelpException>(() => PageReader.ReadAll(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()))).Message, StringComparison.Ordinal);
}
