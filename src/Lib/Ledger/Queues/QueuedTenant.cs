namespace TikTokBan.Ledger.Queues;

/// <summary>A tenant that is to be scanned again and again.</summary>
public sealed record QueuedTenant
{
    /// <summary>Name of the authority in whose ledger its scans are kept.</summary>
    public required string Authority { get; init; }

    /// <summary>Id of the tenant, or its domain.</summary>
    public required string Tenant { get; init; }

    /// <summary>How it is to be scanned: names of files such as the authority profile, as JSON. No secrets.</summary>
    public required string Settings { get; init; }

    /// <summary>How long after one scan was due the next is.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>When the next scan is due.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Which worker scans it now; null for none.</summary>
    public string? Holder { get; init; }

    /// <summary>Until when that worker has it, unless it says again that it goes on.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How often in a row a scan failed or was given up.</summary>
    public int Attempts { get; init; }

    /// <summary>When the last scan began.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When the last one ended that was kept.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Id of that scan.</summary>
    public string? Scan { get; init; }

    /// <summary>What went wrong the last time; null when nothing did.</summary>
    public string? Problem { get; init; }
}

/// <summary>That a worker has a tenant to scan, for a while.</summary>
/// <param name="Authority">Name of the authority.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Settings">How it is to be scanned.</param>
/// <param name="Holder">The worker.</param>
/// <param name="Fence">A number that grows with each claim of this tenant: what an earlier claim still writes is refused.</param>
/// <param name="Attempts">How often in a row it went wrong before, this time included.</param>
/// <param name="Due">When it was due.</param>
public sealed record ScanClaim(string Authority, string Tenant, string Settings, string Holder, long Fence, int Attempts, DateTimeOffset Due);
