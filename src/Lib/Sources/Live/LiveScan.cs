using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.Live;

/// <summary>What the readers of one live scan share.</summary>
internal sealed class LiveScan(TenantSession session, LiveOptions options, CoveredCatalogue catalogue)
{
    private readonly TaskCompletionSource<ApplicationIndex> _applications = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GraphClient Client => session.Client;

    public TenantContext Tenant => session.Context;

    /// <summary>The clock, for readers that wait or that depend on when they start; <see cref="LiveOptions.Now"/> is when the scan did.</summary>
    public TimeProvider Time => session.Options.Time;

    public LiveOptions Options { get; } = options;

    public CoveredCatalogue Catalogue { get; } = catalogue;

    public Matcher Matcher { get; } = catalogue.CreateMatcher();

    /// <summary>Where what is read is written too; null for nowhere.</summary>
    public CaptureFolder? Capture { get; } = options.Capture is { } folder ? CaptureFolder.Open(folder) : null;

    /// <summary>Says that the tenant's cloud doesn't have a service, without asking for it.</summary>
    /// <exception cref="TenantException">It doesn't.</exception>
    public void DemandCloud(TenantOperation operation, string service)
    {
        if (!operation.IsIn(Tenant.Cloud))
            throw new TenantException(TenantFailure.NotSupported, $"{service} is not offered in this cloud ({Tenant.Cloud}); use its exports, if there are any.");
    }

    /// <summary>What earlier scans of this tenant kept; null where nothing is.</summary>
    public StateFolder? State { get; } = options.State is { } folder ? StateFolder.Open(folder, session.Context.TenantId, session.Client.Endpoints.Graph) : null;

    /// <summary>The covered applications of the directory, once its service principals have been read; those that were, where it broke off.</summary>
    public Task<ApplicationIndex> Applications => _applications.Task;

    /// <summary>Why not all applications are known; null when they are, or before <see cref="Applications"/> has completed.</summary>
    public string? ApplicationsProblem { get; private set; }

    /// <summary>Called by the source of service principals when it has ended, however it ended.</summary>
    public void HaveApplications(ApplicationIndex index, string? problem)
    {
        ApplicationsProblem = problem;
        _applications.TrySetResult(index);
    }
}

/// <summary>How a live scan reads.</summary>
public sealed record LiveOptions
{
    /// <summary>Kinds of source to read, such as <c>mdm.inventory</c>; null reads all but the optional ones.</summary>
    public IReadOnlySet<string>? Sources { get; init; }

    /// <summary>Groups and administrative units whose members are needed: ids or display names, <c>*</c> standing for anything at either end.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Intune's ids of applications whose installation status is read beside that of covered ones; ids that it doesn't have say nothing.</summary>
    public IReadOnlySet<string> Applications { get; init; } = new HashSet<string>();

    /// <summary>Folder to which everything that is read is also written, as exports; null for none. It must be empty or missing.</summary>
    public string? Capture { get; init; }

    /// <summary>Files that a capture takes along, by their name in it: what is read beside the tenant, so that the capture is the whole scan. <c>authority.yaml</c> is the profile.</summary>
    public IReadOnlyDictionary<string, string> CaptureAlso { get; init; } = new Dictionary<string, string>();

    /// <summary>Folder in which the state of earlier scans of this tenant is kept, so that the next one asks for changes only; null keeps none and reads everything.</summary>
    public string? State { get; init; }

    /// <summary>Whether Intune's whole inventory is read, rather than what its counts say is covered. Costs a download of everything; a capture then serves other catalogues too.</summary>
    public bool WholeInventory { get; init; }

    /// <summary>The present.</summary>
    public required DateTimeOffset Now { get; init; }
}
