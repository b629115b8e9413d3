using System.Management.Automation;
using System.Text;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Plans blocks in a tenant for everybody in scope, and carries the plan out once you agree; with <c>-PlanPath</c> it writes the plan for somebody to approve instead.</summary>
[Cmdlet(VerbsLifecycle.Enable, "TikTokBlock", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ActionResult), typeof(RemovalPlan))]
public sealed class EnableTikTokBlockCommand : BlockRunCmdlet
{
    /// <summary>Where to block.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Where to block: Defender, Intune, Uninstall, Browsers, Entra, Exchange.")]
    public BlockPart[] What { get; set; } = [];

    /// <summary>The group that gets what Intune and browsers block: its id or its exact name.</summary>
    [Parameter(HelpMessage = "The group that gets what Intune and browsers block: its id or its exact name.")]
    [ValidateNotNullOrEmpty]
    public string? Group { get; set; }

    /// <summary>A group that is left out of it.</summary>
    [Parameter(HelpMessage = "A group that is left out of it, such as people with a waiver: its id or its exact name.")]
    [ValidateNotNullOrEmpty]
    public string? ExceptGroup { get; set; }

    /// <summary>The group is meant, though it is larger than the limits allow.</summary>
    [Parameter(HelpMessage = "The group is meant, though it is larger than the limits allow.")]
    public SwitchParameter TenantWide { get; set; }

    /// <summary>Application ids of enterprise applications that somebody looked at and that are meant.</summary>
    [Parameter(HelpMessage = "Application ids of enterprise applications that somebody looked at and that are meant.")]
    public string[] EntraApplication { get; set; } = [];

