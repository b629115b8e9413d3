using TikTokBan.Catalogue;

namespace TikTokBan.Cmdlets;

/// <summary>What the catalogue makes of a value; written by <c>Test-CoveredApplication</c>.</summary>
/// <param name="Value">The value, as it was given.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Result">Covered, Suspicious, Review or NotCovered.</param>
/// <param name="Application">Id of the application, where one is meant.</param>
/// <param name="Class">That application's class.</param>
/// <param name="Indicator">The catalogue's value that matched.</param>
/// <param name="ConfirmedBy">How many independent sources state that indicator.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record ClassifiedValue(
    string Value,
    IndicatorKind Kind,
    MatchOutcome Result,
    string? Application,
    string? Class,
    string? Indicator,
    int ConfirmedBy,
    string Reason);
