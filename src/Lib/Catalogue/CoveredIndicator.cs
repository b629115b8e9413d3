namespace TikTokBan.Catalogue;

/// <summary>One value that gives an application, or the infrastructure of its vendor, away.</summary>
public sealed record CoveredIndicator
{
    internal CoveredIndicator()
    {
    }

    /// <summary>How the value is compared.</summary>
    public required IndicatorKind Kind { get; init; }

    /// <summary>The value as the catalogue writes it.</summary>
    public required string Value { get; init; }

    /// <summary>The application; null for what several share.</summary>
    public string? Application { get; init; }

    /// <summary>The class of the application, or of the shared thing.</summary>
    public required string Class { get; init; }

    /// <summary>The platform, where the value holds on one only: <c>ios</c>, <c>android</c>, <c>windows</c>, <c>macos</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>What it is for, where known; see <see cref="MatchResult.Role"/>.</summary>
    public string? Role { get; init; }

    /// <summary>How many independent sources state it.</summary>
    public required int ConfirmedBy { get; init; }

    /// <summary>Ids of sources; see <see cref="CoveredCatalogue.Sources"/>.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Two independent sources or the vendor itself state it. One that is not confirmed never leads to more than review.</summary>
    public required bool Confirmed { get; init; }

    /// <summary>What a match means.</summary>
    public required MatchOutcome Outcome { get; init; }

    /// <summary>True for a title that others use too, so that a foreign publisher beside it matters.</summary>
    public bool Ambiguous { get; init; }

    /// <summary>What a reader should know about it.</summary>
    public string? Note { get; init; }

    /// <summary>Where the catalogue states it: <c>file:line</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The form in which it is compared.</summary>
    internal string Canonical { get; init; } = "";

    /// <summary>Its kind and value.</summary>
    public override string ToString() => $"{Kind}: {Value}";
}

/// <summary>A value that is never flagged, although public lists put it under a covered application.</summary>
/// <param name="Kind">How it is compared.</param>
/// <param name="Value">The value.</param>
/// <param name="Why">Why it is none.</param>
/// <param name="Location"><c>file:line</c>.</param>
public sealed record ExcludedValue(IndicatorKind Kind, string Value, string Why, string Location)
{
    /// <summary>The form in which it is compared.</summary>
    internal string Canonical { get; init; } = "";
}
