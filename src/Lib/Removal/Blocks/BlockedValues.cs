namespace TikTokBan.Removal.Blocks;

/// <summary>A domain to block, itself and everything below it.</summary>
/// <param name="Name">The domain.</param>
/// <param name="Application">The application it serves.</param>
/// <param name="Class">That application's class.</param>
/// <param name="ConfirmedBy">How many independent sources state it.</param>
/// <param name="Hosts">Confirmed hosts below it, for lists that know single names only.</param>
public sealed record BlockedDomain(string Name, string Application, string Class, int ConfirmedBy, IReadOnlyList<string> Hosts);

/// <summary>A mail sender to hold back.</summary>
/// <param name="Value">An address, or a domain of which every address is meant.</param>
/// <param name="IsDomain">Whether it is a domain.</param>
/// <param name="Application">The application it writes for.</param>
/// <param name="ConfirmedBy">How many independent sources state it.</param>
public sealed record BlockedSender(string Value, bool IsDomain, string Application, int ConfirmedBy);

/// <summary>Why a value of the catalogue is not on a block list.</summary>
public enum LeftOutReason
{
    /// <summary>Its application is none of those meant.</summary>
    NotMeant,

    /// <summary>It is disputed whether the directive covers its application.</summary>
    Disputed,

    /// <summary>It belongs to no single application: others share it.</summary>
    Shared,

    /// <summary>It serves advertisers, musicians, shops or the company rather than users of the application.</summary>
    OtherPurpose,

    /// <summary>Fewer than two independent sources state it.</summary>
    OneSource,

    /// <summary>The catalogue itself leaves open whether it is meant.</summary>
    ForReview,

    /// <summary>It is above a domain that others use, or is one.</summary>
    OthersUseIt,
}

/// <summary>A value of the catalogue that is not on the block list.</summary>
/// <param name="Value">The domain or sender.</param>
/// <param name="Application">The application, where it is one's own.</param>
/// <param name="Class">Its class.</param>
/// <param name="Reason">Why it is left out.</param>
/// <param name="BlockedWith">The listed domain above it, where there is one: it is blocked with that all the same.</param>
public sealed record LeftOutValue(string Value, string? Application, string Class, LeftOutReason Reason, string? BlockedWith);

/// <summary>One value of a selection, blocked or left out, as a row.</summary>
/// <param name="Value">The domain or sender.</param>
/// <param name="Kind"><c>domain</c>, <c>sender</c> or <c>senderDomain</c>.</param>
/// <param name="Blocked">Whether it is blocked for its own sake.</param>
/// <param name="Application">The application, where it is one's own.</param>
/// <param name="ConfirmedBy">How many independent sources state it; null when it is left out.</param>
/// <param name="Reason">Why it is left out, as a clause.</param>
/// <param name="BlockedWith">The blocked domain above it, where it is left out and blocked all the same.</param>
public sealed record BlockValue(string Value, string Kind, bool Blocked, string? Application, int? ConfirmedBy, string? Reason, string? BlockedWith);
