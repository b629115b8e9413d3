using TikTokBan.Authorities;
using TikTokBan.Directives;

namespace TikTokBan.Exposures;

/// <summary>Gathers what is known of who owns and pays for a device: what the register says, and for the rest what the profile assumes.</summary>
internal sealed class DeviceFactGathering(AuthorityProfile profile, ScannedWorld world)
{
    private readonly FactFiller _filler = new(profile);

    /// <summary>Gathers it.</summary>
    /// <param name="device">Index of the device, or -1.</param>
    /// <param name="person">Index of the person, or -1.</param>
    /// <param name="otherwise">Id of the organisation where nothing known of the person tells it.</param>
    public GatheredFacts Of(int device, int person, string? otherwise = null)
    {
        var known = device < 0 ? null : world.Devices[device];
        var register = world.Funding.Of(device, person);
        var organisation = profile.OrganisationOf(SubjectOf(person < 0 ? null : world.People[person], register))
            ?? (otherwise is null ? null : profile.Organisations.FirstOrDefault(one => one.Id == otherwise));
        var (facts, assumptions) = _filler.Fill(StatedFacts(known, register), SubjectOf(known, organisation));
        return new GatheredFacts(facts, assumptions, organisation, register);
    }

    private static DeviceFacts StatedFacts(KnownDevice? device, Funding? register) => new()
    {
        Type = device?.Type,
        Owner = register?.Owner,
        Payer = register?.Payer,
        Issued = register?.Issued,
        Enrolled = device?.InMdm is true ? true : null,
        Managed = device?.InMdm is true ? true : device?.Managed,
    };

    private static OrganisationSubject SubjectOf(KnownPerson? person, Funding? register) => new(
        person?.Department,
        person?.Company,
        DomainOf(person?.UserPrincipalName),
        person?.Groups,
        register?.CostCentre);

    private static AssumptionSubject SubjectOf(KnownDevice? device, Organisation? organisation) => new(
        device?.Ownership,
        device?.Enrolment,
        device?.Platform,
        device?.Type,
        organisation?.Id,
        device?.InMdm ?? false);

    private static string? DomainOf(string? address) =>
        address?.LastIndexOf('@') is { } at and >= 0 ? address[(at + 1)..] : null;
}

/// <summary>What is known of a device.</summary>
/// <param name="Facts">The facts; what nobody states or assumes is null.</param>
/// <param name="Assumptions">Assumptions that supplied any of them.</param>
/// <param name="Organisation">The organisation that it belongs to.</param>
/// <param name="Register">What the register says; null for nothing.</param>
internal sealed record GatheredFacts(DeviceFacts Facts, IReadOnlyList<Assumption> Assumptions, Organisation? Organisation, Funding? Register);
