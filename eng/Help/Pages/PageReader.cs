using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TikTokBan.Help.Pages;

/// <summary>Reads a cmdlet's page.</summary>
internal static class PageReader
{
    private const string DefaultMark = "Default: ";

    /// <summary>Every page of a folder, in the order of their names.</summary>
    public static IReadOnlyList<HelpPage> ReadAll(string folder) => !Directory.Exists(folder)
        ? throw new HelpException($"{folder}: there is no such folder; give the one with the cmdlets' pages.")
        : [.. Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(path => Read(Path.GetFileName(path), File.ReadAllText(path)))];

    /// <exception cref="HelpException">The page isn't one; the sentence says where and what to do.</exception>
    public static HelpPage Read(string file, string text)
    {
        var outline = PageOutline.Read(file, text);
        if (outline.Title + ".md" != file)
            throw new HelpException($"{file}(1): the title is '{outline.Title}'; a page's title is its file's name.");
        var synopsis = outline.Section("Synopsis");
        return new HelpPage(file, outline.Title)
        {
            Synopsis = synopsis.Written() is [var sentence] && sentence.EndsWith('.') ? sentence : throw new HelpException($"{synopsis.Place}: the synopsis is one sentence, with a full stop."),
            Description = outline.Section("Description").Written(),
            Examples = [.. outline.Section("Examples").Entries.Select(Example)],
            Parameters = [.. outline.Section("Parameters", isRequired: false).Entries.Select(Parameter)],
            Inputs = [.. outline.Section("Inputs").Entries.Select(Type)],
            Outputs = [.. outline.Section("Outputs").Entries.Select(Type)],
            Notes = outline.Section("Notes", isRequired: false).Paragraphs,
            Links = [.. outline.Section("Related links").Blocks.SelectMany(item => Links(item.Block, item.Place))],
        };
    }

    private static HelpExample Example(PageSection entry)
    {
        var blocks = entry.Blocks;
        if (blocks is not [{ Block: FencedCodeBlock { Info: "powershell" } code }, ..])
            throw new HelpException($"{entry.Place}: the example begins with a block ```powershell.");
        var output = blocks.Count > 1 && blocks[1].Block is FencedCodeBlock { Info: "text" } shown ? PageText.CodeOf(shown) : null;
        var remarks = blocks.Skip(output is null ? 1 : 2).ToList();
        if (remarks.Exists(item => item.Block is CodeBlock) || remarks.Count == 0)
            throw new HelpException($"{entry.Place}: the example is one block ```powershell, one ```text if you like, and a sentence or two.");
        return new HelpExample(entry.Name, PageText.CodeOf(code), output, [.. remarks.Select(item => PageText.Of(item.Block, item.Place))]);
    }

    private static HelpEntry Parameter(PageSection entry)
    {
        if (!entry.Name.StartsWith('-'))
            throw new HelpException($"{entry.Place}: a parameter's heading is its name with a dash, such as '### -{entry.Name}'.");

        // The default is the last line, with an empty line before it or without.
        var text = entry.Written().ToList();
        string? standard = null;
        var at = text[^1].StartsWith(DefaultMark, StringComparison.Ordinal) ? 0 : text[^1].LastIndexOf(" " + DefaultMark, StringComparison.Ordinal) + 1;
        if (at > 0 || text[^1].StartsWith(DefaultMark, StringComparison.Ordinal))
        {
            standard = text[^1][(at + DefaultMark.Length)..].TrimEnd('.');
            text[^1] = text[^1][..at].TrimEnd();
            text.RemoveAll(paragraph => paragraph.Length == 0);
        }

        return text.Count > 0
            ? new HelpEntry(entry.Name[1..], text, standard)
            : throw new HelpException($"{entry.Place}: '{entry.Name}' says nothing but its default; write what it is for.");
    }

    private static HelpEntry Type(PageSection entry) => new(entry.Name, entry.Written(), null);

    private static IEnumerable<string> Links(Block block, string place) => block is ListBlock list
        ? list.Descendants<ParagraphBlock>().Select(item => LinkOf(item, place))
        : throw new HelpException($"{place}: related links are a list; begin each with '- '.");

    private static string LinkOf(ParagraphBlock item, string place)
    {
        var name = PageText.Of(item.Inline, place);
        var leads = item.Inline?.FirstChild is LinkInline { Url: { } url } ? Path.GetFileName(url) == name + (name.StartsWith("about_", StringComparison.Ordinal) ? ".help.txt" : ".md") : name.StartsWith("about_", StringComparison.Ordinal);
        return leads ? name : throw new HelpException($"{place}: '{name}' isn't a link to a page of that name; write [Verb-Noun](Verb-Noun.md), or about_ and a topic.");
    }
}
