using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Verifying;

/// <summary>An order to uninstall, as far as it can be asked after.</summary>
/// <param name="Application">Intune's id of the application; null where it was never known.</param>
/// <param name="Ended">How it ended for the device; null where it didn't, or doesn't reach it.</param>
internal sealed record UninstallOrder(string? Application, EndedAction? Ended);

/// <summary>What was done about one application on one device of a plan.</summary>
internal sealed record DeviceRemoval
{
    public required PlannedDevice Device { get; init; }

    public required PlannedApplication Application { get; init; }

    /// <summary>When the last action that bears on it was done; null where none was.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    /// <summary>Since when it is kept from being seen or started; null where it isn't.</summary>
    public DateTimeOffset? HiddenAt { get; init; }

    /// <summary>Since when its service is kept from being reached; null where it isn't.</summary>
    public DateTimeOffset? UnreachableAt { get; init; }

    /// <summary>Since when it is blocked on the personal side, which nobody can list; null where it isn't.</summary>
    public DateTimeOffset? PersonalSideAt { get; init; }

    public IReadOnlyList<UninstallOrder> Uninstalls { get; init; } = [];

    /// <summary>Why nothing was done yet; null where something was.</summary>
    public string? Idle { get; init; }

    /// <summary>When all that was done was taken back; null while something stands.</summary>
    public DateTimeOffset? TakenBackAt { get; init; }
}

/// <summary>Finds out of a plan and its journal what was done to each device.</summary>
internal sealed class DeviceRemovals(RemovalPlan plan, CarriedOut carriedOut)
{
    // A message or a request to check in hastens a removal, and is none.
    private static readonly string[] Hastening = [ActionKinds.SyncDevice, ActionKinds.Notify];

    private readonly ILookup<string, PlanAction> _byDevice = plan.Actions
        .SelectMany(action => action.Target.Ids.Select(id => (Id: id, Action: action)))
        .ToLookup(pair => pair.Id, pair => pair.Action, StringComparer.OrdinalIgnoreCase);

    private readonly List<PlanAction> _tenantWide = [.. plan.Actions.Where(action => action.Kind == ActionKinds.ImportIndicators)];

    private readonly Dictionary<string, HashSet<string>> _answered = plan.Actions.ToDictionary(action => action.Id, action => action.Exposures.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly Dictionary<string, PlanAction> _byId = plan.Actions.ToDictionary(action => action.Id, StringComparer.Ordinal);

    /// <summary>Intune's ids of the applications that the plan has uninstalled.</summary>
    public IReadOnlySet<string> Applications => plan.Actions
        .Where(action => action.Kind == ActionKinds.MergeAssignment)
        .Select(ApplicationOf).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Each application on each device of the rings that were begun, ring by ring.</summary>
    public IEnumerable<DeviceRemoval> All()
    {
        var begun = plan.Actions.Where(carriedOut.HasBegun).Select(action => action.Ring).ToHashSet();
        return from device in plan.Devices
               where begun.Contains(device.Ring)
               from application in device.Applications
               orderby device.Ring, device.Name is null, device.Name, device.Id, application.Id
               select Of(device, application);
    }

    private DeviceRemoval Of(PlannedDevice device, PlannedApplication application)
    {
        var grouping = _byDevice[device.Id].Where(action => action.Kind == ActionKinds.AddMembers).Select(action => carriedOut.Find(action)).ToList();
        var isInGroup = grouping.Exists(record => record is { IsDone: true } && record.WhyNot(device) is null);
        var meant = _byDevice[device.Id].Concat(_tenantWide)
            .Where(action => action.Control is not null && application.Exposures.Any(_answered[action.Id].Contains))
            .Select(action => (Action: action, Record: carriedOut.Find(action)))
            .ToList();
        var done = meant.Where(one => one.Record is { IsDone: true } record && record.WhyNot(device) is null && (isInGroup || !IsByGroup(one.Action))).ToList();
        var bearing = done.Exists(one => !Hastening.Contains(one.Action.Kind)) ? done.FindAll(one => !Hastening.Contains(one.Action.Kind)) : done;
        DateTimeOffset? Since(Func<PlanAction, bool> which) =>
            done.Where(one => which(one.Action) && one.Record!.Stands).Select(one => (DateTimeOffset?)one.Record!.At).Min();
        return new DeviceRemoval
        {
            Device = device,
            Application = application,
            ActedAt = bearing.Max(one => (DateTimeOffset?)one.Record!.At),
            HiddenAt = Since(action => action.Effect.Contains(ControlEffect.Hides) || action.Effect.Contains(ControlEffect.BlocksLaunch)),
            UnreachableAt = Since(action => action.Effect.Contains(ControlEffect.BlocksAccess)),
            PersonalSideAt = Since(action => action.Kind == ActionKinds.EnsureConfiguration && action.Effect.Contains(ControlEffect.BlocksInstall)),
            Uninstalls = [.. meant.Where(one => one.Action.Kind == ActionKinds.MergeAssignment).Select(one => new UninstallOrder(ApplicationOf(one.Action), isInGroup ? one.Record : null))],
            Idle = done.Count > 0 ? null : WhyIdle(device, grouping, [.. meant.Select(one => one.Record)]),
            TakenBackAt = bearing.Count > 0 && bearing.TrueForAll(one => one.Record!.TakenBackAt is not null) ? bearing.Max(one => one.Record!.TakenBackAt) : null,
        };
    }

    private static string WhyIdle(PlannedDevice device, List<EndedAction?> grouping, List<EndedAction?> meant)
    {
        if (grouping.Concat(meant).Select(record => record?.WhyNot(device)).FirstOrDefault(left => left is not null) is { } left)
            return $"Nothing was done to it: {left}";
        if (meant.Exists(record => record?.Outcome == ActionOutcome.PendingApproval))
            return "Nothing was done to it yet: it waits for an approval in Intune; approve it there, then carry the plan out again.";
        return grouping.Concat(meant).FirstOrDefault(record => record is { Outcome: ActionOutcome.Failed or ActionOutcome.Unknown or ActionOutcome.Skipped, Entry.Sentence: not null }) is { } failed
            ? $"Nothing was done to it: {failed.Entry.Sentence}"
            : "Nothing was done to it yet; carry the plan out to its end.";
    }

    private static bool IsByGroup(PlanAction action) =>
        action.Kind is ActionKinds.MergeAssignment or ActionKinds.EnsureConfiguration or ActionKinds.EnsureCompliance;

    private string? ApplicationOf(PlanAction merge) => merge.DependsOn
        .Select(id => _byId.GetValueOrDefault(id))
        .Where(action => action?.Kind == ActionKinds.EnsureApp)
        .Select(action => carriedOut.ObjectOf(action!))
        .FirstOrDefault(id => id is not null) ?? carriedOut.ObjectOf(merge);
}
