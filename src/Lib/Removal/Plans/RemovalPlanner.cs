using TikTokBan.Waivers;

namespace TikTokBan.Removal.Plans;

/// <summary>Makes a plan from what a scan found. Sends nothing.</summary>
public static class RemovalPlanner
{
    /// <summary>Makes a plan. Whether it may be applied is for the guard to say, and for an approver.</summary>
    /// <param name="request">What it is made from.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnusableInputException">Tenant or author are written wrong, or the catalogue is not the scan's.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RemovalPlan Make(RemovalPlanRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var id = PlanId.Of(request);
        var identifiers = new AppIdentifiers(request.Catalogue);
        var sorted = Sorting.Of(request, new Eligibility(request, identifiers), cancellationToken);
        var limits = LimitsOf(request);
        var rings = RingDivision.Divide(sorted.Devices, limits.Canary, request.RingSize, request.Scan.Summary.ScanId, request.ScanFinished);
        var cohorts = CohortsOf(id, rings);
        var notices = new NoticeWriter(identifiers, request.Language);
        var actions = new PlanActions(id, request, identifiers, notices).Write(cohorts, sorted.TenantWide, rings.Count + 1, cancellationToken);
        var told = PlanNotices.Write(sorted, request.Remedies, notices);
        var plan = new RemovalPlan
        {
            Format = RemovalPlan.CurrentFormat,
            Id = id,
            Tenant = request.Tenant.ToLowerInvariant(),
            Authority = request.Scan.Summary.Authority,
            Author = AccountName.Normal(request.Author),
            CreatedAt = request.Now.ToUniversalTime(),
            ExpiresAt = request.Now.ToUniversalTime().AddDays(request.LifetimeDays),
            Language = request.Language,
            Product = request.Product,
            Scan = PlanFacts.Scan(request, sorted.Considered),
            Directive = new PlanDirective(request.Scan.Summary.Directive, request.Scan.Summary.DirectiveHash),
            Catalogue = new PlanCatalogue(request.Catalogue.Version, request.Catalogue.Hash, request.Catalogue.Indicators.LongCount()),
            ProfileHash = request.Profile.Hash,
            RemediesHash = request.Remedies.Hash,
            Limits = limits,
            BlastRadius = PlanFacts.Radius(request, cohorts, sorted),
            Rings = PlanFacts.Rings(rings, sorted.TenantWide.Count > 0),
            Devices = PlanFacts.Devices(cohorts),
            Actions = actions,
            Notices = told.Notices,
            LeftOut = told.LeftOut,
        };
        return plan with { Hash = PlanFile.HashOf(plan) };
    }

    private static void Check(RemovalPlanRequest request)
    {
        if (!Guid.TryParseExact(request.Tenant, "D", out var tenant) || tenant == Guid.Empty)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"'{request.Tenant}' is not the id of a tenant; give its directory id, such as 71600000-0000-4000-8000-000000000001.");
        if (!AccountName.IsAddress(AccountName.Normal(request.Author)))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"'{request.Author}' is not a user principal name; give the author's, so that an approver can be told apart.");
        var used = $"{request.Catalogue.Version} {request.Catalogue.Hash}";
        if (request.Scan.Summary.Catalogue != used)
            throw new UnusableInputException(InputProblem.PlanRefused, "The catalogue is not the one that this scan used: scan again, and give the same catalogue folders to both.");
        if (!string.Equals(request.Profile.Hash, request.ScanProfileHash, StringComparison.OrdinalIgnoreCase))
        {
            throw new UnusableInputException(InputProblem.PlanRefused, request.ScanProfileHash is null
                ? "The scan used no authority profile, and one is given: scan again with it, so that verdicts and limits rest on the same."
                : "The scan used another authority profile, or another state of it: give that one (--authority, -Authority), or scan again.");
        }

        if (request.Scan.Summary.SelectedFrom is not null)
            throw new UnusableInputException(InputProblem.PlanUnusable, "A plan needs the whole scan, because what one exposure says of a device counts for all; give the scan, and choose exposures beside it.");
        if (request.LifetimeDays is < 1 or > 90)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "A plan may live for 1 to 90 days.");
        if (request.Canary < 1 || request.RingSize < 1 || request.ScanDays < 1)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "The size of a ring and the age of a scan are numbers from 1.");
    }

    private static RemovalLimits LimitsOf(RemovalPlanRequest request)
    {
        var (profile, usual) = (request.Profile, RemovalLimits.Default);
        return new RemovalLimits(
            profile.LimitDevices ?? usual.Devices,
            profile.LimitShare is { } share ? (decimal)share : usual.Share,
            request.ScanDays ?? profile.LimitScanDays ?? usual.ScanDays,
            request.Canary ?? profile.LimitCanary);
    }

    private static List<Cohort> CohortsOf(string id, List<List<DeviceWork>> rings) =>
    [
        .. rings.SelectMany((ring, index) => ring
            .GroupBy(device => device.Key, StringComparer.Ordinal)
            .OrderBy(cohort => cohort.Key, StringComparer.Ordinal)
            .Select((cohort, number) => new Cohort(id, index + 1, number + 1, [.. cohort.OrderBy(device => device.Id, StringComparer.Ordinal)]))),
    ];
}
