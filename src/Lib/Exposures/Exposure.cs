using TikTokBan.Catalogue;
using TikTokBan.Directives;

namespace TikTokBan.Exposures;

/// <summary>How sure it is that the application is there, or was used.</summary>
public enum Confidence
{
    /// <summary>One indicator for review, or one that others could have left.</summary>
    Possible,

    /// <summary>A confirmed indicator in a source that is known to be wrong at times.</summary>
    Probable,

    /// <summary>A confirmed indicator in a source that names the device.</summary>
    Confirmed,
}

/// <summary>All observations about one application on one device and/or by one person, joined and judged.</summary>
public sealed record Exposure
{
    /// <summary>Stable from run to run on the same input: derived from application, device and person.</summary>
    public required string Id { get; init; }

    /// <summary>Catalogue id of the application.</summary>
    public required string Application { get; init; }

    /// <summary>Its class, which decides which directives cover it.</summary>
    public required string Class { get; init; }

    /// <summary>What was done with it, each once, in the order of <see cref="Conduct"/>.</summary>
    public required IReadOnlyList<Conduct> Conducts { get; init => field = Listed.Of(value); }

    /// <summary>The device, where one is known.</summary>
    public ExposedDevice? Device { get; init; }

    /// <summary>The person, where one is known.</summary>
    public ExposedPerson? Person { get; init; }

    /// <summary>Id of the organisation of the authority profile that the person or device belongs to.</summary>
    public string? Organisation { get; init; }

    /// <summary>Earliest time that the evidence states.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>Latest time that the evidence states.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>How sure it is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Every observation, in a fixed order.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init => field = Listed.Of(value); }

    /// <summary>Id of the directive by which it was judged.</summary>
    public required string Directive { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Deadline for removal, with <see cref="Verdict.RemoveBy"/>.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Rule that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>Passage the rule rests on.</summary>
    public string? Basis { get; init; }

    /// <summary>Plain sentences: which facts led to the verdict, declared assumptions included.</summary>
    public required IReadOnlyList<string> Reasons { get; init => field = Listed.Of(value); }

    /// <summary>Paths of facts that could change the verdict.</summary>
    public required IReadOnlyList<string> Missing { get; init => field = Listed.Of(value); }

    /// <summary>The application and whose it is.</summary>
    public override string ToString() => string.Join(", ", new object?[] { Application, Device, Person }.Where(part => part is not null));
}

/// <summary>The device of an exposure, joined from all sources that know it.</summary>
public sealed record ExposedDevice
{
    /// <summary>Stable id within the authority: the strongest key that is known.</summary>
    public required string Id { get; init; }

    /// <summary>Intune's id.</summary>
    public string? IntuneId { get; init; }

    /// <summary>The directory's device id.</summary>
    public string? EntraDeviceId { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Platform, such as <c>ios</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Version of the operating system.</summary>
    public string? OsVersion { get; init; }

    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>Serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>How it is enrolled.</summary>
    public string? Enrolment { get; init; }

    /// <summary>Supervised (Apple), where a source says.</summary>
    public bool? Supervised { get; init; }

    /// <summary>Ownership as MDM or directory flag it: <c>company</c>, <c>personal</c> or null.</summary>
    public string? Ownership { get; init; }

    /// <summary>Client address, where only that is known.</summary>
    public string? Address { get; init; }

    /// <summary>Last contact with MDM.</summary>
    public DateTimeOffset? LastContact { get; init; }

    /// <summary>The facts that the judge was given.</summary>
    public required DeviceFacts Facts { get; init; }

    /// <summary>What people know it by: its name, else its serial number, else its id.</summary>
    public override string ToString() => Name ?? Serial ?? Id;
}

/// <summary>The person of an exposure.</summary>
public sealed record ExposedPerson
{
    /// <summary>Stable id: the directory's object id, else the address in lower case.</summary>
    public required string Id { get; init; }

    /// <summary>User principal name.</summary>
    public string? UserPrincipalName { get; init; }

    /// <summary>Display name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Preferred language.</summary>
    public string? Language { get; init; }

    /// <summary>Populations, from the authority profile; null is unknown.</summary>
    public IReadOnlyList<string>? Population { get; init => field = Listed.Of(value); }

    /// <summary>What people know it by: the user principal name, else the display name, else the id.</summary>
    public override string ToString() => UserPrincipalName ?? DisplayName ?? Id;
}

/// <summary>One observation as part of an exposure.</summary>
/// <param name="Source">Id of the kind of source.</param>
/// <param name="Kind">Kind of the value.</param>
/// <param name="Conduct">What it shows.</param>
/// <param name="ObservedAt">When, where the source says.</param>
/// <param name="Indicator">The catalogue's indicator.</param>
/// <param name="Value">The value as the source has it.</param>
/// <param name="Outcome">What the catalogue made of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reference"><c>file:line</c>.</param>
public sealed record Evidence(
    string Source,
    IndicatorKind Kind,
    Conduct Conduct,
    DateTimeOffset? ObservedAt,
    string? Indicator,
    string Value,
    MatchOutcome Outcome,
    string Reason,
    string Reference)
{
    /// <summary>Which source said what, and where.</summary>
    public override string ToString() => $"{Source}: {Value} ({Reference})";
}
