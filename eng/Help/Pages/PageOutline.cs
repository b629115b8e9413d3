using Markdig;
using Markdig.Syntax;

namespace TikTokBan.Help.Pages;

/// <summary>A page's headings and what is under each.</summary>
internal sealed class PageOutline
{
    private readonly List<PageSection> _sections = [];

    private PageOutline(string file) => File = file;

    public string File { get; }

    public string Title { get; private set; } = "";

    /// <exception cref="HelpException">The headings aren't those of a page.</exception>
    public static PageOutline Read(string file, string text)
    {
        var outline = new PageOutline(file);
        foreach (var block in Markdown.Parse(text))
            outline.Add(block, $"{file}({block.Line + 1})");
        if (outline.Title.Length == 0)
            throw new HelpException($"{file}: the page has no title; begin it with '# Verb-Noun'.");
        return outline;
    }

    /// <summary>The section of this name; an empty one where the page may be without it and is.</summary>
    public PageSection Section(string name, bool isRequired = true) =>
        _sections.SingleOrDefault(section => section.Name == name)
        ?? (isRequired ? throw new HelpException($"{File}: the page has no section '## {name}'; write it.") : new PageSection(name, File));

    private void Add(Block block, string place)
    {
        if (block is HeadingBlock heading)
            AddHeading(heading, PageText.Of(heading.Inline, place), place);
        else if (_sections.Count == 0)
            throw new HelpException($"{place}: text stands before the first section; move it under '## Description'.");
        else
            _sections[^1].Add(block, place);
    }

    private void AddHeading(HeadingBlock heading, string name, string place)
    {
        if (heading.Level == 1 && Title.Length == 0 && _sections.Count == 0)
            Title = name;
        else if (heading.Level == 2 && PageSection.Names.Contains(name, StringComparer.Ordinal))
            Open(name, place);
        else if (heading.Level == 3 && _sections.Count > 0 && _sections[^1].HasEntries)
            _sections[^1].Open(name, place);
        else
            throw new HelpException($"{place}: the heading '{name}' has no place here; a page has one title, the sections {string.Join(", ", PageSection.Names)}, and entries under Examples, Parameters, Inputs and Outputs.");
    }

    private void Open(string name, string place)
    {
        var before = _sections.Count == 0 ? -1 : Array.IndexOf(PageSection.Names, _sections[^1].Name);
        if (Array.IndexOf(PageSection.Names, name) <= before)
            throw new HelpException($"{place}: the section '{name}' comes twice or too late; the order is {string.Join(", ", PageSection.Names)}.");
        _sections.Add(new PageSection(name, place));
    }
}
