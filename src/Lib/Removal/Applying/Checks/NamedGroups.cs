using System.Globalization;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>Whether the group that a block is given to still is what was agreed to.</summary>
internal sealed class NamedGroups(ApplyRequest request, IPlanTransport transport) : IDisposable
{
    // People come and go: so many more, or a tenth more, is the same group to whoever approved it.
    private const int FewMore = 5;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private (string? Refusal, DateTimeOffset ReadAt)? _known;

    /// <summary>Why nothing must be given to it; null when it is as planned.</summary>
    /// <exception cref="TenantException">It can't be read.</exception>
    public async Task<string?> RefusalAsync(CancellationToken cancellationToken)
    {
        if (request.Plan.Block is not { Group: { } planned } block)
            return "The plan does not say which group it blocks for; make a new plan.";
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = request.Session.Options.Time.GetUtcNow();
            if (_known is { } known && now - known.ReadAt < PresentDevices.Fresh)
                return known.Refusal;
            var refusal = await AskAsync(block, planned, cancellationToken).ConfigureAwait(false);
            _known = (refusal, now);
            return refusal;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<string?> AskAsync(PlanBlock block, PlanGroup planned, CancellationToken cancellationToken)
    {
        PlanGroup present;
        try
        {
            var group = await ReadAsync(planned, cancellationToken).ConfigureAwait(false);
            var except = block.Except is { } other ? await ReadAsync(other, cancellationToken).ConfigureAwait(false) : null;
            var waivers = request.Waivers is { } store ? await store.ReadWaiversAsync(cancellationToken).ConfigureAwait(false) : [];
            var day = DateOnly.FromDateTime(request.Session.Options.Time.GetLocalNow().Date);
            present = new BlockMembers(request.Profile, waivers, block.Applications, day).Count(group, except);
        }
        catch (TenantException gone) when (gone.Failure == TenantFailure.NotFound)
        {
            return $"The group '{planned.Name}', or the one that is left out of it, is no longer there; make a new plan.";
        }

        var (before, size) = (planned.Devices + planned.People, present.Devices + present.People);
        return present switch
        {
            { Protected: > 0 } => $"{Number(present.Protected)} members of the group '{planned.Name}' are protected by the authority profile by now; take them out of it, or leave them out in a new plan.",
            { Personal: > 0 } => $"{Number(present.Personal)} devices of the group '{planned.Name}' are somebody's own by now, and nothing is done to such devices; take them out of it, or leave them out in a new plan.",
            _ when present.Excepted > planned.Excepted => $"{Number(present.Excepted)} members of the group '{planned.Name}' have a waiver, and {Number(planned.Excepted)} had one when it was planned; make a new plan, and leave them out.",
            _ when size > before + Math.Max(FewMore, before / 10) => $"The group '{planned.Name}' has {Number(size)} members and had {Number(before)} when it was planned; make a new plan, so that somebody approves of that.",
            _ => null,
        };
    }

    private async Task<NamedGroup> ReadAsync(PlanGroup group, CancellationToken cancellationToken) =>
        new(group.Id, group.Name, await GroupReading.MembersAsync(transport, group.Id, cancellationToken).ConfigureAwait(false));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
