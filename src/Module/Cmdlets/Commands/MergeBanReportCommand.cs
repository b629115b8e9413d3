using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Removal.Approvals;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Rollup;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Adds many authorities' aggregate reports up to a national one. Writes one object: how each authority stands, and which reports are not counted.</summary>
[Cmdlet(VerbsData.Merge, "BanReport", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(RollupResult))]
public sealed class MergeBanReportCommand : AsyncCmdlet
{
    private readonly List<string> _folders = [];

    /// <summary>Folders of reports, or folders that hold such folders. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "Folders of reports, or folders that hold such folders. Wildcards are allowed.")]
    [Alias("Folder")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Folders of reports, or folders that hold such folders, each name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "Folders of reports, or folders that hold such folders, each name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Folder to write the national report into.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Folder to write the national report into.")]
    [Alias("Out")]
    [ValidateNotNullOrEmpty]
    public string OutDirectory { get; set; } = "";

    /// <summary>File with those who have to report.</summary>
    [Parameter(HelpMessage = "Those who have to report: CSV with the columns authority, organisation and due, or YAML.")]
    [ValidateNotNullOrEmpty]
    public string? Expected { get; set; }

    /// <summary>The day by which they had to, where the list says no other.</summary>
    [Parameter(HelpMessage = "The day by which they had to, where the list says no other.")]
    [Day]
    public DateOnly? Due { get; set; }

    /// <summary>The day as of which somebody is late or missing; without it, today.</summary>
    [Parameter(HelpMessage = "The day as of which somebody is late or missing; without it, today.")]
    [Day]
    public DateOnly? AsOf { get; set; }

    /// <summary>Language of the page.</summary>
    [Parameter(HelpMessage = "Language of the page.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <summary>Counts only reports whose signer one of these certificates vouches for.</summary>
    [Parameter(HelpMessage = "Counts only reports whose signer one of these certificates vouches for: PEM or DER.")]
    [ValidateNotNullOrEmpty]
    public string? Trust { get; set; }

    /// <summary>Counts only reports that are signed.</summary>
    [Parameter(HelpMessage = "Counts only reports that are signed.")]
    public SwitchParameter RequireSignature { get; set; }

    /// <summary>File with a certificate and its private key to sign the national report with.</summary>
    [Parameter(HelpMessage = "File with a certificate and its private key to sign the national report with: PEM or PKCS#12.")]
    [ValidateNotNullOrEmpty]
    public string? SignWith { get; set; }

    /// <summary>The certificate's password.</summary>
    [Parameter(HelpMessage = "The certificate's password.")]
    public SecureString? SignPassword { get; set; }

    /// <summary>Also writes manifest.tsq, a request to send to a time-stamping authority.</summary>
    [Parameter(HelpMessage = "Also writes manifest.tsq, a request to send to a time-stamping authority (RFC 3161).")]
    public SwitchParameter TimestampRequest { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() => _folders.AddRange(Existing(Path, LiteralPath)));

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        using var certificate = prepared.Proof.Signing?.Certificate;
        if (!await pipeline.ShouldProcessAsync(prepared.Output, Sentence.Of("ActionMerge", prepared.Folders.Count)).ConfigureAwait(false))
            return;
        var result = await RollupOperation.RunAsync(prepared, cancellation).ConfigureAwait(false);
        foreach (var one in result.Uncounted)
            await pipeline.WriteWarningAsync(one.Sentence).ConfigureAwait(false);
        foreach (var (reported, expected) in result.NearMisses)
            await pipeline.WriteWarningAsync(Sentence.Of("NearMiss", reported, expected)).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(result).ConfigureAwait(false);
    });

    private RollupRequest Prepare()
    {
        var now = TimeProvider.System.GetUtcNow();
        X509Certificate2? certificate = SignWith is null ? null : SigningCertificate.Load(FileSystemPath(SignWith), SignPassword is null ? null : new NetworkCredential("", SignPassword).Password);
        return new RollupRequest
        {
            Folders = _folders,
            Output = FileSystemPath(OutDirectory),
            Expected = Expected is null ? null : FileSystemPath(Expected),
            Due = Due,
            AsOf = DayOrToday(AsOf),
            Language = Language,
            Trust = Trust is null ? null : ReportCheckOptions.ReadTrust(FileSystemPath(Trust)),
            RequireSignature = RequireSignature,
            Proof = new ProofOptions { Signing = certificate is null ? null : new ReportSigning(certificate, now), TimeStampRequest = TimestampRequest, Product = Product.NameAndVersion },
        };
    }
}
