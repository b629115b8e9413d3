using System.Management.Automation;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;

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
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Scan", HelpMessage = "A whole scan: what Get-TikTokExposure -AsScan writes.")]
    public ScanResult? Scan { get; set; }

    /// <summary>A scan that the ledger holds: <c>latest</c>, its id or the beginning of its id.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Ledger", HelpMessage = "A scan that the ledger holds: latest, its id or the beginning of its id.")]
    [ScanReference]
    [ArgumentCompleter(typeof(ScanCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ScanId { get; set; }

    /// <summary>Only cases of these applications of that scan.</summary>
    [Parameter(ParameterSetName = "Ledger", HelpMessage = "Only cases of these applications of that scan.")]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ApplicationReference]
    public string[] Application { get; set; } = [];

    /// <summary>Only cases of these organisations of that scan.</summary>
    [Parameter(ParameterSetName = "Ledger", HelpMessage = "Only cases of these organisations of that scan.")]
    [ArgumentCompleter(typeof(OrganisationCompleter))]
    public string[] Organisation { get; set; } = [];

    /// <summary>File to write the plan into.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "File to write the plan into.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The tenant that the plan is for, and no other: its id, or the name of a session; without it, the one that this session is signed in to.</summary>
    [Parameter(HelpMessage = "The tenant that the plan is for, and no other: its id, or the name of a session; without it, the one that this session is signed in to.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tenant { get; set; }

    /// <summary>User principal name of who makes it; somebody else must approve it. Without it, the person who is signed in.</summary>
    [Parameter(HelpMessage = "User principal name of who makes it; somebody else must approve it. Without it, the person who is signed in.")]
    [Alias("As")]
    [ValidateNotNullOrEmpty]
    public string? Author { get; set; }

    /// <summary>The authority profile that the scan used.</summary>
    [Parameter(HelpMessage = "The authority profile that the scan used: its limits and whom it protects.")]
    public string? Authority { get; set; }

    /// <summary>The file of a directive of the authority's own, where the scan judged by one.</summary>
    [Parameter(HelpMessage = "The file of a directive of the authority's own, where the scan judged by one.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
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

    /// <summary>Writes over a file that exists without asking.</summary>
    [Parameter(HelpMessage = "Writes over a file that exists without asking.")]
    public SwitchParameter Force { get; set; }

    /// <summary>With -WhatIf: writes the plan that would be made, so that a pipeline can be rehearsed.</summary>
    [Parameter(HelpMessage = "With -WhatIf: writes the plan that would be made, so that a pipeline can be rehearsed.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _exposures.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A file with nothing in it would only be taken for a plan.
        if (ParameterSetName == "Exposures" && _exposures.Count == 0)
            WriteWarning(Sentence.Of("NothingToPlan"));
        else
            Plan();
    }

    private void Plan() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        var stored = prepared.Stored is { } ledger ? await ledger.ListScansAsync(cancellation).ConfigureAwait(false) : [];
        var (scan, origin) = prepared.Given ?? await OfLedgerAsync(prepared.Stored!, stored, cancellation).ConfigureAwait(false);
        var outcome = PlanOperation.Make(
            Request(prepared, scan, origin),
            (prepared.Directive ?? DirectiveLookup.Find(scan.Summary.Directive)).Hash,
            KnownCatalogues.Of(stored.Where(one => one.Authority == scan.Summary.Authority).Select(one => (one.Catalogue, one.CatalogueSize))),
            cancellation);
        await pipeline.WriteVerboseAsync($"Scan {scan.Summary.ScanId}, finished {origin.Finished.UtcDateTime:yyyy-MM-dd HH:mm} UTC, under {scan.Summary.Directive}, for tenant {prepared.Tenant}.").ConfigureAwait(false);
        if (outcome.Verdict.Refusal is { } refusal)
            throw new UnusableInputException(outcome.Verdict.Problem ?? InputProblem.PlanRefused, refusal);
        foreach (var finding in outcome.Verdict.Findings)
            await pipeline.WriteWarningAsync(finding.Sentence).ConfigureAwait(false);

        var reach = outcome.Plan.BlastRadius;
        if (await pipeline.ShouldProcessAsync(prepared.File!, Sentence.Of("ActionPlanForDevices", reach.Devices)).ConfigureAwait(false))
            await PlanFile.WriteAsync(outcome.Plan, prepared.File!, prepared.Overwrites, cancellation).ConfigureAwait(false);
        else if (!prepared.Rehearses)
            return;
        await pipeline.WriteObjectAsync(FileObject.Of(outcome.Plan, prepared.File!)).ConfigureAwait(false);
    });

    private async Task<(ScanResult Scan, ScanOrigin Origin)> OfLedgerAsync(EvidenceLedger ledger, IReadOnlyList<StoredScan> stored, CancellationToken cancellation)
    {
        var scan = await ledger.LoadScanAsync(ScanId!, cancellation).ConfigureAwait(false);
        var own = stored.First(one => one.Id == scan.Summary.ScanId);
        return (scan, new ScanOrigin(own.Finished, own.ProfileHash, null));
    }

    private RemovalPlanRequest Request(PlanMaking prepared, ScanResult scan, ScanOrigin origin) => prepared.Request(scan, origin, Selected(scan)) with
    {
        LifetimeDays = ValidDays,
        Canary = Canary,
        RingSize = RingSize,
        ScanDays = ScanDays,
        TenantWide = TenantWide,
    };

    private IEnumerable<Exposure>? Selected(ScanResult scan) => ParameterSetName switch
    {
        "Exposures" => _exposures,
        "Ledger" when Application.Length + Organisation.Length > 0 => ExposureFilter.Of(scan, Application, Organisation),
        _ => null,
    };

    private PlanMaking Prepare()
    {
        var file = FileSystemPath(Path);
        var overwrites = MayWriteOver(file, Force);
        NewFile.Check(file, overwrites);
        var (tenant, author) = Of();
        return new PlanMaking
        {
            Given = ScanId is null ? Remembered.ToPlanFrom(Scan, _exposures) : null,
            Tenant = tenant,
            Author = author,
            Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. Catalogue.Select(FileSystemPath)]),
            Profile = Authority is null ? AuthorityProfile.Empty : AuthorityProfile.Load(FileSystemPath(Authority)),
            Language = Language,
            Directive = Directive is null ? null : DirectiveOf(Directive),
            File = file,
            Overwrites = overwrites,
            Rehearses = PassThru && IsWhatIf(),
            Stored = ScanId is null ? ExistingLedger() : new EvidenceLedger(LocationToUse()),
        };
    }

    // Somebody who named both needs no session: a plan can be made where no tenant is reached.
    private (string Tenant, string Author) Of()
    {
        if (Tenant is null && Remembered.Tenants.All.Count == 0)
            throw new NotConnectedException(Sentence.Of("PlanNeedsTenant"));
        var connection = Tenant is null ? Remembered.Tenants.Pick(null, null) : Remembered.Tenants.Find(Tenant) is [var only] ? only : null;
        return (
            connection?.TenantId ?? Tenant!,
            Author ?? connection?.Account ?? throw Refusal.Of(InputProblem.ArgumentUnusable, "SayAuthor"));
    }
}
