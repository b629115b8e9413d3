using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Rollup;

/// <summary>What published figures tell of a number: that it is at least <paramref name="Low"/>, and at most <paramref name="High"/> where that is known.</summary>
/// <param name="Low">The least that it can be.</param>
/// <param name="High">The most; null for no bound.</param>
internal readonly record struct Interval(long Low, long? High)
{
    public static readonly Interval Zero = new(0, 0);

    public static readonly Interval Unknown = new(0, null);

    public bool IsExact => Low == High;

    public bool IsContradiction => Low > High;

    /// <summary>What a figure as a report shows it tells.</summary>
    public static Interval Of(Figure figure)
    {
        if (figure.State == FigureState.Exact)
            return new(figure.Value, figure.Value);
        if (figure.State == FigureState.Small)
            return new(1, Suppression.Threshold - 1);
        if (figure.State == FigureState.Withheld)
            return Unknown;
        var (low, high) = Rounding.Range(figure.Value);
        return new(low, high);
    }

    public static Interval operator +(Interval one, Interval other) => new(checked(one.Low + other.Low), checked(one.High + other.High));

    /// <summary>What is left when both are known of one number.</summary>
    public Interval And(Interval other) => new(Math.Max(Low, other.Low), (High, other.High) switch
    {
        (null, var high) => high,
        (var high, null) => high,
        var (one, two) => Math.Min(one.Value, two.Value),
    });

    /// <summary>The same, known to be no more than another number.</summary>
    public Interval AtMost(Interval other) => And(new(0, other.High));

    /// <summary>What a total tells of its parts, and they of each other. Uses nothing but what is published.</summary>
    public static void Narrow(Interval[] parts, Interval total)
    {
        var low = parts.Sum(part => part.Low);
        var open = parts.Count(part => part.High is null);
        var high = parts.Sum(part => part.High ?? 0);
        for (var index = 0; index < parts.Length; index++)
        {
            var part = parts[index];
            var most = total.High - (low - part.Low);
            // All others must be bounded before they say how much is left for this one.
            var least = open == 0 || (open == 1 && part.High is null) ? total.Low - (high - (part.High ?? 0)) : 0;
            parts[index] = part.And(new(Math.Max(0, least), most));
        }
    }
}
