using TikTokBan.Catalogue;
using TikTokBan.Directives;

namespace TikTokBan.Sources;

/// <summary>One thing that a source says. <see cref="Observation"/> is a fact about an application; the others are what observations are joined to.</summary>
public abstract record SourceRecord
{
    /// <summary>Where it stands: <c>file:line</c>, or a service's record id.</summary>
    public required string Reference { get; init; }
}

/// <summary>One raw fact from one source about a device, a person or both.</summary>
public sealed record Observation : SourceRecord
{
    /// <summary>Id of the kind of source, such as <c>mdm.inventory</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What was done with the application.</summary>
    public required Conduct Conduct { get; init; }

    /// <summary>The kind of the value that matched.</summary>
    public required IndicatorKind Kind { get; init; }

    /// <summary>The value as the source has it.</summary>
    public required string Value { get; init; }

    /// <summary>What the catalogue made of it. Never <see cref="MatchOutcome.NotCovered"/>.</summary>
    public required MatchResult Match { get; init; }

    /// <summary>When it was so, where the source says.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>When it was first so, where several rows say the same; else null.</summary>
    public DateTimeOffset? FirstObservedAt { get; init; }

    /// <summary>Since when it has been so, where the source itself says.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Version of the application, where the source says.</summary>
    public string? Version { get; init; }

    /// <summary>The device, by whatever keys the source has.</summary>
    public DeviceKeys Device { get; init; }

    /// <summary>The person, by whatever keys the source has.</summary>
    public PersonKeys Person { get; init; }

    /// <summary>Client address on the network, where that is all the source has.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>Set when the source alone cannot confirm it, with the reason (such as a macOS link in a cloud folder).</summary>
    public string? Doubt { get; init; }

    /// <summary>True when <see cref="Value"/> carries personal data of a third party, such as a mail address, and must not leave the ledger.</summary>
    public bool Personal { get; init; }
}

/// <summary>Keys under which sources know a device. Each may be absent.</summary>
/// <param name="IntuneId">Intune's managed device id.</param>
/// <param name="EntraDeviceId">The directory's <c>deviceId</c> (not its object id); Intune's <c>azureADDeviceId</c>.</param>
/// <param name="DefenderId">Defender's machine id.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="Imei">IMEI.</param>
/// <param name="Name">Device name; the weakest key, used only where it is unique.</param>
/// <param name="AssetTag">The authority's own number for it; only its registers know it.</param>
public readonly record struct DeviceKeys(string? IntuneId = null, string? EntraDeviceId = null, string? DefenderId = null, string? Serial = null, string? Imei = null, string? Name = null, string? AssetTag = null)
{
    /// <summary>No key at all.</summary>
    public bool IsEmpty => this == default;
}

/// <summary>Keys under which sources know a person. Each may be absent.</summary>
/// <param name="UserId">The directory's object id.</param>
/// <param name="UserPrincipalName">User principal name.</param>
/// <param name="Mail">Any mail address of theirs.</param>
public readonly record struct PersonKeys(string? UserId = null, string? UserPrincipalName = null, string? Mail = null)
{
    /// <summary>No key at all.</summary>
    public bool IsEmpty => this == default;
}

/// <summary>A device, as one source knows it.</summary>
public sealed record DeviceRecord : SourceRecord
{
    /// <summary>Id of the kind of source: <c>mdm.devices</c> or <c>directory.devices</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Its keys.</summary>
    public required DeviceKeys Keys { get; init; }

    /// <summary>The primary user, or the registered owner.</summary>
    public PersonKeys User { get; init; }

    /// <summary>Platform: <c>ios</c>, <c>ipados</c>, <c>android</c>, <c>windows</c>, <c>macos</c>, <c>linux</c>, <c>chromeos</c>, <c>tvos</c> or <c>other</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>Version of the operating system.</summary>
    public string? OsVersion { get; init; }

    /// <summary>Manufacturer.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>What the source says of its ownership: <c>company</c>, <c>personal</c>, or null for unknown.</summary>
    public string? Ownership { get; init; }

    /// <summary>How it was enrolled, in the source's own word.</summary>
    public string? Enrolment { get; init; }

    /// <summary>Phone, tablet, computer …, where the source or the model tells.</summary>
    public DeviceType? Type { get; init; }

    /// <summary>Supervised (Apple), where the source says.</summary>
    public bool? Supervised { get; init; }

    /// <summary>Managed, where the source says.</summary>
    public bool? Managed { get; init; }

    /// <summary>Last contact.</summary>
    public DateTimeOffset? LastContact { get; init; }

    /// <summary>Enrolled or registered at.</summary>
    public DateTimeOffset? Enrolled { get; init; }
}

/// <summary>A person of the directory.</summary>
public sealed record PersonRecord : SourceRecord
{
    /// <summary>Object id and user principal name.</summary>
    public required PersonKeys Keys { get; init; }

