using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets.Sessions;

/// <summary>What one runspace remembers between cmdlets: its last scans, so that a report of some exposures can state their coverage.</summary>
internal sealed class ModuleSession
{
    private const int Remembered = 4;

    // Keyed weakly: a session ends with its runspace, and runspaces in parallel never see each other's.
    private static readonly ConditionalWeakTable<Runspace, ModuleSession> Sessions = new();

    private readonly LinkedList<ScanResult> _scans = new();

    public static ModuleSession Of(Runspace runspace) => Sessions.GetValue(runspace, _ => new ModuleSession());

    /// <summary>Remembers a scan as the newest; the oldest is forgotten.</summary>
    public void Remember(ScanResult scan)
    {
        _scans.AddFirst(scan);
        if (_scans.Count > Remembered)
            _scans.RemoveLast();
    }

    /// <summary>The newest scan that found all of these very exposures.</summary>
    public ScanResult? ScanOf(IReadOnlyCollection<Exposure> exposures) =>
        _scans.FirstOrDefault(scan => exposures.All(new HashSet<Exposure>(scan.Exposures, ReferenceEqualityComparer.Instance).Contains));

    /// <summary>The newest scan.</summary>
    public ScanResult? Latest => _scans.First?.Value;
}
