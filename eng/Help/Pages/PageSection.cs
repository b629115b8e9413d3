using Markdig.Syntax;

namespace TikTokBan.Help.Pages;

/// <summary>What stands under one heading of a page.</summary>
/// <param name="name">The heading.</param>
/// <param name="place">File and line, for who has to mend it.</param>
internal sealed class PageSection(string name, string place)
{
    /// <summary>The sections that a page has, in their order.</summary>
    public static readonly string[] Names = ["Synopsis", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Notes", "Related links"];

    private readonly List<(Block Block, string Place)> _blocks = [];
    private readonly List<PageSection> _entries = [];

    public string Name => name;

    public string Place => place;

    public bool HasEntries => Name is "Examples" or "Parameters" or "Inputs" or "Outputs";

    public IReadOnlyList<PageSection> Entries => _entries;

    public IReadOnlyList<(Block Block, string Place)> Blocks => _blocks;

    public IReadOnlyList<string> Paragraphs => [.. _blocks.Select(item => PageText.Of(item.Block, item.Place))];

    public void Open(string entry, string where)
    {
        if (_entries.Exists(open => open.Name == entry))
            throw new HelpException($"{where}: '{entry}' comes twice under '{Name}'; keep one.");
        _entries.Add(new PageSection(entry, where));
    }

    public void Add(Block block, string where)
    {
        if (_entries.Count > 0)
            _entries[^1].Add(block, where);
        else if (HasEntries)
            throw new HelpException($"{where}: under '{Name}' everything stands in an entry; begin one with '### '.");
        else
            _blocks.Add((block, where));
    }

    /// <summary>The paragraphs, of which there must be some.</summary>
    public IReadOnlyList<string> Written() =>
        Paragraphs is { Count: > 0 } written ? written : throw new HelpException($"{Place}: '{Name}' says nothing; write it.");
}
