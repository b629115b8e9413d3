namespace TikTokBan.Directives;

/// <summary>What decided a case.</summary>
internal enum OutcomeKind
{
    Rule,

    /// <summary>No rule fits.</summary>
    Otherwise,
    NotInForce,
    ApplicationNotCovered,
    ApplicationDisputed,
    PopulationOutside,

    /// <summary>An account name is all the evidence there is.</summary>
    AccountOnly,
    Exception,

    /// <summary>A waiver is registered, and the directive's sources know of none.</summary>
    WaiverUnlisted,
}

/// <summary>One way in which a directive can decide a case.</summary>
internal sealed record Outcome(OutcomeKind Kind, Verdict Verdict, DirectiveRule? Rule = null, DirectiveExemption? Exception = null)
{
    /// <summary>What the answer names as its rule.</summary>
    public string Id { get; } = Rule?.Id ?? Exception?.Id ?? Kind switch
    {
        OutcomeKind.NotInForce => "not-in-force",
        OutcomeKind.ApplicationNotCovered => "application-not-covered",
        OutcomeKind.ApplicationDisputed => "application-disputed",
        OutcomeKind.PopulationOutside => "population-outside",
        OutcomeKind.AccountOnly => "account-only",
        OutcomeKind.WaiverUnlisted => "waiver-unlisted",
        _ => "otherwise",
    };

    public DateOnly? Deadline => Rule?.Deadline;
}
