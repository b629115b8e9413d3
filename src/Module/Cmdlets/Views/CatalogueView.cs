using TikTokBan.Catalogue;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of the catalogue.</summary>
public static class CatalogueView
{
    /// <summary>The title in English.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The title.</returns>
    public static string Title(CoveredApplication shown) => shown is null ? "" : shown.Name("en");

    /// <summary>How many indicators give it away.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Indicators(CoveredApplication shown) => shown is null ? "" : CellText.Number(shown.Indicators.Count);

    /// <summary>What gives it away.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Kinds with numbers.</returns>
    public static string Kinds(CoveredApplication shown) => shown is null ? "" : CellText.Counts(shown.Indicators.GroupBy(indicator => indicator.Kind).Select(kind => KeyValuePair.Create(kind.Key, kind.Count())));

    /// <summary>Who publishes it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Publishers(CoveredApplication shown) => shown is null ? "" : CellText.Words(shown.Publishers);

    /// <summary>What the catalogue makes of a value.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where it is covered or has to be looked at.</returns>
    public static string Result(ClassifiedValue shown) => shown is null ? "" : shown.Result switch
    {
        MatchOutcome.Covered => Paint.Act(shown.Result.ToString()),
        MatchOutcome.Suspicious or MatchOutcome.Review => Paint.Look(shown.Result.ToString()),
        _ => shown.Result.ToString(),
    };
}
