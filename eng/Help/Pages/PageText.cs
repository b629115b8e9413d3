using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TikTokBan.Help.Pages;

/// <summary>Turns what a page says into the plain paragraphs that a console shows.</summary>
internal static class PageText
{
    /// <summary>A paragraph, a list or a block of code as one paragraph.</summary>
    /// <exception cref="HelpException">A console can't show it.</exception>
    public static string Of(Block block, string place) => block switch
    {
        ParagraphBlock paragraph => Checked(Of(paragraph.Inline, place), place),
        ListBlock list => string.Join('\n', list.Cast<ListItemBlock>().Select((item, index) => ItemOf(list, item, index, place))),
        CodeBlock code => CodeOf(code),
        _ => throw new HelpException($"{place}: a console shows paragraphs, lists and code only; write this as one of them."),
    };

    public static string CodeOf(CodeBlock code) => code.Lines.ToString().Replace("\r", "", StringComparison.Ordinal).TrimEnd('\n');

    /// <summary>The text of a heading or paragraph, without marks.</summary>
    public static string Of(ContainerInline? inlines, string place)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? [])
            text.Append(Of(inline, place));
        return text.ToString().Trim();
    }

    private static string Of(Inline inline, string place) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline line => line.IsHard ? "\n" : " ",
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LinkInline { IsImage: false } link => link.Url?.Contains("://", StringComparison.Ordinal) == true ? $"{Inner(link, place)} ({link.Url})" : Inner(link, place),
        EmphasisInline emphasis => Inner(emphasis, place),
        _ => throw new HelpException($"{place}: a console shows text, code and links only; put other signs between backticks."),
    };

    private static string Inner(ContainerInline container, string place) => string.Concat(container.Select(inline => Of(inline, place)));

    private static string ItemOf(ListBlock list, ListItemBlock item, int index, string place) =>
        (list.IsOrdered ? $"{index + 1}. " : "- ") + string.Join("\n  ", item.Select(block => Of(block, place)));

    private static string Checked(string text, string place) =>
        text.StartsWith('|') ? throw new HelpException($"{place}: a console shows no table; write a list.")
        : text.Contains("{{", StringComparison.Ordinal) ? throw new HelpException($"{place}: this still has to be written.")
        : text;
}
