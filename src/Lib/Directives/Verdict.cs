namespace TikTokBan.Directives;

/// <summary>What a directive says about a case. Ordered from the mildest to the gravest, as a summary picks among several.</summary>
public enum Verdict
{
    /// <summary>The directive is not yet, or no longer, in force on the date asked about.</summary>
    NotInForce,

    /// <summary>The directive does not reach this case.</summary>
    OutOfScope,

    /// <summary>A registered exception that the directive knows applies.</summary>
    Exempt,

    /// <summary>Advice, without obligation, to remove or not to use.</summary>
    Advise,

    /// <summary>A fact that could change the verdict is missing or contradictory.</summary>
    Review,

    /// <summary>Access is to be blocked.</summary>
    Block,

    /// <summary>To be removed by a deadline that has not passed.</summary>
    RemoveBy,

    /// <summary>The directive is broken.</summary>
    Violation,
}
