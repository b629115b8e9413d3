using TikTokBan.Catalogue;

namespace TikTokBan.Removal.Blocks.Selecting;

/// <summary>Says why a value of the catalogue is not blocked; null when it is.</summary>
internal sealed class LeavingOut(CoveredCatalogue catalogue, MeantApplications meant, DomainsOfOthers others)
{
    // One source can be wrong, the vendor's own page included: what it lists may serve more than one application.
    private const int SourcesNeeded = 2;

    private static readonly string[] DomainsOfUse = ["service", "cdn", "telemetry"];

    private static readonly string[] SendersOfUse = ["account", "notification"];

    public LeftOutReason? WhyNot(CoveredIndicator indicator)
    {
        if (indicator.Application is not { } id || catalogue.Find(id) is not { } application || catalogue.Classes[indicator.Class].Outcome is MatchOutcome.NotCovered)
            return LeftOutReason.Shared;
        if (!meant.Ids.Contains(id))
            return meant.Disputed.Contains(id) ? LeftOutReason.Disputed : LeftOutReason.NotMeant;
        if (!(indicator.Kind is IndicatorKind.Sender ? SendersOfUse : DomainsOfUse).Contains(indicator.Role))
            return LeftOutReason.OtherPurpose;
        if (indicator.ConfirmedBy < SourcesNeeded || !indicator.Confirmed)
            return LeftOutReason.OneSource;
        if (indicator.Outcome != application.Outcome)
            return LeftOutReason.ForReview;
        return Blocked(indicator) is { } whole && others.UsedBy(whole) is not null ? LeftOutReason.OthersUseIt : null;
    }

    /// <summary>The domain that would be blocked whole; null for a single address.</summary>
    private static string? Blocked(CoveredIndicator indicator) => indicator switch
    {
        { Kind: IndicatorKind.Domain } => indicator.Canonical,
        _ when indicator.Canonical.StartsWith("*@", StringComparison.Ordinal) => indicator.Canonical[2..],
        _ => null,
    };
}
