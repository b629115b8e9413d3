using System.Management.Automation;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Exposures;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Plans the removal of what a scan found, or of those of its exposures that came down the pipeline. Does nothing to any device.</summary>
[Cmdlet(VerbsCommon.New, "TikTokRemovalPlan", SupportsShouldProcess = true, DefaultParameterSetName = "Exposures")]
[OutputType(typeof(RemovalPlan))]
public sealed class NewTikTokRemovalPlanCommand : LedgerCmdlet
{
    private readonly List<Exposure> _exposures = [];

    /// <summary>Exposures that Get-TikTokExposure wrote in this session.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Exposures", HelpMessage = "Exposures that Get-TikTokExposure wrote in this session.")]
    [AllowEmptyCollection]
    public Exposure[] InputObject { get; set; } = [];

    /// <summary>A whole scan: what Get-TikTokExposure -AsScan writes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Scan", HelpMessage = "A whole scan: what Get-TikTokExposure -AsScan writes.")]
    public ScanResult? Scan { get; set; }

    /// <summary>File to write the plan into.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "File to write the plan into.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Id of the tenant that the plan is for, and no other.</summary>
    [Parameter(Mandatory = true, HelpMessage = "Id of the tenant that the plan is for, and no other.")]
    public string Tenant { get; set; } = "";

    /// <summary>User principal name of who makes it; somebody else must approve it.</summary>
    [Parameter(Mandatory = true, HelpMessage = "User principal name of who makes it; somebody else must approve it.")]
    public string Author { get; set; } = "";

    /// <summary>The authority profile that the scan used.</summary>
    [Parameter(HelpMessage = "The authority profile that the scan used: its limits and whom it protects.")]
    public string? Authority { get; set; }

    /// <summary>The file of a directive of the authority's own, where the scan judged by one.</summary>
    [Parameter(HelpMessage = "The file of a directive of the authority's own, where the scan judged by one.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    public string? Directive { get; set; }

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, as the scan had them.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>Devices of the first ring.</summary>
    [Parameter(HelpMessage = "Devices of the first ring; without it the profile's number, else 5 %, at least one and at most ten.")]
    public int? Canary { get; set; }

    /// <summary>The most devices of each later ring.</summary>
    [Parameter(HelpMessage = "The most devices of each later ring; without it all others are in one.")]
    public int? RingSize { get; set; }

    /// <summary>Also plans what reaches everybody in the tenant.</summary>
    [Parameter(HelpMessage = "Also plans what reaches everybody in the tenant, such as Defender's domain indicators.")]
    public SwitchParameter TenantWide { get; set; }

    /// <summary>Days until the plan may no longer be applied.</summary>
    [Parameter(HelpMessage = "Days until the plan may no longer be applied.")]
    public int ValidDays { get; set; } = 14;

    /// <summary>The age in days that the scan, and what it read, may have.</summary>
    [Parameter(HelpMessage = "The age in days that the scan, and what it read, may have; without it the profile's number, else 7.")]
    public int? ScanDays { get; set; }

    /// <summary>Language of the plan's texts.</summary>
    [Parameter(HelpMessage = "Language of the plan's texts.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <summary>Writes over a file that exists.</summary>
    [Parameter(HelpMessage = "Writes over a file that exists.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _exposures.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        var known = prepared.Ledger is { } ledger ? await ledger.ListScansAsync(cancellation).ConfigureAwait(false) : [];
        var outcome = PlanOperation.Make(
            prepared.Request,
            prepared.DirectiveHash,
            KnownCatalogues.Of(known.Where(scan => scan.Authority == prepared.Request.Scan.Summary.Authority).Select(scan => (scan.Catalogue, scan.CatalogueSize))),
            cancellation);
        if (outcome.Verdict.Refusal is { } refusal)
            throw new UnusableInputException(refusal);
        foreach (var finding in outcome.Verdict.Findings)
            await pipeline.WriteWarningAsync(finding.Sentence).ConfigureAwait(false);

        var reach = outcome.Plan.BlastRadius;
        if (!await pipeline.ShouldProcessAsync(prepared.File, $"Write a plan for {reach.Devices} devices").ConfigureAwait(false))
            return;
        await PlanFile.WriteAsync(outcome.Plan, prepared.File, Force, cancellation).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(FileObject.Of(outcome.Plan, prepared.File)).ConfigureAwait(false);
    });

    private Prepared Prepare()
    {
        var (scan, origin) = Remembered.ToPlanFrom(Scan, _exposures);
        var file = FileSystemPath(Path);
        NewFile.Check(file, Force);
        return new Prepared(
            new RemovalPlanRequest
            {
                Scan = scan,
                // An empty selection stays empty: a filter that lets nothing through must not mean everything.
                Selected = Scan is null ? _exposures.Select(exposure => exposure.Id).ToHashSet(StringComparer.Ordinal) : null,
                ScanFinished = origin.Finished,
                ScanProfileHash = origin.ProfileHash,
                Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. Catalogue.Select(FileSystemPath)]),
                Profile = Authority is null ? AuthorityProfile.Empty : AuthorityProfile.Load(FileSystemPath(Authority)),
                Remedies = RemedyMatrix.Load(ProductFiles.Remedies),
                Tenant = Tenant,
                Author = Author,
                Now = TimeProvider.System.GetUtcNow(),
                LifetimeDays = ValidDays,
                Canary = Canary,
                RingSize = RingSize,
                ScanDays = ScanDays,
                TenantWide = TenantWide,
                Language = Language,
                Product = Product.NameAndVersion,
            },
            DirectiveOf(Directive ?? scan.Summary.Directive).Hash,
            file,
            ExistingLedger());
    }

    private sealed record Prepared(RemovalPlanRequest Request, string DirectiveHash, string File, Ledger.SqliteLedger? Ledger);
}
