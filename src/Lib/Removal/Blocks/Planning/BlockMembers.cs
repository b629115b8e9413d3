using TikTokBan.Removal.Plans;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>Counts whom a group reaches, and whom it should not.</summary>
internal sealed class BlockMembers
{
    private readonly BlockPlanRequest _request;
    private readonly HashSet<string> _out;

    public BlockMembers(BlockPlanRequest request, BlockState state)
    {
        _request = request;
        _out = state.Except?.Members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        Group = state.Group is { } group ? Of(group, left: [.. group.Members.Where(member => !_out.Contains(member.Id))]) : null;
        Except = state.Except is { } except ? Of(except, left: []) : null;
    }

    public PlanGroup? Group { get; }

    public PlanGroup? Except { get; }

    private PlanGroup Of(NamedGroup group, IReadOnlyList<GroupMember> left)
    {
        var protection = new Protection(_request.Profile.ProtectedPeople, _request.Profile.ProtectedDevices);
        var waivers = _request.Waivers.Where(IsActive).ToList();
        return new PlanGroup(
            group.Id,
            group.Name,
            group.Members.Count(member => member.IsDevice),
            group.Members.Count(member => !member.IsDevice),
            left.Count(member => protection.CoversPerson(member.User) || protection.CoversDevice(member.Id, member.DeviceId, member.IsDevice ? member.Name : null)),
            left.Count(member => waivers.Exists(waiver => IsHeldBy(waiver, member))),
            left.Count(member => string.Equals(member.Ownership, "personal", StringComparison.OrdinalIgnoreCase)));
    }

    private bool IsActive(Waiver waiver) =>
        waiver.StateOn(_request.Selection.AsOf) is WaiverState.Valid or WaiverState.Expiring
        && (waiver.Application is null || _request.Selection.Applications.Contains(waiver.Application));

    private static bool IsHeldBy(Waiver waiver, GroupMember member) => member switch
    {
        { User: { } user } => waiver.Holder is { } holder && AccountName.Same(holder, user),
        { DeviceId: { } device } => string.Equals(waiver.DeviceId, device, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
