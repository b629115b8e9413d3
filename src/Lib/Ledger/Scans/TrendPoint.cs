namespace TikTokBan.Ledger;

/// <summary>The numbers of one scan. They remain when its cases are erased.</summary>
public sealed record TrendPoint
{
    /// <summary>First day of the step.</summary>
    public required DateOnly Begins { get; init; }

    /// <summary>The scan's id.</summary>
    public required string Scan { get; init; }

    /// <summary>The day as of which its cases were judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The authority's name.</summary>
    public string? Authority { get; init; }

    /// <summary>Id of the directive.</summary>
    public required string Directive { get; init; }

    /// <summary>Devices that any source knew.</summary>
    public required long Devices { get; init; }

    /// <summary>Exposures.</summary>
    public required long Exposures { get; init; }

    /// <summary>Exposures that are violations.</summary>
    public required long Violations { get; init; }

    /// <summary>Exposures counted apart, in the order of their keys; empty where that wasn't asked for.</summary>
    public IReadOnlyList<TrendCount> Counts { get; init; } = [];
}

/// <summary>How many exposures a scan has of one key.</summary>
/// <param name="Key">The application, verdict, organisation or platform; null where that isn't known.</param>
/// <param name="Exposures">How many.</param>
/// <param name="Violations">How many of them are violations.</param>
public sealed record TrendCount(string? Key, long Exposures, long Violations);
