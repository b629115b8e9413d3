namespace TikTokBan.Removal.Plans;

/// <summary>Writes the actions of a plan: ring after ring, in each what bounds and what prepares first, the devices last.</summary>
internal sealed class PlanActions
{
    private readonly ActionList _list;
    private readonly GroupActions _groups;
    private readonly PolicyActions _policies;
    private readonly AppActions _apps;
    private readonly DeviceActions _devices;
    private readonly TenantActions _tenant;

    public PlanActions(string plan, RemovalPlanRequest request, AppIdentifiers identifiers, NoticeWriter notices)
    {
        var text = new PlanText(request.Language);
        _list = new ActionList(request.Language);
        _groups = new GroupActions(plan, _list, text);
        _policies = new PolicyActions(plan, _list, identifiers, text, request.Now);
        _apps = new AppActions(plan, _list, identifiers, text);
        _devices = new DeviceActions(_list, notices);
        _tenant = new TenantActions(plan, _list, identifiers, text);
    }

    public IReadOnlyList<PlanAction> Write(IReadOnlyList<Cohort> cohorts, IReadOnlyList<Candidate> tenantWide, int lastRing, CancellationToken cancellationToken)
    {
        foreach (var cohort in cohorts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(cohort);
        }

        if (tenantWide.Count > 0)
            _tenant.Add(lastRing, tenantWide);
        return _list.Actions;
    }

    private void Write(Cohort cohort)
    {
        var (group, filled) = _groups.Add(cohort);
        var given = new List<string>();
        var controls = cohort.Controls().ToList();
        foreach (var (control, applications) in controls)
        {
            if (control.Kind is ActionKinds.EnsureConfiguration or ActionKinds.EnsureCompliance)
                given.Add(_policies.Add(cohort, control, applications, group, filled));
            else if (control.Kind == ActionKinds.MergeAssignment)
                given.AddRange(_apps.Add(cohort, control, applications, group, filled));
        }

        foreach (var (control, _) in controls.Where(one => one.Control.Kind is ActionKinds.SyncDevice or ActionKinds.Notify))
        {
            foreach (var device in cohort.Devices)
                _devices.Add(cohort, device, control, given);
        }
    }
}
