using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Authorities;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Approves a plan exactly as it stands, by somebody other than its author.</summary>
[Cmdlet(VerbsLifecycle.Approve, "TikTokRemovalPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = "Path")]
[OutputType(typeof(Approval))]
public sealed class ApproveTikTokRemovalPlanCommand : AsyncCmdlet
{
    /// <summary>The plan's file. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "The plan's file. Wildcards are allowed.")]
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

    /// <summary>User principal name of who approves; never the author.</summary>
    [Parameter(Mandatory = true, HelpMessage = "User principal name of who approves; never the author.")]
    [Alias("Approver")]
    public string As { get; set; } = "";

    /// <summary>File with a certificate and its private key to sign with.</summary>
    [Parameter(HelpMessage = "File with a certificate and its private key to sign with: PEM or PKCS#12.")]
    public string? Certificate { get; set; }

    /// <summary>The certificate's password.</summary>
    [Parameter(HelpMessage = "The certificate's password.")]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>What the approver has to say.</summary>
    [Parameter(HelpMessage = "What the approver has to say.")]
    public string? Comment { get; set; }

    /// <summary>Days for which the approval counts.</summary>
    [Parameter(HelpMessage = "Days for which the approval counts; never longer than the plan.")]
    public int ValidDays { get; set; } = PlanApproval.UsualDays;

    /// <summary>The authority profile: warns where the approval does not meet what it demands.</summary>
    [Parameter(HelpMessage = "The authority profile: warns where the approval does not meet what it demands.")]
    public string? Authority { get; set; }

    /// <summary>File to write the approval into; without it, beside the plan.</summary>
    [Parameter(HelpMessage = "File to write the approval into; without it, beside the plan.")]
    public string? OutFile { get; set; }

    /// <summary>Writes over a file that exists without asking.</summary>
    [Parameter(HelpMessage = "Writes over a file that exists without asking.")]
    public SwitchParameter Force { get; set; }

    /// <summary>With -WhatIf: writes the approval that would be given, so that a pipeline can be rehearsed.</summary>
    [Parameter(HelpMessage = "With -WhatIf: writes the approval that would be given, so that a pipeline can be rehearsed.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        using var signing = prepared.Certificate;
        foreach (var file in prepared.Plans)
            await ApproveAsync(file, prepared, signing, pipeline, cancellation).ConfigureAwait(false);
    });

    private async Task ApproveAsync(string file, Prepared prepared, X509Certificate2? signing, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var plan = await PlanLookup.ReadFileAsync(file, cancellation).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow();
        var approval = PlanApproval.Make(plan, As, now, ValidDays, Comment, signing);
        var target = prepared.Target ?? ApprovalFile.PathBeside(file, approval.Approver);
        var agreed = await pipeline.ShouldProcessAsync(Sentence.Of("TargetApproval", plan.Id, PlanReach.Of(plan), plan.Actions.Count), Sentence.Of("ActionApprove", approval.Approver)).ConfigureAwait(false);
        if (agreed)
            await ApprovalFile.WriteAsync(approval, target, await pipeline.AskAsync(() => MayWriteOver(target, Force)).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        else if (!prepared.Rehearses)
            return;
        foreach (var finding in prepared.Policy is { } policy ? ApprovalCheck.Check(plan, [approval], policy, now).Findings : [])
            await pipeline.WriteWarningAsync(finding.Sentence).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(FileObject.OfApproval(approval, target, file)).ConfigureAwait(false);
    }

    private Prepared Prepare()
    {
        var plans = PlanReferences(Path, LiteralPath);
        if (OutFile is not null && plans.Count > 1)
            throw Refusal.Of(InputProblem.ArgumentUnusable, "OneApprovalFile");
        return new Prepared(
            plans,
            OutFile is null ? null : FileSystemPath(OutFile),
            PassThru && IsWhatIf(),
            Certificate is null ? null : SigningCertificate.Load(FileSystemPath(Certificate), CertificatePassword is null ? null : new NetworkCredential("", CertificatePassword).Password),
            Authority is null ? null : AuthorityProfile.Load(FileSystemPath(Authority)).Approval);
    }

    private sealed record Prepared(List<string> Plans, string? Target, bool Rehearses, X509Certificate2? Certificate, ApprovalPolicy? Policy);
}
