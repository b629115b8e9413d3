using TikTokBan.Authorities;
using TikTokBan.Removal.Plans;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>Counts whom a group reaches, and whom it should not.</summary>
/// <param name="Profile">Says whom it protects.</param>
/// <param name="Waivers">Waivers that are registered.</param>
/// <param name="Applications">Applications that are blocked.</param>
/// <param name="Day">The day that waivers are asked about.</param>
internal sealed record BlockMembers(AuthorityProfile Profile, IReadOnlyList<Waiver> Waivers, IReadOnlyList<string> Applications, DateOnly Day)
{
    /// <summary>Counts.</summary>
    /// <param name="group">The group.</param>
    /// <param name="except">The group that is left out of it; null for none.</param>
    public PlanGroup Count(NamedGroup group, NamedGroup? except)
    {
        var absent = except?.Members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        var reached = group.Members.Where(member => !absent.Contains(member.Id)).ToList();
        var protection = new Protection(Profile.ProtectedPeople, Profile.ProtectedDevices);
        var waivers = Waivers.Where(IsActive).ToList();
        return new PlanGroup(
            group.Id,
            group.Name,
            group.Members.Count(member => member.IsDevice),
            group.Members.Count(member => !member.IsDevice),
            reached.Count(member => protection.CoversPerson(member.User) || protection.CoversDevice(member.Id, member.DeviceId, member.IsDevice ? member.Name : null)),
            reached.Count(member => waivers.Exists(waiver => IsHeldBy(waiver, member))),
            reached.Count(member => string.Equals(member.Ownership, "personal", StringComparison.OrdinalIgnoreCase)));
    }

    private bool IsActive(Waiver waiver) =>
        waiver.StateOn(Day) is WaiverState.Valid or WaiverState.Expiring && (waiver.Application is null || Applications.Contains(waiver.Application));

    private static bool IsHeldBy(Waiver waiver, GroupMember member) => member switch
    {
        { User: { } user } => waiver.Holder is { } holder && AccountName.Same(holder, user),
        { DeviceId: { } device } => string.Equals(waiver.DeviceId, device, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
