using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Exposures;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Sessions;

/// <summary>What one runspace remembers between cmdlets: which scan found an exposure, so that a report of some exposures can state their coverage, and the tenants it is signed in to.</summary>
internal sealed class ModuleSession
{
    // Keyed weakly: a session ends with its runspace, and runspaces in parallel never see each other's.
    private static readonly ConditionalWeakTable<Runspace, ModuleSession> Sessions = new();

    // Keyed weakly too: a scan is kept as long as the caller keeps one of its exposures, and no longer.
    private readonly ConditionalWeakTable<Exposure, ScanResult> _scans = new();

    private readonly ConditionalWeakTable<ScanResult, ScanOrigin> _origins = new();

    /// <summary>The tenants that this runspace is signed in to.</summary>
    public TenantConnections Tenants { get; } = new();

    /// <summary>The newest scan; the only one that can be meant when a filter lets no exposure through.</summary>
    public ScanResult? Latest { get; private set; }

    public static ModuleSession Of(Runspace runspace) => Sessions.GetValue(runspace, _ => new ModuleSession());

    public void Remember(ScanResult scan, string? profileHash, LedgerLocation? ledger = null)
    {
        _origins.AddOrUpdate(scan, new ScanOrigin(TimeProvider.System.GetUtcNow(), profileHash, ledger));
        foreach (var exposure in scan.Exposures)
            _scans.AddOrUpdate(exposure, scan);
        Latest = scan;
    }

    /// <summary>When a scan ended and by which profile it judged; null for one that this session did not make.</summary>
    public ScanOrigin? OriginOf(ScanResult scan) => _origins.TryGetValue(scan, out var origin) ? origin : null;

    /// <summary>The scan that found all of these; null when they are of several scans, or one is of none that this session knows.</summary>
    public ScanResult? ScanOf(IReadOnlyCollection<Exposure> exposures)
    {
        if (exposures.Count == 0)
            return Latest;
        ScanResult? common = null;
        foreach (var exposure in exposures)
        {
            if (!_scans.TryGetValue(exposure, out var scan) || (common is not null && common.Summary.ScanId != scan.Summary.ScanId))
                return null;
            common = scan;
        }

        return common;
    }

    /// <summary>The scan to plan from, and its age.</summary>
    /// <param name="given">A scan that the caller holds; null where exposures say which.</param>
    /// <param name="exposures">Exposures that came down the pipeline.</param>
    /// <exception cref="UnusableInputException">It can't be told which scan is meant, or how old it is.</exception>
    public (ScanResult Scan, ScanOrigin Origin) ToPlanFrom(ScanResult? given, IReadOnlyCollection<Exposure> exposures)
    {
        var scan = given ?? ScanOf(exposures) ?? throw (Latest is null
            ? Refusal.Of(InputProblem.ScanNotFound, "NoScanToPlan")
            : Refusal.Of(InputProblem.ScanUnusable, "ScansMixedToPlan"));
        return (scan, OriginOf(scan) ?? throw Refusal.Of(InputProblem.ScanUnusable, "ScanOfAnotherSession"));
    }
}

/// <summary>What a session knows of a scan beside what it found.</summary>
/// <param name="Finished">When it ended.</param>
/// <param name="ProfileHash">SHA-256 of the authority profile; null without one.</param>
/// <param name="Ledger">The ledger that keeps it; null where none was named.</param>
internal sealed record ScanOrigin(DateTimeOffset Finished, string? ProfileHash, LedgerLocation? Ledger);
