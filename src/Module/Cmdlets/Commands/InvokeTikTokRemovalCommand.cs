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
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Carries an approved plan out, ring by ring; or plans for the exposures that came down the pipeline and carries that out at once.</summary>
// It has no default set of parameters: PowerShell would keep to that before it has seen what comes down the pipeline.
[Cmdlet(VerbsLifecycle.Invoke, "TikTokRemoval", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ActionResult))]
public sealed class InvokeTikTokRemovalCommand : RunCmdlet
{
    private readonly List<Exposure> _exposures = [];

    /// <summary>The plan's file; or, once it was begun, <c>latest</c> or its id. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Plan", HelpMessage = "The plan's file; or, once it was begun, latest or its id. Wildcards are allowed.")]
    [Alias("Plan")]
    [PlanReference]
    [ArgumentCompleter(typeof(PlanCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The plan's file, its name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "The plan's file, its name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Exposures that Get-TikTokExposure wrote in this session; a plan is made for them and carried out once you agree.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Exposures", HelpMessage = "Exposures that Get-TikTokExposure wrote in this session; a plan is made for them and carried out once you agree.")]
    [AllowEmptyCollection]
    public Exposure[] InputObject { get; set; } = [];

    /// <summary>Approvals; without it, those beside the plan's file.</summary>
    [Parameter(ParameterSetName = "Plan", HelpMessage = "Files with approvals; without it, those beside the plan's file.")]
    [Parameter(ParameterSetName = "LiteralPath", HelpMessage = "Files with approvals; without it, those beside the plan's file.")]
    [ValidateNotNullOrEmpty]
    public string[]? Approval { get; set; }

    /// <summary>The authority profile that the plan was, or the scan was, made with.</summary>
    [Parameter(HelpMessage = "The authority profile that the plan, or the scan, was made with.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>The file of a directive of the authority's own, where the scan judged by one.</summary>
    [Parameter(HelpMessage = "The file of a directive of the authority's own, where the scan judged by one.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string? Directive { get; set; }

    /// <summary>Folder or zip with the registers of who pays and who is excepted, to be read again.</summary>
    [Parameter(HelpMessage = "Folder or zip with the registers of who pays and who is excepted, to be read again.")]
    [ValidateNotNullOrEmpty]
    public string? Registers { get; set; }

    /// <summary>The ring to carry out; without it the first, and once that is finished none.</summary>
    [Parameter(HelpMessage = "The ring to carry out; without it the first, and once that is finished none.")]
    [ValidateRange(1, int.MaxValue)]
    public int? Ring { get; set; }

    /// <summary>Goes on with the next ring when one is finished.</summary>
    [Parameter(HelpMessage = "Goes on with the next ring when one is finished.")]
    public SwitchParameter AllRings { get; set; }

    /// <summary>Devices of the first ring.</summary>
    [Parameter(ParameterSetName = "Exposures", HelpMessage = "Devices of the first ring; without it the profile's number, else 5 %, at least one and at most ten.")]
    public int? Canary { get; set; }

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(ParameterSetName = "Exposures", HelpMessage = "Folders of the authority's own catalogue files, as the scan had them.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>Language of the plan's texts.</summary>
    [Parameter(ParameterSetName = "Exposures", HelpMessage = "Language of the plan's texts, messages to people among them.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Exposures")
            _exposures.AddRange(InputObject);
        else
            RunAsync(() => PlanReferences(Path, LiteralPath).ConvertAll(Prepare), RunAllAsync);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName != "Exposures")
            return;
        if (_exposures.Count == 0)
            WriteWarning(Sentence.Of("NothingToPlan"));
        else
            RunAsync(() => new List<RemovalToRun> { Prepare(null) }, RunAllAsync);
    }

    private async Task RunAllAsync(List<RemovalToRun> plans, PipelineBridge pipeline, CancellationToken cancellation)
    {
        foreach (var prepared in plans)
            await RunAsync(prepared, pipeline, cancellation).ConfigureAwait(false);
    }

    private async Task RunAsync(RemovalToRun prepared, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var request = prepared.Request(await PlanOfAsync(prepared, cancellation).ConfigureAwait(false), prepared.Connection.Through(pipeline));
        request = request with
        {
            Approvals = prepared.ToPlan is null ? await ApprovalFile.ReadAllAsync(prepared.Approvals, prepared.Reference, cancellation).ConfigureAwait(false) : [],
            IsNamedById = prepared.ToPlan is null && !File.Exists(prepared.Reference),
            Implicit = await WasAgreedHereAsync(prepared, request.Plan, cancellation).ConfigureAwait(false),
            KnownCatalogues = await LedgerCatalogues.ReadAsync(prepared.Location, request.Plan.Authority, cancellation).ConfigureAwait(false),
            DirectiveHash = prepared.DirectiveHash ?? DirectiveLookup.Find(request.Plan.Directive.Id).Hash,
        };
        var verdict = ApplyOperation.Check(request);
        Refuse(verdict);
        // Before anything is shown or asked: what comes after many requests is not read.
        foreach (var finding in verdict.Findings)
            await pipeline.WriteWarningAsync(finding.Sentence).ConfigureAwait(false);
        var plan = request.Plan;
        var agreed = await pipeline.ShouldProcessAsync(
            Sentence.Of("TargetPlanRings", prepared.Connection.Name, plan.Id, plan.Devices.Count, plan.Rings.Count, plan.Actions.Count),
            Sentence.Of("ActionRemove", RingsMeant(plan))).ConfigureAwait(false);
        if (agreed || request.WhatIf)
            await RunAsync(pipeline, request.Plan, request.WhatIf, told => ApplyOperation.RunAsync(request, told, cancellation), verdict).ConfigureAwait(false);
    }

    private string RingsMeant(RemovalPlan plan)
    {
        if (AllRings)
            return Sentence.Of("AllRings");
        var meant = plan.Rings.FirstOrDefault(ring => Ring is null || ring.Number == Ring);
        return meant is null ? Sentence.Of("RingNumber", Ring) : Sentence.Of(meant.Devices == 1 ? "RingOfOne" : "RingOfMany", meant.Number, meant.Devices);
    }

    // What was agreed to at a prompt is gone on with at a prompt; the authority profile still decides whether that will do.
    private static async Task<bool> WasAgreedHereAsync(RemovalToRun prepared, RemovalPlan plan, CancellationToken cancellation)
    {
        if (prepared.ToPlan is not null)
            return true;
        if (prepared.Approvals is not null || File.Exists(prepared.Reference))
            return false;
        var first = (await prepared.Journal.ReadAsync(plan.Id, cancellation).ConfigureAwait(false)).FirstOrDefault(entry => entry.Purpose == RunPurpose.Apply);
        return first is { Approvers: null or { Count: 0 } };
    }

    private static async Task<RemovalPlan> PlanOfAsync(RemovalToRun prepared, CancellationToken cancellation)
    {
        return prepared.ToPlan is { } asked
            ? RemovalPlanner.Make(asked, cancellation)
            : await PlanLookup.FindAsync(prepared.Reference, prepared.Journal, cancellation).ConfigureAwait(false);
    }

    private RemovalToRun Prepare(string? reference)
    {
        var connection = Connection();
        var profile = Authority is null ? AuthorityProfile.Empty : AuthorityProfile.Load(FileSystemPath(Authority));
        var (location, registers, whatIf) = (LocationToUse(), Registers is null ? null : ExistingPath(Registers), IsWhatIf());
        var journal = new EvidenceLedger(location).Journal;
        var asked = reference is null ? ToPlan(connection, profile) : null;
        return new RemovalToRun
        {
            Connection = connection,
            Location = location,
            Journal = journal,
            Reference = reference ?? "",
            ToPlan = asked,
            Approvals = Approval?.Select(FileSystemPath).ToList(),
            DirectiveHash = Directive is null ? null : DirectiveOf(Directive).Hash,
            Request = (plan, session) => new ApplyRequest
            {
                Plan = plan,
                Session = session,
                Journal = journal,
                Operator = OperatorOf(connection),
                Profile = profile,
                Waivers = new EvidenceLedger(location),
                Registers = registers,
                Ring = Ring,
                AllRings = AllRings,
                MostFailures = MaxFailures,
                Justification = Justification,
                WhatIf = whatIf,
                Product = Product.NameAndVersion,
            },
        };
    }

    private RemovalPlanRequest ToPlan(TenantConnection connection, AuthorityProfile profile)
    {
        var (scan, origin) = Remembered.ToPlanFrom(null, _exposures);
        if ((As ?? connection.Account) is not { } author)
            throw Refusal.Of(InputProblem.ArgumentUnusable, "SayWhoActs");
        var making = new PlanMaking
        {
            Tenant = connection.TenantId,
            Author = author,
            Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. Catalogue.Select(FileSystemPath)]),
            Profile = profile,
            Language = Language,
        };
        return making.Request(scan, origin, _exposures) with { Canary = Canary };
    }
}
