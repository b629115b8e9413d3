namespace TikTokBan.Ledger.Tests.Queues;

/// <summary>What a simulation comes to. Waits are counted in claims that were made before, so that they don't depend on the machine.</summary>
internal sealed class QueueFigures
{
    private readonly IReadOnlyList<SimulatedTenant> _tenants;
    private readonly List<ClaimedScan> _claims;
    private readonly int _workers;

    public QueueFigures(IReadOnlyList<SimulatedTenant> tenants, IEnumerable<ClaimedScan> claims, int workers)
    {
        (_tenants, _claims, _workers) = (tenants, [.. claims.OrderBy(claim => claim.From)], workers);
        var waits = _claims
            .Select((claim, index) => (Key: (claim.Claim.Authority, claim.Claim.Tenant), Index: index))
            .GroupBy(claim => claim.Key)
            .ToDictionary(group => group.Key, group => (double)group.First().Index);
        Authorities = [.. tenants
            .GroupBy(tenant => tenant.Authority)
            .Select(group => new WaitedAuthority(
                group.Key,
                group.Count(),
                group.Average(tenant => waits.GetValueOrDefault((tenant.Authority, tenant.Tenant), _claims.Count)),
                group.Max(tenant => waits.GetValueOrDefault((tenant.Authority, tenant.Tenant), _claims.Count))))];
    }

    /// <summary>How each authority waited.</summary>
    public IReadOnlyList<WaitedAuthority> Authorities { get; }

    /// <summary>From the first claim to the end of the last.</summary>
    public TimeSpan Makespan => _claims.Max(claim => claim.To) - _claims.Min(claim => claim.From);

    /// <summary>No schedule is shorter than this: all durations over all workers, or the longest of them.</summary>
    public TimeSpan Bound => TimeSpan.FromTicks(Math.Max(_tenants.Sum(tenant => tenant.Duration.Ticks) / _workers, _tenants.Max(tenant => tenant.Duration.Ticks)));

    /// <summary>Which part of the makespan the workers had a tenant, with what this machine added to each scan.</summary>
    public double Busy => _claims.Sum(claim => (claim.To - claim.From).TotalSeconds) / Makespan.TotalSeconds / _workers;

    public double ClaimsPerSecond => _claims.Count / Makespan.TotalSeconds;

    /// <summary>Jain's index of the authorities' mean waits: 1 when all wait alike, which those of many tenants can't.</summary>
    public double EvenWaits => Jain([.. Authorities.Select(authority => authority.MeanWait + 1)]);

    /// <summary>
    /// Jain's index of what each authority had got when half of the claims were made, over its fair share: all that it wants, but no more than others may have.
    /// </summary>
    public double Fairness
    {
        get
        {
            var half = _claims.Count / 2;
            var got = _claims.Take(half).GroupBy(claim => claim.Claim.Authority).ToDictionary(group => group.Key, group => group.Select(claim => claim.Claim.Tenant).Distinct().Count());
            var share = Enumerable.Range(1, SimulatedAuthorities.MostTenants).TakeWhile(each => FairTurns(each) <= half).LastOrDefault(1);
            return Jain([.. Authorities.Select(authority => got.GetValueOrDefault(authority.Name) / (double)Math.Min(share, authority.Tenants))]);
        }
    }

    /// <summary>The longest wait of authorities with so many tenants.</summary>
    public double LongestWait(int from, int to) => Authorities.Where(authority => authority.Tenants >= from && authority.Tenants <= to).Max(authority => authority.LongestWait);

    /// <summary>After how many claims each authority has had so many, by the fair order: each one's first, then each one's second, and so on.</summary>
    public double FairTurns(int tenants) => Authorities.Sum(authority => Math.Min(authority.Tenants, tenants));

    /// <summary>
    /// How long it would have taken without this machine's own time: each claim, in the order in which they were made, goes to the worker that is free first.
    /// </summary>
    public TimeSpan Replayed()
    {
        var duration = _tenants.ToDictionary(tenant => (tenant.Authority, tenant.Tenant), tenant => tenant.Duration);
        var free = new PriorityQueue<int, TimeSpan>(Enumerable.Range(0, _workers).Select(worker => (worker, TimeSpan.Zero)));
        var end = TimeSpan.Zero;
        foreach (var claim in _claims)
        {
            free.TryDequeue(out var worker, out var from);
            var to = from + (claim.Outcome is Outcome.Kept or Outcome.Failed ? duration[(claim.Claim.Authority, claim.Claim.Tenant)] : claim.To - claim.From);
            free.Enqueue(worker, to);
            end = to > end ? to : end;
        }

        return end;
    }

    /// <summary>Pairs of claims of one tenant, whoever queued it, that were held at the same time.</summary>
    public IEnumerable<(ClaimedScan First, ClaimedScan Second)> Overlaps() =>
        from tenant in _claims.GroupBy(claim => claim.Claim.Tenant)
        from pair in tenant.Zip(tenant.Skip(1))
        where pair.Second.From < pair.First.To
        select pair;

    private static double Jain(IReadOnlyList<double> values) => Math.Pow(values.Sum(), 2) / (values.Count * values.Sum(value => value * value));
}

/// <summary>How an authority waited, in claims that were made before its own.</summary>
internal sealed record WaitedAuthority(string Name, int Tenants, double MeanWait, double LongestWait);
