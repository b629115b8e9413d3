namespace TikTokBan.Directives;

/// <summary>A directive written out for people in one language, in the order in which one reads an act. It knows no layout.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What it says, in a few sentences.</param>
/// <param name="Sections">Its sections.</param>
public sealed record DirectiveDocument(string Title, string Summary, IReadOnlyList<DocumentSection> Sections)
{
    /// <summary>Writes a directive out.</summary>
    /// <param name="directive">The directive.</param>
    /// <param name="language"><c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>; any other is answered in English.</param>
    /// <param name="others">The directives it lives among, for the titles of those before and after it; null shows their ids alone.</param>
    public static DirectiveDocument Of(Directive directive, string language, DirectiveSet? others = null)
    {
        ArgumentNullException.ThrowIfNull(directive);
        ArgumentNullException.ThrowIfNull(language);
        return new DocumentWriter(directive, language, others).Write();
    }
}

/// <summary>A section, or a numbered article of one.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Entries">What it says.</param>
/// <param name="Articles">Its articles; none for most sections.</param>
public sealed record DocumentSection(string Heading, IReadOnlyList<DocumentEntry> Entries, IReadOnlyList<DocumentSection> Articles);

/// <summary>One statement.</summary>
/// <param name="Label">What it is about, with its colon; null for a plain sentence.</param>
/// <param name="Lines">What is said; several lines are a list.</param>
public sealed record DocumentEntry(string? Label, IReadOnlyList<string> Lines);