    /// <summary>The directive whose applications are meant.</summary>
    [Parameter(HelpMessage = "The directive whose applications are meant: the id of a shipped one, or a file.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string Directive { get; set; } = "be-federal-716";

    /// <summary>Ids of the applications meant, in place of those that the directive covers.</summary>
    [Parameter(HelpMessage = "Ids of the applications meant, in place of those that the directive covers.")]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ApplicationReference]
    public string[] Application { get; set; } = [];

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>The authority profile.</summary>
    [Parameter(HelpMessage = "The authority profile: its limits and whom it protects.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>Writes the plan into this file, for somebody to approve, and changes nothing.</summary>
    [Parameter(HelpMessage = "Writes the plan into this file, for somebody to approve, and changes nothing.")]
    [ValidateNotNullOrEmpty]
    public string? PlanPath { get; set; }

    /// <summary>Language of the plan's texts.</summary>
    [Parameter(HelpMessage = "Language of the plan's texts.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <summary>Writes over files that exist without asking.</summary>
    [Parameter(HelpMessage = "Writes over files that exist without asking.")]
    public SwitchParameter Force { get; set; }

    /// <summary>With -PlanPath and -WhatIf: writes the plan that would be made, so that a pipeline can be rehearsed.</summary>
    [Parameter(HelpMessage = "With -PlanPath and -WhatIf: writes the plan that would be made, so that a pipeline can be rehearsed.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        if (prepared.LeavesMail)
            await pipeline.WriteWarningAsync(Sentence.Of("MailNotHeldBack", Sentence.Of("ExchangeMissing"))).ConfigureAwait(false);
        var session = prepared.Connection.Through(pipeline);
        var waivers = prepared.Location.MayExist ? await new EvidenceLedger(prepared.Location).ReadWaiversAsync(cancellation).ConfigureAwait(false) : [];
        var known = await LedgerCatalogues.ReadAsync(prepared.Location, prepared.Request.Profile.Name?.In("en"), cancellation).ConfigureAwait(false);
        var outcome = await BlockPlanOperation.MakeAsync(prepared.Request with { Waivers = waivers }, session, known, cancellation).ConfigureAwait(false);
        Refuse(outcome.Verdict);
        foreach (var sentence in outcome.Verdict.Findings.Select(finding => finding.Sentence).Concat(outcome.Plan.Block!.NotPlanned))
            await pipeline.WriteWarningAsync(sentence).ConfigureAwait(false);
        foreach (var one in outcome.Plan.Block.ForPeople)
            await pipeline.TellAsync(Sentence.Of("ForPeople", one.Name, one.AppId, one.Why)).ConfigureAwait(false);
        if (prepared.File is { } file)
            await WriteAsync(outcome, file, prepared, pipeline, cancellation).ConfigureAwait(false);
        else
            await CarryOutAsync(outcome, prepared, session, known, pipeline, cancellation).ConfigureAwait(false);
    });

    private async Task WriteAsync(BlockPlanOutcome outcome, string file, Prepared prepared, PipelineBridge pipeline, CancellationToken cancellation)
    {
        // A file changes no tenant, so nobody is asked about it who didn't want to be.
        var asks = prepared.WhatIf || MyInvocation.BoundParameters.ContainsKey("Confirm");
        if (asks && !await pipeline.ShouldProcessAsync(file, Sentence.Of("ActionPlanOfActions", outcome.Plan.Actions.Count)).ConfigureAwait(false))
        {
            if (PassThru && prepared.WhatIf)
                await pipeline.WriteObjectAsync(FileObject.Of(outcome.Plan, file)).ConfigureAwait(false);
            return;
        }

        if (outcome.Exchange is { } scripts)
            await scripts.SaveAsync(ExchangeScripts.PathBeside(file), prepared.Overwrites, cancellation).ConfigureAwait(false);
        await PlanFile.WriteAsync(outcome.Plan, file, prepared.Overwrites, cancellation).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(FileObject.Of(outcome.Plan, file)).ConfigureAwait(false);
    }

    private async Task CarryOutAsync(
        BlockPlanOutcome outcome, Prepared prepared, Tenants.TenantSession session, IReadOnlyList<PlanCatalogue> known, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var plan = outcome.Plan;
        if (plan.Actions.Count == 0 && outcome.Exchange is null)
            return;
        string[] parts =
        [
            .. plan.Actions.Count == 0 ? Array.Empty<string>() : [Sentence.Of("PartActions", plan.Actions.Count)],
            .. outcome.Exchange is null ? Array.Empty<string>() : [Sentence.Of("PartSenders", plan.Block!.Exchange!.Senders)],
        ];
        var agreed = await pipeline.ShouldProcessAsync(
            Sentence.Of("TargetPlanBlocks", prepared.Connection.Name, plan.Id, string.Join(", ", parts), PlanReach.Of(plan)),
            Sentence.Of("ActionBlock", string.Join(", ", plan.Block!.Applications))).ConfigureAwait(false);
        if (!agreed && !prepared.WhatIf)
            return;
        var request = new ApplyRequest
        {
            Plan = plan,
            Session = session,
            Journal = new EvidenceLedger(prepared.Location).Journal,
            Operator = OperatorOf(prepared.Connection),
            Implicit = true,
            Profile = prepared.Request.Profile,
            DirectiveHash = plan.Directive.Hash,
            KnownCatalogues = known,
            Waivers = new EvidenceLedger(prepared.Location),
            AllRings = true,
            MostFailures = MaxFailures,
            Justification = Justification,
            WhatIf = prepared.WhatIf,
            Product = Product.NameAndVersion,
        };
        if (plan.Actions.Count > 0)
            await RunAsync(pipeline, plan, prepared.WhatIf, told => ApplyOperation.RunAsync(request, told, cancellation)).ConfigureAwait(false);
        if (outcome.Exchange is { } scripts)
            await RunExchangeAsync(pipeline, Encoding.UTF8.GetString(scripts.Files[0].Bytes.Span), prepared.WhatIf).ConfigureAwait(false);
    }

    private Prepared Prepare()
    {
        var connection = Connection();
        var file = PlanPath is null ? null : FileSystemPath(PlanPath);
        var overwrites = file is not null && MayWriteOver(file, Force);
        if (file is not null)
            NewFile.Check(file, overwrites);

        // A plan that can't be carried out here is not asked about; a file of it can be, elsewhere.
        var leavesMail = file is null && What.Contains(BlockPart.Exchange) && !HasExchange();
        BlockPart[] parts = leavesMail ? [.. What.Where(part => part != BlockPart.Exchange)] : What;
        if (parts.Length == 0)
            throw Refusal.Of(InputProblem.ProgramMissing, "ExchangeMissing");
        var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. Catalogue.Select(FileSystemPath)]);
        var request = new BlockPlanRequest
        {
            Selection = BlockSelection.Of(catalogue, DirectiveOf(Directive), DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date), Application),
            Catalogue = catalogue,
            Remedies = RemedyMatrix.Load(ProductFiles.Remedies),
            Parts = parts,
            Group = Group,
            Except = ExceptGroup,
            LargeGroupMeant = TenantWide,
            EntraApplications = EntraApplication,
            Profile = Authority is null ? AuthorityProfile.Empty : AuthorityProfile.Load(FileSystemPath(Authority)),
            Author = As ?? connection.Account ?? throw Refusal.Of(InputProblem.ArgumentUnusable, "SayWhoPlans"),
            Now = TimeProvider.System.GetUtcNow(),
            Language = Language,
            Product = Product.NameAndVersion,
        };
        return new Prepared(connection, request, LocationToUse(), file, overwrites, IsWhatIf(), leavesMail);
    }

    private sealed record Prepared(TenantConnection Connection, BlockPlanRequest Request, LedgerLocation Location, string? File, bool Overwrites, bool WhatIf, bool LeavesMail);
}
