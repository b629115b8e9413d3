namespace TikTokBan.Directives;

/// <summary>The facts that a rule may ask for, in the order in which a judge asks: what is always known first, so that most cases need few steps.</summary>
internal enum Fact
{
    Date,
    Application,
    Conduct,
    Population,
    Owner,
    Purchase,
    Subscription,
    Use,
    Type,
    Issued,
    Enrolled,
    Managed,
    InternalAccess,
    UsedForWork,
    Holds,
    SharedIt,
    UsedInPerformance,
    Incidental,
    Network,
    Purpose,
    InstalledSince,
    Necessary,
    AllowListed,

    // The waiver stands before its parts: without one, no part of it is ever asked for.
    Waiver,
    WaiverKind,
    WaiverApprover,
    WaiverDocumented,
    WaiverBlanket,
    WaiverExpires,
    SinglePurpose,
    PersonalPhone,
    InstitutionNetwork,
    Wifi,
    StaysAtOffice,
    ConfidentialMeetings,
    CrosspostOnly,
}
