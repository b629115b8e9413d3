using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Authorities;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Approves a plan exactly as it stands, by somebody other than its author.</summary>
[Cmdlet(VerbsLifecycle.Approve, "TikTokRemovalPlan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Approval))]
public sealed class ApproveTikTokRemovalPlanCommand : AsyncCmdlet
{
    /// <summary>The plan's file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The plan's file.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

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

    /// <summary>Writes over a file that exists.</summary>
    [Parameter(HelpMessage = "Writes over a file that exists.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        using var signing = prepared.Certificate;
        var plan = await PlanLookup.ReadFileAsync(prepared.Plan, cancellation).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow();
        var approval = PlanApproval.Make(plan, As, now, ValidDays, Comment, signing);
        var target = prepared.Target ?? ApprovalFile.PathBeside(prepared.Plan, approval.Approver);
        if (!await pipeline.ShouldProcessAsync($"{plan.Id}: {PlanReach.Of(plan)}; {plan.Actions.Count} actions", $"Approve as {approval.Approver}").ConfigureAwait(false))
            return;
        await ApprovalFile.WriteAsync(approval, target, Force, cancellation).ConfigureAwait(false);
        foreach (var finding in prepared.Policy is { } policy ? ApprovalCheck.Check(plan, [approval], policy, now).Findings : [])
            await pipeline.WriteWarningAsync(finding.Sentence).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(FileObject.Of(approval, target)).ConfigureAwait(false);
    });

    private Prepared Prepare() => new(
        PlanLookup.IsReference(Path) && !File.Exists(FileSystemPath(Path)) ? Path : FileSystemPath(Path),
        OutFile is null ? null : FileSystemPath(OutFile),
        Certificate is null ? null : SigningCertificate.Load(FileSystemPath(Certificate), CertificatePassword is null ? null : new NetworkCredential("", CertificatePassword).Password),
        Authority is null ? null : AuthorityProfile.Load(FileSystemPath(Authority)).Approval);

    private sealed record Prepared(string Plan, string? Target, X509Certificate2? Certificate, ApprovalPolicy? Policy);
}
