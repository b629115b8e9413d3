using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets;

/// <summary>The numbers of one scan, or of one key of it where they are counted apart.</summary>
public sealed record TrendRow
{
    /// <summary>First day of the step.</summary>
    public required DateOnly Begins { get; init; }

    /// <summary>The scan's id.</summary>
    public required string ScanId { get; init; }

    /// <summary>The day as of which its cases were judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The authority's name; null where no profile gives one.</summary>
    public string? Authority { get; init; }

    /// <summary>Id of the directive.</summary>
    public required string Directive { get; init; }

    /// <summary>Devices that any source knew.</summary>
    public required long Devices { get; init; }

    /// <summary>Cases of the whole scan.</summary>
    public required long Exposures { get; init; }

    /// <summary>Cases of the whole scan that are violations.</summary>
    public required long Violations { get; init; }

    /// <summary>The application, verdict, organisation or platform of this row; null where they aren't counted apart, or where it isn't known.</summary>
    public string? Key { get; init; }

    /// <summary>Cases of that key; null where they aren't counted apart.</summary>
    public long? KeyExposures { get; init; }

    /// <summary>Cases of that key that are violations.</summary>
    public long? KeyViolations { get; init; }

    /// <summary>A row for the scan, or one for each of its keys.</summary>
    internal static IEnumerable<TrendRow> Of(TrendPoint point)
    {
        var whole = new TrendRow
        {
            Begins = point.Begins,
            ScanId = point.Scan,
            AsOf = point.AsOf,
            Authority = point.Authority,
            Directive = point.Directive,
            Devices = point.Devices,
            Exposures = point.Exposures,
            Violations = point.Violations,
        };
        return point.Counts.Count == 0 ? [whole] : point.Counts.Select(count => whole with { Key = count.Key, KeyExposures = count.Exposures, KeyViolations = count.Violations });
    }
}
