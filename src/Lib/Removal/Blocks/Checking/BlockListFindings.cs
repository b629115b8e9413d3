namespace TikTokBan.Removal.Blocks.Checking;

/// <summary>What a check of a list found.</summary>
public sealed record BlockListFindings
{
    internal BlockListFindings()
    {
    }

    /// <summary>How many names the list blocks.</summary>
    public required int Entries { get; init; }

    /// <summary>Lines, or places among the entries, that block no name this check understands; a list may well hold such.</summary>
    public required IReadOnlyList<int> NotUnderstood { get; init; }

    /// <summary>What is to be blocked and is not.</summary>
    public required IReadOnlyList<MissingName> Missing { get; init; }

    /// <summary>What is blocked and should not be. Names that the catalogue does not know are the authority's own affair.</summary>
    public required IReadOnlyList<ExcessName> TooMuch { get; init; }

    /// <summary>Nothing is missing and nothing too much.</summary>
    public bool IsGood => Missing.Count == 0 && TooMuch.Count == 0;
}

/// <summary>A name that a list lacks.</summary>
/// <param name="Name">The name.</param>
/// <param name="Why">What is missing of it, as a clause.</param>
public sealed record MissingName(string Name, string Why);

/// <summary>A name that a list should not block.</summary>
/// <param name="Line">The line, or the place among the entries, counted from 1.</param>
/// <param name="Name">The name.</param>
/// <param name="Why">Why not, as a clause.</param>
public sealed record ExcessName(int Line, string Name, string Why);
