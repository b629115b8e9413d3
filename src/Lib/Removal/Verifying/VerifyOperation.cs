using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Exposures;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Verifying;

/// <summary>What it takes to look what a plan achieved.</summary>
public sealed record VerifyRequest
{
    /// <summary>The plan.</summary>
    public required RemovalPlan Plan { get; init; }

    /// <summary>Where it was carried out; what is seen is added there.</summary>
    public required IRemovalJournal Journal { get; init; }

    /// <summary>The signed-in tenant; null where exports are read instead.</summary>
    public TenantSession? Session { get; init; }

    /// <summary>Folder or zip with exports that were made after the removal; null where the tenant is asked.</summary>
    public string? Exports { get; init; }

    /// <summary>The authority profile.</summary>
    public AuthorityProfile Profile { get; init; } = AuthorityProfile.Empty;

    /// <summary>Folders with the authority's own catalogue files.</summary>
    public IReadOnlyList<string> OwnCatalogue { get; init; } = [];

    /// <summary>Who looks.</summary>
    public required string Operator { get; init; }

    /// <summary>Name and version of what runs.</summary>
    public string? Product { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>What was seen.</summary>
/// <param name="Devices">Each application on each device of the rings that were begun, by ring and the device's name.</param>
/// <param name="Incomplete">Sources that could not be read in full, each with the reason.</param>
public sealed record VerifyResult(IReadOnlyList<VerifiedDevice> Devices, IReadOnlyList<string> Incomplete);

/// <summary>Looks what a plan achieved, device by device. Changes nothing in the tenant.</summary>
public static class VerifyOperation
{
    /// <summary>Looks.</summary>
    /// <param name="request">The plan, and where to look.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnusableInputException">The plan was never carried out here, or exports or the journal can't be read.</exception>
    /// <exception cref="TenantException">The tenant can't be read at all.</exception>
    public static async Task<VerifyResult> RunAsync(VerifyRequest request, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plan = request.Plan;
        Check(request);
        var carriedOut = new CarriedOut(await request.Journal.ReadAsync(plan.Id, cancellationToken).ConfigureAwait(false));
        if (!carriedOut.WasApplied)
            throw new UnusableInputException(InputProblem.PlanNotFound, $"The plan {plan.Id} was never carried out by this ledger, so there is nothing to look at; carry it out first, or name the ledger that did.");
        var catalogue = CatalogueOf(request);
        var removals = new DeviceRemovals(plan, carriedOut);
        var sightings = new Sightings(plan.Devices);
        var all = removals.All().ToList();
        var incomplete = await ReadAsync(request, catalogue, removals.Applications, Needed(all), sightings, progress, cancellationToken).ConfigureAwait(false);
        var verdicts = new DeviceVerdicts(plan, sightings, request.Now);
        var result = new VerifyResult([.. all.Select(verdicts.Of)], incomplete);
        await VerifyJournal.WriteAsync(request, result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private static void Check(VerifyRequest request)
    {
        var plan = request.Plan;
        if (!string.Equals(plan.Hash, PlanFile.HashOf(plan), StringComparison.Ordinal))
            throw new UnusableInputException(InputProblem.PlanChanged, "The plan was changed after it was made: its content does not fit its hash; take the plan that was carried out.");
        if (plan.Purpose == PlanPurpose.Block)
            throw new UnusableInputException(InputProblem.PlanUnusable, "The plan blocks, and takes nothing off a device that could be looked for; what stands of it, 'block status' (Get-TikTokBlock -InForce) says.");
        if ((request.Session is null) == (request.Exports is null))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "Say where to look: in the tenant, or in exports that were made after the removal.");
        if (request.Session is { } session && !string.Equals(session.Context.TenantId, plan.Tenant, StringComparison.OrdinalIgnoreCase))
            throw new UnusableInputException(InputProblem.PlanRefused, $"The plan is for the tenant {plan.Tenant}, and {session.Context.TenantId} is signed in to; sign in to the plan's tenant.");
    }

    // What a catalogue doesn't know any more would look as if it were gone.
    private static CoveredCatalogue CatalogueOf(VerifyRequest request)
    {
        var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. request.OwnCatalogue]);
        var used = new PlanCatalogue(catalogue.Version, catalogue.Hash, catalogue.Indicators.LongCount());
        if (CatalogueGuard.Check(used, [request.Plan.Catalogue]).Any(finding => finding.Refuses))
            throw new UnusableInputException(InputProblem.PlanRefused, $"The catalogue is older or smaller than the plan's (version {request.Plan.Catalogue.Version}), so what it doesn't know would look as if it were gone; give the same catalogue folders as the scan had.");
        var lost = request.Plan.Devices.SelectMany(device => device.Applications).Select(application => application.Id).FirstOrDefault(id => catalogue.Find(id) is null);
        return lost is null ? catalogue : throw new UnusableInputException(InputProblem.PlanRefused, $"The catalogue does not know the application '{lost}' of the plan, which would look as if it were gone; give the same catalogue folders as the scan had.");
    }

    // Without the devices nothing is known; the others are missed only where the plan counts on them.
    private static HashSet<string> Needed(IReadOnlyList<DeviceRemoval> removals)
    {
        var needed = removals.SelectMany(removal => removal.Application.Sources).ToHashSet(StringComparer.Ordinal);
        needed.Add(SourceDescriptors.MdmDevices.Id);
        if (removals.Any(removal => removal.Uninstalls.Any(order => order.Ended is { IsDone: true })))
            needed.Add(SourceDescriptors.MdmInstallStatus.Id);
        return needed;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        VerifyRequest request, CoveredCatalogue catalogue, IReadOnlySet<string> applications, HashSet<string> needed, Sightings sightings, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        using var exports = request.Exports is { } path ? ExportSet.Open(path) : null;
        var options = new LiveOptions { Sources = SightingReader.Kinds.ToHashSet(StringComparer.Ordinal), Applications = applications, Now = request.Now };
        var sources = exports?.Sources ?? TenantSources.Of(request.Session!, options, catalogue);
        var incomplete = await SightingReader.ReadAsync(sources, catalogue.CreateMatcher(), sightings, needed, progress, cancellationToken).ConfigureAwait(false);
        if (request.Session?.Client.Barrier is { } barrier)
            throw new TenantException(barrier.Failure, $"Nothing of the tenant could be read. {barrier.Message}", barrier);
        return incomplete;
    }
}
