namespace TikTokBan.Reports.Privacy;

/// <summary>What a report tells of a number.</summary>
internal enum FigureState
{
    /// <summary>The number itself.</summary>
    Exact,

    /// <summary>That it is under five, and not nought.</summary>
    Small,

    /// <summary>Nothing, so that a small number cannot be worked out from it.</summary>
    Withheld,
}

/// <summary>A number of exposures, devices or people as a report may show it. Every format writes this, never the number behind it.</summary>
/// <param name="Value">The number; only read where <paramref name="State"/> is exact.</param>
/// <param name="State">What may be told of it.</param>
internal readonly record struct Figure(long Value, FigureState State = FigureState.Exact)
{
    /// <summary>As it stands in files for machines.</summary>
    public string Plain => State switch
    {
        FigureState.Small => "<5",
        FigureState.Withheld => "withheld",
        _ => Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public bool IsZero => State == FigureState.Exact && Value == 0;

    public bool IsExact => State == FigureState.Exact;
}
