namespace TikTokBan.Catalogue.Matching;

/// <summary>The answers of one catalogue: those about an indicator say in one sentence what it is and why that means what it means.</summary>
internal sealed class Answers(CoveredCatalogue catalogue)
{
    /// <summary>The answer for the value of an indicator itself.</summary>
    public MatchResult For(CoveredIndicator indicator) => Of(indicator, indicator.Outcome, Reason(indicator));

    /// <summary>An answer that rests on an indicator and differs from its own.</summary>
    public static MatchResult Of(CoveredIndicator indicator, MatchOutcome outcome, string reason) => new(
        outcome,
        outcome is MatchOutcome.NotCovered ? null : indicator.Application,
        outcome is MatchOutcome.NotCovered ? null : indicator.Class,
        indicator.Value,
        indicator.ConfirmedBy,
        indicator.Role,
        reason);

    public static MatchResult NotCovered(string reason) => new(MatchOutcome.NotCovered, null, null, null, 0, null, reason);

    /// <summary>What an indicator is an indicator of, for people.</summary>
    public string Subject(CoveredIndicator indicator) =>
        indicator.Application is { } id && catalogue.Find(id) is { } application ? application.Name() : catalogue.Classes[indicator.Class].Title;

    private string Reason(CoveredIndicator indicator)
    {
        var subject = Subject(indicator);
        var what = $"{Noun(indicator.Kind)} {indicator.Value}";
        return indicator switch
        {
            { Kind: IndicatorKind.Publisher } => $"{what} is known for {subject}, and a publisher alone does not say which application it is.",
            { Kind: IndicatorKind.Package or IndicatorKind.Bundle or IndicatorKind.Winget } when Reading.IndicatorText.IsNamespace(indicator.Canonical) =>
                $"The id is not listed, and lies in the name space {indicator.Value} in which the vendor publishes: the signer decides.",
            { Role: "tracker" } => $"{what} is the advertising tracker of {subject} on the pages of others: a device shows it without any use of {subject}.",
            { Role: "ads" } => $"{what} belongs to {subject}, for advertising: other applications and pages call it.",
            { Role: "corporate", Kind: IndicatorKind.Domain } => $"{what} belongs to the company behind {subject} rather than to the service.",
            { Role: "corporate" } => $"{what} writes for the company: no sign that the recipient has an account.",
            { Role: "newsletter" } => $"{what} sends newsletters of {subject}, which need no account.",
            { Role: "business" } => $"{what} writes to those who advertise with {subject}, which is not the same as using it.",
            { Role: "shop" } => $"{what} writes to buyers and sellers of {subject}, which is not the same as using it.",
            { Role: "cloud" } => $"{what} is a cloud on which others host: no evidence of any application of its owner.",
            { Role: "infrastructure" or "network", Application: null } => $"{what} is shared by all applications of ByteDance and does not say which one was used.",
            { Role: "library" } => $"{what} is a library that the vendor publishes for developers, not the application; a contract may matter.",
            { Outcome: MatchOutcome.Covered, Role: "account" } => $"{what} writes to whoever opens or holds an account with {subject} ({Count(indicator)}).",
            { Outcome: MatchOutcome.Covered, Role: "notification" } => $"{what} reports what happens in an account with {subject} ({Count(indicator)}).",
            { Outcome: MatchOutcome.Covered } => $"{what} is that of {subject} ({Count(indicator)}).",
            { Confirmed: false } => $"{what} is listed for {subject} by {(indicator.ConfirmedBy == 0 ? "no independent source" : "one source only")}: a second signal is needed.",
            { Outcome: MatchOutcome.Review } => $"{what} is that of {subject} ({Count(indicator)}); whether that is covered is for the policy owner to say.",
            _ => $"{what} is no sign of {subject} on a device.",
        };
    }

    private static string Count(CoveredIndicator indicator) => indicator.ConfirmedBy == 1 ? "the vendor says so" : $"{indicator.ConfirmedBy} sources";

    private static string Noun(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Name => "The title",
        IndicatorKind.Publisher => "The publisher",
        IndicatorKind.Bundle => "The bundle",
        IndicatorKind.AppStoreId => "The App Store listing",
        IndicatorKind.Package => "The package",
        IndicatorKind.Signer => "The certificate and package",
        IndicatorKind.PackageFamilyName => "The Windows package",
        IndicatorKind.Winget => "The winget package",
        IndicatorKind.Domain => "The host",
        IndicatorKind.Url => "The address scheme",
        IndicatorKind.Sender => "The sender",
        IndicatorKind.Account => "The account",
        _ => "The network",
    };
}