    /// <summary>Every other address: mail and proxy addresses, without their <c>smtp:</c> prefix.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Display name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Company name.</summary>
    public string? Company { get; init; }

    /// <summary>Department.</summary>
    public string? Department { get; init; }

    /// <summary>Office.</summary>
    public string? Office { get; init; }

    /// <summary>Preferred language, such as <c>fr-BE</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Employee type.</summary>
    public string? EmployeeType { get; init; }

    /// <summary><c>Member</c> or <c>Guest</c>.</summary>
    public string? UserType { get; init; }

    /// <summary>Whether the account may sign in.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>A group and one member of it.</summary>
public sealed record MembershipRecord : SourceRecord
{
    /// <summary>Object id of the group.</summary>
    public required string GroupId { get; init; }

    /// <summary>Display name of the group.</summary>
    public string? GroupName { get; init; }

    /// <summary>The member; empty for a group of which no member is known here.</summary>
    public PersonKeys Member { get; init; }
}

/// <summary>An application that the directory knows and that the catalogue means: what grants and sign-ins are joined to, and what a removal disables.</summary>
public sealed record ServicePrincipalRecord : SourceRecord
{
    /// <summary>Object id of the service principal.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Application id.</summary>
    public string? AppId { get; init; }

    /// <summary>Display name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it may be signed in to.</summary>
    public bool? Enabled { get; init; }

    /// <summary>What the catalogue made of its publisher, reply addresses or name; a name alone is for review.</summary>
    public required MatchResult Match { get; init; }
}

/// <summary>How many devices have an application, from a report that names none of them. Says how much a detailed report should show.</summary>
public sealed record ApplicationCountRecord : SourceRecord
{
    /// <summary>The application's name, as the report has it.</summary>
    public required string Name { get; init; }

    /// <summary>Version, where the report says.</summary>
    public string? Version { get; init; }

    /// <summary>Platform, where the report says; see <see cref="DeviceRecord.Platform"/>.</summary>
    public string? Platform { get; init; }

    /// <summary>Devices.</summary>
    public required long Devices { get; init; }

    /// <summary>What the catalogue made of it.</summary>
    public required MatchResult Match { get; init; }
}

/// <summary>How far an assignment of an application got on one device: installed, failed, removed.</summary>
public sealed record InstallStatusRecord : SourceRecord
{
    /// <summary>The device.</summary>
    public required DeviceKeys Device { get; init; }

    /// <summary>The person it was assigned through, where one is named.</summary>
    public PersonKeys Person { get; init; }

    /// <summary>The application's name, where the report carries one.</summary>
    public string? Application { get; init; }

    /// <summary>Intune's id of the application, where the report carries one.</summary>
    public string? ApplicationId { get; init; }

    /// <summary><c>installed</c>, <c>failed</c>, <c>notInstalled</c>, <c>uninstallFailed</c>, <c>pendingInstall</c>, <c>notApplicable</c> or <c>unknown</c>.</summary>
    public required string State { get; init; }

    /// <summary>What the service says of it, with its code; null where it says no more than the state.</summary>
    public string? Words { get; init; }

    /// <summary>When it was last so.</summary>
    public DateTimeOffset? ObservedAt { get; init; }
}

/// <summary>One line of the funding register: who pays for a device.</summary>
public sealed record FundingRecord : SourceRecord
{
    /// <summary>The device's keys.</summary>
    public required DeviceKeys Device { get; init; }

    /// <summary>The holder, where the register names one.</summary>
    public PersonKeys Holder { get; init; }

    /// <summary>Who pays; each part may be unknown.</summary>
    public required PayerFacts Payer { get; init; }

    /// <summary>Whose device it is, where the register says.</summary>
    public DeviceOwner? Owner { get; init; }

    /// <summary>Handed out by the authority, where the register says.</summary>
    public bool? Issued { get; init; }

    /// <summary>Cost centre or organisation, where the register says.</summary>
    public string? Organisation { get; init; }

    /// <summary>First day the line holds.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day the line holds.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>One line of the waiver register.</summary>
public sealed record WaiverRecord : SourceRecord
{
    /// <summary>The register's own number for it.</summary>
    public required string Id { get; init; }

    /// <summary>The device it is for, if for one.</summary>
    public DeviceKeys Device { get; init; }

    /// <summary>The person it is for, if for one.</summary>
    public PersonKeys Holder { get; init; }

    /// <summary>Application it is for; null for any.</summary>
    public string? Application { get; init; }

    /// <summary>What the judge needs to know of it.</summary>
    public required WaiverFacts Facts { get; init; }

    /// <summary>Who granted it.</summary>
    public string? GrantedBy { get; init; }

    /// <summary>First day it holds.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Day on which it was revoked.</summary>
    public DateOnly? Revoked { get; init; }
}
