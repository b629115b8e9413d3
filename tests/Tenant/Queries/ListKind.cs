namespace TikTokBan.Tenant.Queries;

/// <summary>What happens to a page size above the largest.</summary>
internal enum OversizedTop
{
    Refused,
    Clamped,
}

/// <summary>How a list behaves.</summary>
/// <param name="Context">What <c>@odata.context</c> names.</param>
/// <param name="DefaultTop">Rows on a page where nobody asks for a number.</param>
/// <param name="MaxTop">Largest page.</param>
/// <param name="Filters">Filters that it takes.</param>
internal sealed record ListKind(string Context, int DefaultTop, int MaxTop, FilterRules Filters)
{
    public OversizedTop Oversized { get; init; } = OversizedTop.Refused;

    /// <summary>Properties that come where none are asked for; null for all.</summary>
    public string[]? Defaults { get; init; }

    /// <summary>Relations, which only <c>$expand</c> shows, with at most so many items.</summary>
    public string[] Relations { get; init; } = [];

    public int MaxExpanded { get; init; } = 20;

    /// <summary>The directory's rules: advanced queries, and no option that it doesn't know.</summary>
    public bool IsDirectory { get; init; }

    /// <summary>Whether <c>$select</c> does anything.</summary>
    public bool Selects { get; init; } = true;

    /// <summary>Whether a count is given when asked for.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>Type that each object names; null for none.</summary>
    public string? Type { get; init; }
}
