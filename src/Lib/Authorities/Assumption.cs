using TikTokBan.Directives;

namespace TikTokBan.Authorities;

/// <summary>A fact that the authority declares where no source states it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its text; printed in the report.</param>
/// <param name="When">For which devices.</param>
/// <param name="Assume">What is then assumed, for facts that no source states.</param>
public sealed record Assumption(string Id, LocalText Text, AssumptionCondition When, DeviceFacts Assume);

/// <summary>For which devices an assumption holds; every key that is given must fit, with any of its values.</summary>
public sealed record AssumptionCondition
{
    /// <summary><c>company</c>, <c>personal</c> or <c>unknown</c>, as MDM or the directory flag it.</summary>
    public IReadOnlyList<string>? Ownership { get; init; }

    /// <summary>How it was enrolled, in the source's word; <c>*</c> at either end.</summary>
    public IReadOnlyList<string>? Enrolment { get; init; }

    /// <summary>Platforms.</summary>
    public IReadOnlyList<string>? Platform { get; init; }

    /// <summary>Phone, tablet, computer …</summary>
    public IReadOnlyList<string>? Type { get; init; }

    /// <summary>Ids of organisations.</summary>
    public IReadOnlyList<string>? Organisation { get; init; }

    /// <summary>Whether device management lists it.</summary>
    public bool? Managed { get; init; }

    internal bool Fits(AssumptionSubject subject) =>
        (Ownership is null || Wildcard.Any(Ownership, subject.Ownership ?? "unknown"))
        && (Enrolment is null || Wildcard.Any(Enrolment, subject.Enrolment))
        && (Platform is null || Wildcard.Any(Platform, subject.Platform))
        && (Type is null || Wildcard.Any(Type, subject.Type?.ToString()))
        && (Organisation is null || Wildcard.Any(Organisation, subject.Organisation))
        && (Managed is null || Managed == subject.Managed);
}

/// <summary>What an assumption's condition looks at. Null is unknown.</summary>
internal readonly record struct AssumptionSubject(string? Ownership, string? Enrolment, string? Platform, DeviceType? Type, string? Organisation, bool Managed);
