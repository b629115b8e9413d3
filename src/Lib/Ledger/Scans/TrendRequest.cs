namespace TikTokBan.Ledger;

/// <summary>By what a trend counts cases apart.</summary>
public enum TrendKey
{
    /// <summary>Not at all: a scan's totals alone.</summary>
    None,

    /// <summary>The application's id.</summary>
    Application,

    /// <summary>The verdict's name.</summary>
    Verdict,

    /// <summary>The organisation's id.</summary>
    Organisation,

    /// <summary>The device's platform.</summary>
    Platform,
}

/// <summary>How far a trend's points stand apart.</summary>
public enum TrendStep
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week, from Monday.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,
}

/// <summary>Which numbers are asked for over time.</summary>
public sealed record TrendRequest
{
    /// <summary>By what cases are counted apart.</summary>
    public TrendKey By { get; init; }

    /// <summary>How far points stand apart. Of several scans of one authority and directive within a step, the last counts.</summary>
    public TrendStep Step { get; init; }

    /// <summary>The first day as of which cases were judged; null for all.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last such day; null for all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Id of a directive; null for all.</summary>
    public string? Directive { get; init; }

    /// <summary>An authority's name as its profile gives it; null for all.</summary>
    public string? Authority { get; init; }
}
