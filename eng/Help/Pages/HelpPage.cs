namespace TikTokBan.Help.Pages;

/// <summary>What a page says of a cmdlet. Types, sets and positions are the cmdlet's own and no page's.</summary>
/// <param name="File">Name of the page's file.</param>
/// <param name="Name">The cmdlet that its title names.</param>
internal sealed record HelpPage(string File, string Name)
{
    /// <summary>One sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>Paragraphs.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>Each named without its dash.</summary>
    public required IReadOnlyList<HelpEntry> Parameters { get; init; }

    /// <summary>Each named by a type.</summary>
    public required IReadOnlyList<HelpEntry> Inputs { get; init; }

    /// <summary>Each named by a type.</summary>
    public required IReadOnlyList<HelpEntry> Outputs { get; init; }

    /// <summary>Paragraphs; none where there is nothing to note.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Names of cmdlets and topics.</summary>
    public required IReadOnlyList<string> Links { get; init; }
}

/// <summary>An example.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Code">What is typed.</param>
/// <param name="Output">What comes of it; null where the page doesn't show it.</param>
/// <param name="Remarks">Paragraphs about it.</param>
internal sealed record HelpExample(string Title, string Code, string? Output, IReadOnlyList<string> Remarks);

/// <summary>What a page says of a parameter or a type.</summary>
/// <param name="Name">The parameter or the type.</param>
/// <param name="Text">Paragraphs.</param>
/// <param name="Default">What holds without the parameter; null where the page names nothing.</param>
internal sealed record HelpEntry(string Name, IReadOnlyList<string> Text, string? Default);
