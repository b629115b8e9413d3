using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Tenants;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Finds who has or uses a covered application, in exports or a live tenant, and says what the directive makes of each case.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokExposure", DefaultParameterSetName = "Tenant")]
[OutputType(typeof(Exposure), typeof(ScanResult))]
public sealed class GetTikTokExposureCommand : AsyncCmdlet
{
    private LedgerLocation? _ledger;
    private string? _capture;
    private string? _state;

    /// <summary>Folder or zip with what the portals exported; beside a tenant, with what no tenant has, such as registers and proxy logs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Exports", HelpMessage = "Folder or zip with what the portals exported; beside a tenant, with what no tenant has.")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Tenant", HelpMessage = "Folder or zip with what the portals exported; beside a tenant, with what no tenant has.")]
    [Parameter(ParameterSetName = "Session", HelpMessage = "Folder or zip with what the portals exported; beside a tenant, with what no tenant has.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string? Exports { get; set; }

    /// <summary>Name or id of the tenant to read; without it, and without exports, the one that this session is signed in to.</summary>
    [Parameter(ParameterSetName = "Tenant", HelpMessage = "Name or id of the tenant to read; without it, and without exports, the one that this session is signed in to.")]
    [ArgumentCompleter(typeof(TenantCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Tenant { get; set; }

    /// <summary>The session of the tenant to read, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Session", HelpMessage = "The session of the tenant to read, as Connect-TikTokBan -PassThru or Get-TikTokBanContext writes it.")]
    [Alias("Context")]
    public TenantConnection? Session { get; set; }

    /// <summary>Only these kinds of source of the tenant, such as <c>mdm.inventory</c>.</summary>
    [Parameter(ParameterSetName = "Tenant", HelpMessage = "Only these kinds of source of the tenant, such as mdm.inventory.")]
    [Parameter(ParameterSetName = "Session", HelpMessage = "Only these kinds of source of the tenant, such as mdm.inventory.")]
    [ArgumentCompleter(typeof(SourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Source { get; set; }

    /// <summary>Also writes everything that is read of the tenant to this folder, as exports that scan the same.</summary>
    [Parameter(ParameterSetName = "Tenant", HelpMessage = "Also writes everything that is read of the tenant to this folder, as exports that scan the same.")]
    [Parameter(ParameterSetName = "Session", HelpMessage = "Also writes everything that is read of the tenant to this folder, as exports that scan the same.")]
    [ValidateNotNullOrEmpty]
    public string? Capture { get; set; }

    /// <summary>Folder that keeps what the tenant said, so that the next scan asks for changes only.</summary>
    [Parameter(ParameterSetName = "Tenant", HelpMessage = "Folder that keeps what the tenant said, so that the next scan asks for changes only.")]
    [Parameter(ParameterSetName = "Session", HelpMessage = "Folder that keeps what the tenant said, so that the next scan asks for changes only.")]
    [ValidateNotNullOrEmpty]
    public string? State { get; set; }

    /// <summary>The authority profile; without it, authority.yaml beside the exports.</summary>
    [Parameter(HelpMessage = "The authority profile; without it, authority.yaml beside the exports.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>Id of a directive or a file with one; without it, the one that the profile names.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Id of a directive or a file with one; without it, the one that the profile names.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string? Directive { get; set; }

    /// <summary>The day as of which cases are judged; without it, today.</summary>
    [Parameter(HelpMessage = "The day as of which cases are judged; without it, today.")]
    [Day]
    public DateOnly? AsOf { get; set; }

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>Keeps the scan in this ledger: a file, or <c>sqlite:</c> and a file.</summary>
    [Parameter(HelpMessage = "Keeps the scan in this ledger: a file, sqlite: and a file, or a database such as postgres://server/database.")]
    [ValidateNotNullOrEmpty]
    public string? Ledger { get; set; }

    /// <summary>Language of the reasons.</summary>
    [Parameter(HelpMessage = "Language of the reasons.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <summary>Writes only cases of these applications. The scan, and what is kept of it, stays whole.</summary>
    [Parameter(HelpMessage = "Writes only cases of these applications; wildcards are allowed. The scan, and what is kept of it, stays whole.")]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ApplicationReference]
    [SupportsWildcards]
    public string[] Application { get; set; } = [];

    /// <summary>Writes only cases of these organisations of the authority profile.</summary>
    [Parameter(HelpMessage = "Writes only cases of these organisations of the authority profile; wildcards are allowed.")]
    [ArgumentCompleter(typeof(OrganisationCompleter))]
    [SupportsWildcards]
    public string[] Organisation { get; set; } = [];

    /// <summary>Writes only cases with these verdicts.</summary>
    [Parameter(HelpMessage = "Writes only cases with these verdicts.")]
    public Verdict[] Verdict { get; set; } = [];

    /// <summary>Writes the scan whole, with its summary and coverage, instead of one exposure after the other.</summary>
    [Parameter(HelpMessage = "Writes the scan whole, with its summary and coverage, instead of one exposure after the other.")]
    public SwitchParameter AsScan { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Request, async (request, pipeline, cancellation) =>
    {
        var started = TimeProvider.System.GetUtcNow();
        var stages = new Stages(pipeline);
        var progress = new ScanProgressReporter(pipeline);
        var outcome = request is (var asked, { } connection)
            ? await TenantScan.RunAsync(OfTenant(asked, connection.Through(pipeline)), progress, cancellation).ConfigureAwait(false)
            : await ExportScan.RunAsync(request.Scan, progress, cancellation).ConfigureAwait(false);
        var scan = outcome.Scan;
        await HostMemory.GiveBackAsync(cancellation).ConfigureAwait(false);
        foreach (var detail in ScanDetails.Of(outcome))
            await pipeline.WriteVerboseAsync(detail).ConfigureAwait(false);
        await stages.EndAsync("Read and judged").ConfigureAwait(false);
        if (_ledger is not null)
        {
            var run = new ScanRun(started, TimeProvider.System.GetUtcNow(), outcome.ProfileHash, Product.NameAndVersion)
            {
                Actor = outcome.Actor ?? Environment.UserName,
                Permissions = outcome.Permissions,
            };
            await new EvidenceLedger(_ledger).SaveScanAsync(scan, run, cancellation).ConfigureAwait(false);
            await stages.EndAsync($"Kept as {scan.Summary.ScanId} in {_ledger.Name}").ConfigureAwait(false);
        }

        await pipeline.DoAsync(() => Remembered.Remember(scan, outcome.ProfileHash, _ledger)).ConfigureAwait(false);
        await pipeline.TellAsync(ScanSentence.Of(scan)).ConfigureAwait(false);
        foreach (var warning in ScanWarnings.Of(scan))
            await pipeline.WriteWarningAsync(warning).ConfigureAwait(false);

        foreach (var error in ExposureFilter.Unknown(Application, outcome.Applications).Select(Errors.ApplicationNotFound)
            .Concat(ExposureFilter.Unknown(Organisation, outcome.Organisations).Select(Errors.OrganisationNotFound)))
        {
            await pipeline.WriteErrorAsync(error).ConfigureAwait(false);
        }

        var chosen = ExposureFilter.Of(scan, Application, Organisation, Verdict);
        if (AsScan)
        {
            await pipeline.WriteObjectAsync(Application.Length + Organisation.Length + Verdict.Length == 0 ? scan : ScanSelection.Of(scan, chosen)).ConfigureAwait(false);
            return;
        }

        foreach (var exposure in chosen)
            await pipeline.WriteObjectAsync(exposure).ConfigureAwait(false);
    });

    private (ExportScanRequest Scan, TenantConnection? Connection) Request()
    {
        // Exports alone are read without a tenant, also in a session that is signed in to one.
        var connection = Exports is not null && Tenant is null && Session is null && Source is null && Capture is null && State is null
            ? null
            : Remembered.Tenants.Pick(Session, Tenant);
        _ledger = Ledger is null && !IsLedgerConfigured ? null : LocationOf(Ledger);
        // A file that was made for this scan to be kept in has no waivers yet.
        var waivers = Ledger is not null && _ledger!.IsEmpty ? null : _ledger ?? OwnLedger();
        var scan = new ExportScanRequest
        {
            Exports = Exports is null ? "" : ExistingPath(Exports),
            Authority = Authority is null ? null : FileSystemPath(Authority),
            Directive = Directive is { } named && named.AsSpan().ContainsAny('/', '\\', '.') ? FileSystemPath(named) : Directive,
            OwnCatalogue = [.. Catalogue.Select(FileSystemPath)],
            AsOf = DayOrToday(AsOf),
            Language = Language,
            AlsoRead = waivers is null ? null : async (judgedBy, stop) => await LedgerWaivers.OpenAsync(new EvidenceLedger(waivers), judgedBy.Id, stop).ConfigureAwait(false),
        };
        (_capture, _state) = (Capture is null ? null : FileSystemPath(Capture), State is null ? null : FileSystemPath(State));
        return (scan, connection);
    }

    private TenantScanRequest OfTenant(ExportScanRequest scan, TenantSession session) => new()
    {
        Session = session,
        Exports = Exports is null ? null : scan.Exports,
        Authority = scan.Authority,
        Directive = scan.Directive,
        OwnCatalogue = scan.OwnCatalogue,
        AsOf = scan.AsOf,
        Language = scan.Language,
        AlsoRead = scan.AlsoRead,
        Sources = Source,
        Capture = _capture,
        State = _state,
    };
}
