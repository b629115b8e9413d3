namespace TikTokBan.Directives;

/// <summary>What was done with the application.</summary>
public enum Conduct
{
    /// <summary>It is on the device.</summary>
    Installed,

    /// <summary>The application was run.</summary>
    Used,

    /// <summary>The service was reached with a browser.</summary>
    Web,

    /// <summary>Network traffic to the service, by whatever program.</summary>
    Traffic,

    /// <summary>A download or an attempt to install.</summary>
    Download,

    /// <summary>An account with the service is all the evidence there is.</summary>
    Account,
}

/// <summary>How much of a cost the authority bears.</summary>
public enum Payer
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A part.</summary>
    Part,

    /// <summary>All of it.</summary>
    Full,
}

/// <summary>What sort of device.</summary>
public enum DeviceType
{
    /// <summary>A telephone.</summary>
    Phone,

    /// <summary>A tablet.</summary>
    Tablet,

    /// <summary>A desktop or laptop computer.</summary>
    Computer,

    /// <summary>A television or a box attached to one.</summary>
    Tv,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Whose device it is.</summary>
public enum DeviceOwner
{
    /// <summary>The authority's.</summary>
    Service,

    /// <summary>The person's own.</summary>
    Personal,

    /// <summary>Neither: a campaign's phone, a studio's.</summary>
    Other,
}

/// <summary>The facts of one case, as the judge takes them. Every fact but the first four may be absent, and absent means unknown, never no.</summary>
public sealed record CaseFacts
{
    /// <summary>The caller's name for the case; carried to the answer.</summary>
    public string? Id { get; init; }

    /// <summary>The directive asked about; the judge that is called must be that directive's.</summary>
    public required string Directive { get; init; }

    /// <summary>The day as of which the case is judged.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Catalogue id of the application.</summary>
    public required string Application { get; init; }

    /// <summary>What was done with it.</summary>
    public required Conduct Conduct { get; init; }

    /// <summary>Since when it has been on the device.</summary>
    public DateOnly? InstalledSince { get; init; }

    /// <summary>Whether the application is needed for the work.</summary>
    public bool? Necessary { get; init; }

    /// <summary>Whether the application is on the authority's list of approved ones.</summary>
    public bool? AllowListed { get; init; }

    /// <summary>The person concerned.</summary>
    public PersonFacts? Person { get; init; }

    /// <summary>The device concerned.</summary>
    public DeviceFacts? Device { get; init; }

    /// <summary><c>institution</c> or <c>other</c>.</summary>
    public string? Network { get; init; }

    /// <summary><c>private</c>, <c>work</c>, <c>unit-mission</c>, <c>defence-communication</c> or <c>institutional-presence</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>The exception that was registered; see <see cref="HasNoWaiver"/> for "there is none".</summary>
    public WaiverFacts? Waiver { get; init; }

    /// <summary>True when it is known that no exception was registered. False with no <see cref="Waiver"/> means unknown.</summary>
    public bool HasNoWaiver { get; init; }
}

/// <summary>Facts about a person.</summary>
public sealed record PersonFacts
{
    /// <summary>The populations the person belongs to, such as <c>be-federal</c>; null is unknown.</summary>
    public IReadOnlyList<string>? Population { get; init; }
}

/// <summary>Facts about a device. Null is unknown.</summary>
public sealed record DeviceFacts
{
    /// <summary>Phone, tablet, computer, television or other.</summary>
    public DeviceType? Type { get; init; }

    /// <summary>Whose it is.</summary>
    public DeviceOwner? Owner { get; init; }

    /// <summary>Who pays for it.</summary>
    public PayerFacts? Payer { get; init; }

    /// <summary>Handed out by the authority.</summary>
    public bool? Issued { get; init; }

    /// <summary>Registered with the authority's device management.</summary>
    public bool? Enrolled { get; init; }

    /// <summary>Under the authority's control.</summary>
    public bool? Managed { get; init; }

    /// <summary>Reaches the authority's internal networks or systems.</summary>
    public bool? InternalAccess { get; init; }

    /// <summary>Used for work.</summary>
    public bool? UsedForWork { get; init; }

    /// <summary>Any of <c>professional</c>, <c>sensitive</c>, <c>defence</c>; an empty list means nothing of these.</summary>
    public IReadOnlyList<string>? Holds { get; init; }

    /// <summary>On the shared IT services of a government.</summary>
    public bool? SharedIt { get; init; }

    /// <summary>Used to perform a contract.</summary>
    public bool? UsedInPerformance { get; init; }

    /// <summary>Acquired incidentally to a contract.</summary>
    public bool? Incidental { get; init; }
}

/// <summary>Who pays for what. Null is unknown.</summary>
public sealed record PayerFacts
{
    /// <summary>The device's price.</summary>
    public Payer? Purchase { get; init; }

    /// <summary>The subscription.</summary>
    public Payer? Subscription { get; init; }

    /// <summary>The use: calls, data.</summary>
    public Payer? Use { get; init; }
}

/// <summary>A registered exception, as the judge sees it. Null is unknown.</summary>
public sealed record WaiverFacts
{
    /// <summary><c>authorisation</c>, <c>operational</c>, <c>institutional-communication</c>, <c>law-enforcement</c>, <c>national-security</c>, <c>security-research</c> or <c>dedicated-device</c>.</summary>
    public string? Kind { get; init; }

    /// <summary><c>head</c>, <c>designee</c> or <c>other</c>.</summary>
    public string? Approver { get; init; }

    /// <summary>A file with the motives exists.</summary>
    public bool? Documented { get; init; }

    /// <summary>Given to everybody at once.</summary>
    public bool? Blanket { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Whether each named condition is met: <c>singlePurpose</c>, <c>personalPhone</c>, <c>institutionNetwork</c>, <c>wifi</c>, <c>staysAtOffice</c>, <c>confidentialMeetings</c>, <c>crosspostOnly</c>.</summary>
    public IReadOnlyDictionary<string, bool>? Conditions { get; init; }

    /// <summary>Kind and approver.</summary>
    public override string ToString() => string.Join(", ", new[] { Kind, Approver }.Where(word => word is not null));
}

/// <summary>The judge's answer.</summary>
/// <param name="Id">The case's id, as it was given.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Deadline">The last day for removal, with <see cref="Verdict.RemoveBy"/>.</param>
/// <param name="Rule">The id of the rule that decided; null when facts are missing.</param>
/// <param name="Basis">The passage that the rule rests on.</param>
/// <param name="Reasons">Plain sentences: which facts led to which rule.</param>
/// <param name="Missing">Paths of the facts that could change the verdict, such as <c>device.payer.use</c>.</param>
public sealed record Judgement(
    string? Id,
    Verdict Verdict,
    DateOnly? Deadline,
    string? Rule,
    string? Basis,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Missing);
