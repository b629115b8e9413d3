using TikTokBan.Catalogue;
using TikTokBan.Removal.Applying.Checks;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying;

/// <summary>Asks the tenant and the registers just before an action whether what it rests on still holds.</summary>
internal sealed class Preconditions : IPreconditions, IDisposable
{
    // As many at once as the service answers side by side.
    private const int DevicesAtOnce = 8;

    private readonly ApplyRequest _request;
    private readonly TimeProvider _time;
    private readonly Matcher _matcher;
    private readonly PresentDevices _present;
    private readonly GroupReach _groups;
    private readonly GivenAssignments _assignments;
    private readonly NamedGroups _named;
    private readonly Dictionary<string, PlannedDevice> _devices;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private (DeviceChecks Checks, DateTimeOffset ReadAt)? _registers;

    private Preconditions(ApplyRequest request, IPlanTransport transport)
    {
        _request = request;
        _time = request.Session.Options.Time;
        _matcher = CoveredCatalogue.OfNothing().CreateMatcher();
        _present = new PresentDevices(transport, _time);
        _groups = new GroupReach(request.Plan, transport);
        _assignments = new GivenAssignments(transport);
        _named = new NamedGroups(request, transport);
        _devices = request.Plan.Devices.ToDictionary(device => device.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets ready to ask, and reads the registers once, so that one that can't be read stops a run before it begins.</summary>
    /// <param name="request">The plan and what is asked before.</param>
    /// <param name="transport">How the tenant is asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnusableInputException">A register can't be read in full.</exception>
    public static async Task<Preconditions> OpenAsync(ApplyRequest request, IPlanTransport transport, CancellationToken cancellationToken)
    {
        var preconditions = new Preconditions(request, transport);
        await preconditions.RegistersAsync(cancellationToken).ConfigureAwait(false);
        return preconditions;
    }

    /// <inheritdoc/>
    /// <exception cref="UnusableInputException">A register can no longer be read; nothing more may then be done.</exception>
    public async Task<Checked> CheckAsync(PlanAction action, RunValues found, CancellationToken cancellationToken)
    {
        foreach (var condition in action.Preconditions.Where(condition => condition.Scope != "device"))
        {
            if (await RefusalAsync(condition, action, found, cancellationToken).ConfigureAwait(false) is { } refusal)
                return new Checked([], refusal);
        }

        var checks = action.Preconditions.Where(condition => condition.Scope == "device").Select(condition => condition.Check).Distinct(StringComparer.Ordinal).ToList();
        if (checks.Count == 0)
            return new Checked([], null);
        var left = new List<JournaledDevice>();
        var asked = new List<(PlannedDevice, IReadOnlyList<string>)>();
        foreach (var id in action.Target.Ids)
        {
            if (_devices.GetValueOrDefault(id) is { } device && device.Ring == action.Ring)
                asked.Add((device, checks));
            else
                left.Add(new JournaledDevice(id, "outsidePlan", "The plan does not list the device in this ring."));
        }

        left.AddRange(await FailuresAsync(asked, action, cancellationToken).ConfigureAwait(false));
        return new Checked(left, null);
    }

    public void Dispose()
    {
        _reading.Dispose();
        _named.Dispose();
    }

    private async Task<string?> RefusalAsync(Precondition condition, PlanAction action, RunValues found, CancellationToken cancellationToken)
    {
        switch (condition)
        {
            case { Scope: "action", Check: "groupMembersWithinPlan" }:
                var (members, refusal) = await _groups.ReadAsync(action, found, cancellationToken).ConfigureAwait(false);
                if (refusal is not null)
                    return refusal;
                var failed = await FailuresAsync(members, action, cancellationToken).ConfigureAwait(false);
                return failed.Count == 0 ? null
                    : $"A device that nothing must be done to is in the group already: {_devices[failed[0].Id].Name ?? failed[0].Id}. {failed[0].Sentence} Take it out of the group, then run this again.";
            case { Scope: "action", Check: "assignmentsUnchanged" }:
                return await _assignments.ChangedAsync(action, found, cancellationToken).ConfigureAwait(false);
            case { Scope: "action", Check: "notRequiredElsewhere" }:
                return await _assignments.RequiredElsewhereAsync(action, found, cancellationToken).ConfigureAwait(false);
            case { Scope: "action", Check: "groupAsPlanned" }:
                return await _named.RefusalAsync(cancellationToken).ConfigureAwait(false);
            default:
                return $"The plan asks for '{condition.Check}' of the {condition.Scope}, which this version can't check; use the version that made the plan, or make a new one.";
        }
    }

    private async Task<List<JournaledDevice>> FailuresAsync(IReadOnlyList<(PlannedDevice Device, IReadOnlyList<string> Checks)> asked, PlanAction action, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
            return [];
        var present = new PresentDevice?[asked.Count];
        await Parallel.ForAsync(0, asked.Count, new ParallelOptions { MaxDegreeOfParallelism = DevicesAtOnce, CancellationToken = cancellationToken }, async (at, stop) =>
            present[at] = await _present.ReadAsync(asked[at].Device.Id, stop).ConfigureAwait(false)).ConfigureAwait(false);
        var registers = await RegistersAsync(cancellationToken).ConfigureAwait(false);
        var failures = new List<JournaledDevice>();
        lock (registers)
        {
            for (var at = 0; at < asked.Count; at++)
            {
                if (registers.FirstFailure(asked[at].Device, present[at], asked[at].Checks, ApplicationsOf(asked[at].Device, action)) is { } failure)
                    failures.Add(failure);
            }
        }

        return failures;
    }

    // What an action gives to a group reaches every application of a member, so an exception for one of them counts.
    private static List<string> ApplicationsOf(PlannedDevice device, PlanAction action)
    {
        var meant = device.Applications.Where(application => application.Exposures.Any(action.Exposures.Contains)).Select(application => application.Id).ToList();
        return meant.Count > 0 ? meant : [.. device.Applications.Select(application => application.Id)];
    }

    private async Task<DeviceChecks> RegistersAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = _time.GetUtcNow();
            if (_registers is { } kept && now - kept.ReadAt < PresentDevices.Fresh)
                return kept.Checks;
            var day = DateOnly.FromDateTime(_time.GetLocalNow().Date);
            var read = await PresentRegisters.ReadAsync(_request.Plan, _request.Registers, _request.Waivers, _matcher, day, cancellationToken).ConfigureAwait(false);
            _registers = (new DeviceChecks(_request.Profile, read), now);
            return _registers.Value.Checks;
        }
        finally
        {
            _reading.Release();
        }
    }
}
