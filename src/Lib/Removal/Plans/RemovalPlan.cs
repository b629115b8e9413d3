using TikTokBan.Directives;

namespace TikTokBan.Removal.Plans;

/// <summary>What is to be done in a tenant, and to what; nothing is done without one. Never changed: a change is a new plan.</summary>
public sealed record RemovalPlan
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the format.</summary>
    public required int Format { get; init; }

    /// <summary>Id; every object that the plan makes in the tenant carries it. The same input gives the same id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public PlanPurpose Purpose { get; init; }

    /// <summary>The tenant it is for, and no other.</summary>
    public required string Tenant { get; init; }

    /// <summary>The authority's name.</summary>
    public string? Authority { get; init; }

    /// <summary>User principal name of who made it; never an approver.</summary>
    public required string Author { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it may be applied.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Language of its texts.</summary>
    public required string Language { get; init; }

    /// <summary>Name and version of what made it.</summary>
    public string? Product { get; init; }

    /// <summary>The scan that it rests on; null where it rests on none, as a plan that blocks does.</summary>
    public PlanScan? Scan { get; init; }

    /// <summary>What it blocks; null where that isn't its purpose.</summary>
    public PlanBlock? Block { get; init; }

    /// <summary>The directive that cases were judged by.</summary>
    public required PlanDirective Directive { get; init; }

    /// <summary>The catalogue that they were found by.</summary>
    public required PlanCatalogue Catalogue { get; init; }

    /// <summary>SHA-256 of the authority profile; null without one.</summary>
    public string? ProfileHash { get; init; }

    /// <summary>SHA-256 of the remedies that it was made from.</summary>
    public required string RemediesHash { get; init; }

    /// <summary>The limits that held when it was made.</summary>
    public required RemovalLimits Limits { get; init; }

    /// <summary>How far it reaches.</summary>
    public required BlastRadius BlastRadius { get; init; }

    /// <summary>Rings, in the order in which they are applied; the first is the canary.</summary>
    public required IReadOnlyList<PlanRing> Rings { get; init; }

    /// <summary>Every device that anything is done to, as it stood in the scan. Nothing is done to another.</summary>
    public required IReadOnlyList<PlannedDevice> Devices { get; init; }

    /// <summary>Actions, in the order in which they can be carried out.</summary>
    public required IReadOnlyList<PlanAction> Actions { get; init; }

    /// <summary>What people are told, and do themselves.</summary>
    public required IReadOnlyList<PlanNotice> Notices { get; init; }

    /// <summary>Exposures that no action is planned for, each with the reason.</summary>
    public required IReadOnlyList<LeftOutExposure> LeftOut { get; init; }

    /// <summary>SHA-256 of the canonical form without this member, in lower-case hexadecimal.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>The scan that a plan rests on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="AsOf">The day as of which it judged.</param>
/// <param name="DataAsOf">How new the newest thing is that device management said; null where no source tells.</param>
/// <param name="Exposures">Exposures that were to be planned for.</param>
/// <param name="SelectedFrom">Exposures of the whole scan, where those are a selection; null otherwise.</param>
/// <param name="Incomplete">Sources that were not read in full.</param>
public sealed record PlanScan(
    string Id,
    DateTimeOffset FinishedAt,
    DateOnly AsOf,
    DateTimeOffset? DataAsOf,
    int Exposures,
    long? SelectedFrom,
    IReadOnlyList<string> Incomplete);

/// <summary>A directive and its state.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hash">SHA-256 of its file.</param>
public sealed record PlanDirective(string Id, string Hash);

/// <summary>A catalogue and its state.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of its content.</param>
/// <param name="Size">Indicators in it.</param>
public sealed record PlanCatalogue(string Version, string Hash, long Size);

/// <summary>What a removal may not exceed.</summary>
/// <param name="Devices">The most devices.</param>
/// <param name="Share">The largest share of the fleet, from 0 to 1; one device is always allowed.</param>
/// <param name="ScanDays">The age in days that a scan, and what it read, may have.</param>
/// <param name="Canary">Devices of the first ring; null takes 5 %, at least one and at most ten.</param>
public sealed record RemovalLimits(int Devices, decimal Share, int ScanDays, int? Canary = null)
{
    /// <summary>What holds where the authority profile says nothing.</summary>
    public static RemovalLimits Default { get; } = new(50, 0.05m, 7);
}

/// <summary>One ring: a part of the devices, applied and checked before the next.</summary>
/// <param name="Number">From 1. </param>
/// <param name="Canary">Whether it is the first, small one.</param>
/// <param name="Devices">Devices in it.</param>
/// <param name="ByPlatform">Of which, by platform.</param>
public sealed record PlanRing(int Number, bool Canary, int Devices, IReadOnlyDictionary<string, int> ByPlatform);

/// <summary>How many are reached.</summary>
public sealed record BlastRadius
{
    /// <summary>Devices that something is done to.</summary>
    public required int Devices { get; init; }

    /// <summary>People whose devices those are.</summary>
    public required int People { get; init; }

    /// <summary>Devices of the fleet.</summary>
    public required long Fleet { get; init; }

    /// <summary>Share of the fleet, to four decimals.</summary>
    public required decimal Share { get; init; }

    /// <summary>Whether an action reaches everybody in the tenant, and so further than these devices.</summary>
    public required bool TenantWide { get; init; }

    /// <summary>Exposures with an exception or out of scope that an action for everybody would reach too.</summary>
    public required int AlsoReached { get; init; }

    /// <summary>Devices by platform.</summary>
    public required IReadOnlyDictionary<string, int> ByPlatform { get; init; }

    /// <summary>Devices by organisation; empty is not known.</summary>
    public required IReadOnlyDictionary<string, int> ByOrganisation { get; init; }

    /// <summary>Devices by control.</summary>
    public required IReadOnlyDictionary<string, int> ByControl { get; init; }

    /// <summary>How many, in words.</summary>
    /// <returns>Such as <c>12 of 1,200 devices, 9 people</c>.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Devices:N0} of {Fleet:N0} devices, {People:N0} {(People == 1 ? "person" : "people")}{(TenantWide ? ", and everybody in the tenant" : "")}");
}

/// <summary>A device of the plan, with what must still hold when something is done to it.</summary>
public sealed record PlannedDevice
{
    /// <summary>Intune's id.</summary>
    public required string Id { get; init; }

    /// <summary>The directory's device id.</summary>
    public required string EntraDeviceId { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>Platform.</summary>
    public required string Platform { get; init; }

    /// <summary>How it is enrolled, in the source's word.</summary>
    public string? Enrolment { get; init; }

    /// <summary>What device management called it: <c>company</c> or <c>personal</c>; null for unknown.</summary>
    public string? Ownership { get; init; }

    /// <summary>Organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>User principal name of the person.</summary>
    public string? User { get; init; }

    /// <summary>Ring.</summary>
    public required int Ring { get; init; }

    /// <summary>Number of the group of devices that get the same.</summary>
    public required int Cohort { get; init; }

    /// <summary>Remedies that apply.</summary>
    public required IReadOnlyList<string> Remedies { get; init; }

    /// <summary>Exposures that are acted on.</summary>
    public required IReadOnlyList<string> Exposures { get; init; }

    /// <summary>Applications that those exposures are about, each once.</summary>
    public required IReadOnlyList<PlannedApplication> Applications { get; init; }

    /// <summary>Who paid for what when it was planned; at least one part is full or part.</summary>
    public required PayerFacts Payer { get; init; }
}

/// <summary>An application on a device of the plan. What no longer names it later proves something only if it named it now.</summary>
/// <param name="Id">Id of the application.</param>
/// <param name="Exposures">Exposures of the device that are about it.</param>
/// <param name="Sources">Kinds of source that saw it installed, such as <c>mdm.inventory</c>; none where only its use was seen.</param>
public sealed record PlannedApplication(string Id, IReadOnlyList<string> Exposures, IReadOnlyList<string> Sources);

/// <summary>Something that people are told.</summary>
public sealed record PlanNotice
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>User principal name; null where no person is known.</summary>
    public string? Person { get; init; }

    /// <summary>Name of the device, where there is one.</summary>
    public string? Device { get; init; }

    /// <summary>Language.</summary>
    public required string Language { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Text.</summary>
    public required string Text { get; init; }

    /// <summary>Exposures that it is about.</summary>
    public required IReadOnlyList<string> Exposures { get; init; }
}

/// <summary>An exposure that nothing is done about by the plan.</summary>
/// <param name="Exposure">Its id.</param>
/// <param name="Reason">Why; see <see cref="LeftOutReason"/>.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Application">Its application.</param>
/// <param name="Device">Name of its device.</param>
/// <param name="Notice">The notice that is left; null for none.</param>
public sealed record LeftOutExposure(string Exposure, LeftOutReason Reason, Verdict Verdict, string Application, string? Device, string? Notice);
