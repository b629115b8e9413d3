using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Exposures;

/// <summary>A scan of a live tenant, as a person asks for it.</summary>
public sealed record TenantScanRequest
{
    /// <summary>The signed-in tenant. The scan doesn't dispose of it.</summary>
    public required TenantSession Session { get; init; }

    /// <summary>Folder or zip with what no tenant has, read beside it: the registers, proxy and DNS logs; null for none.</summary>
    public string? Exports { get; init; }

    /// <summary>File of the authority profile; null takes <c>authority.yaml</c> beside <see cref="Exports"/>, where there is one.</summary>
    public string? Authority { get; init; }

    /// <summary>Id of a shipped directive, or a file with the authority's own; null takes the one that the profile names, else <see cref="ExportScan.DefaultDirective"/>.</summary>
    public string? Directive { get; init; }

    /// <summary>Folders with the authority's own catalogue files.</summary>
    public IReadOnlyList<string> OwnCatalogue { get; init; } = [];

    /// <summary>The day as of which cases are judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Language of reasons: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>A further source to read, such as the waivers of a ledger.</summary>
    public Func<Directive, CancellationToken, Task<ISource?>>? AlsoRead { get; init; }

    /// <summary>Kinds of source to read, such as <c>mdm.inventory</c>; null reads all but the optional ones.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Whether Intune's whole inventory is read, rather than what its counts say is covered: for a capture that is to serve other catalogues too.</summary>
    public bool WholeInventory { get; init; }

    /// <summary>Folder to which everything that is read is also written, as exports; null for none.</summary>
    public string? Capture { get; init; }

    /// <summary>Folder that keeps the state of earlier scans, so that this one asks for changes only; null keeps none.</summary>
    public string? State { get; init; }
}

/// <summary>Scans a live tenant: finds the profile, the directive and the catalogue that the scan needs, asks the tenant, then scans.</summary>
public static class TenantScan
{
    // One of each service that counts its requests apart, so that none waits for another.
    private const int SourcesAtOnce = 8;

    /// <summary>Scans.</summary>
    /// <param name="request">What to scan and how.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellationToken">Stops the scan, and any waiting for a service.</param>
    /// <returns>The scan, and by what it judged. A source that could not be read is named in the coverage; the others are read all the same.</returns>
    /// <exception cref="UnusableInputException">The exports, the profile, the directive, the catalogue or a folder cannot be used.</exception>
    /// <exception cref="TenantException">No service of the tenant could be reached, or none takes the token: nothing was read.</exception>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public static async Task<ExportScanOutcome> RunAsync(TenantScanRequest request, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var exports = request.Exports is { } folder ? ExportSet.Open(folder) : null;
        var profile = request.Authority is { } named ? AuthorityProfile.Load(named)
            : request.Exports is { } beside ? ProfileBeside.Of(beside)
            : AuthorityProfile.Empty;
        var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. request.OwnCatalogue]);
        var directive = ExportScan.FindDirective(request.Directive ?? profile.Directive);
        var (live, capture) = TenantSources.Open(request.Session, OptionsOf(request, profile, exports), catalogue);
        var further = request.AlsoRead is { } also ? await also(directive, cancellationToken).ConfigureAwait(false) : null;
        var whole = new ScanRequest
        {
            Sources = [.. live, .. exports?.Sources ?? [], .. further is null ? (ISource[])[] : [further]],
            Unrecognised = exports?.Unrecognised ?? [],
            Catalogue = catalogue,
            Directive = directive,
            Profile = profile,
            AsOf = request.AsOf,
            Language = request.Language,
            Waiting = () => QuotaNote.Of(request.Session.Quotas),
            SourcesAtOnce = SourcesAtOnce,
        };
        try
        {
            var scan = await ScanOperation.RunAsync(whole, progress, cancellationToken).ConfigureAwait(false);
            if (request.Session.Client.Barrier is { } barrier)
                throw new TenantException(barrier.Failure, $"Nothing of the tenant could be read. {barrier.Message}", barrier);
            return new ExportScanOutcome(scan, directive, profile.Hash).Among(catalogue, profile) with
            {
                Actor = request.Session.Context.Actor,
                Permissions = request.Session.Context.Permissions,
            };
        }
        catch (Exception e) when (e is OperationCanceledException or TenantException)
        {
            capture?.Discard();
            throw;
        }
    }

    private static LiveOptions OptionsOf(TenantScanRequest request, AuthorityProfile profile, ExportSet? exports) => new()
    {
        Sources = request.Sources?.ToHashSet(StringComparer.Ordinal),
        Groups = [.. profile.Organisations.SelectMany(organisation => organisation.Match).SelectMany(match => match.Group ?? []).Distinct(StringComparer.Ordinal)],
        Capture = request.Capture,
        CaptureAlso = request.Capture is null ? new Dictionary<string, string>() : GivenFiles(request, exports),
        State = request.State,
        WholeInventory = request.WholeInventory,
        Now = request.Session.Options.Time.GetUtcNow(),
    };

    // Whatever was read beside the tenant belongs to the capture, or a scan of it would find something else.
    private static Dictionary<string, string> GivenFiles(TenantScanRequest request, ExportSet? exports)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if ((request.Authority ?? (request.Exports is { } beside ? ProfileBeside.FileOf(beside) : null)) is { } profile)
            files["authority.yaml"] = profile;
        if (request.Exports is not { } given || exports is null)
            return files;
        if (File.Exists(given))
            files[$"given/{Path.GetFileName(given)}"] = given;
        else
        {
            foreach (var name in exports.Sources.Select(source => source.Location.Split("!/")[0]).Distinct(StringComparer.Ordinal))
                files[$"given/{name}"] = Path.Combine(given, name);
        }

        return files;
    }
}
