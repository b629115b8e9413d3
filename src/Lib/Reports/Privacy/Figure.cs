using System.Globalization;

namespace TikTokBan.Reports.Privacy;

/// <summary>What a report tells of a number.</summary>
internal enum FigureState
{
    /// <summary>The number itself.</summary>
    Exact,

    /// <summary>The nearest multiple of five, so that a small number beside it cannot be worked out.</summary>
    Rounded,

    /// <summary>That it is under five, and not nought.</summary>
    Small,

    /// <summary>Nothing, so that a small number cannot be worked out from it.</summary>
    Withheld,
}

/// <summary>A number of exposures, devices or people as a report may show it. Every format writes this, never the number behind it.</summary>
/// <param name="Value">The number, or the multiple of five it was rounded to; only read where <see cref="HasValue"/>.</param>
/// <param name="State">What may be told of it.</param>
internal readonly record struct Figure(long Value, FigureState State = FigureState.Exact)
{
    /// <summary>As it stands in files for machines.</summary>
    public string Plain => State switch
    {
        FigureState.Small => "<5",
        FigureState.Withheld => "withheld",
        FigureState.Rounded => "about " + Value.ToString(CultureInfo.InvariantCulture),
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };

    public bool IsZero => State == FigureState.Exact && Value == 0;

    public bool IsExact => State == FigureState.Exact;

    /// <summary>True where there is a number to show, exact or rounded.</summary>
    public bool HasValue => State is FigureState.Exact or FigureState.Rounded;
}
