namespace TikTokBan.Catalogue;

/// <summary>What the catalogue makes of one value.</summary>
public enum MatchOutcome
{
    /// <summary>Nothing in the catalogue; must not be flagged.</summary>
    NotCovered,

    /// <summary>Known, but a second signal or a decision of the policy owner is needed.</summary>
    Review,

    /// <summary>Poses as a covered application or its vendor and is neither.</summary>
    Suspicious,

    /// <summary>A covered application, by a confirmed indicator.</summary>
    Covered,
}

/// <summary>What was known about the authentication of the mail a sender address came from.</summary>
public enum MailAuthentication
{
    /// <summary>The source does not say.</summary>
    Unknown,

    /// <summary>DMARC passed: the address in the From header is the sender's own.</summary>
    Pass,

    /// <summary>DMARC failed: whoever sent it is not who it says.</summary>
    Fail,
}

/// <summary>The answer of <see cref="Matcher"/> for one value.</summary>
/// <param name="Outcome">Covered, suspicious, for review or not covered.</param>
/// <param name="Application">The catalogue id of the application, where one is meant.</param>
/// <param name="ApplicationClass">That application's (or the indicator's own) class, such as <c>tiktok_service</c>.</param>
/// <param name="Indicator">The catalogue's value that matched, in its canonical form.</param>
/// <param name="ConfirmedBy">How many independent sources state that indicator; 0 where none matched.</param>
/// <param name="Role">What the indicator is for, where the catalogue says: <c>account</c>, <c>notification</c>, <c>newsletter</c>, <c>corporate</c>, <c>tracker</c>, <c>service</c>.</param>
/// <param name="Reason">One sentence, in English, that says why.</param>
public sealed record MatchResult(
    MatchOutcome Outcome,
    string? Application,
    string? ApplicationClass,
    string? Indicator,
    int ConfirmedBy,
    string? Role,
    string Reason);
