using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Exposures;
using TikTokBan.Removal.Approvals;
using TikTokBan.Reports;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Writes the report of a scan, or of those of its exposures that came down the pipeline.</summary>
[Cmdlet(VerbsData.Export, "BanReport", SupportsShouldProcess = true, DefaultParameterSetName = "Exposures")]
[OutputType(typeof(FileInfo))]
public sealed class ExportBanReportCommand : AsyncCmdlet
{
    private readonly List<Exposure> _exposures = [];

    /// <summary>Exposures that Get-TikTokExposure wrote in this session; the report states the coverage of the scan that found them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Exposures", HelpMessage = "Exposures that Get-TikTokExposure wrote in this session.")]
    [AllowEmptyCollection]
    public Exposure[] InputObject { get; set; } = [];

    /// <summary>A whole scan: what Get-TikTokExposure -AsScan writes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Scan", HelpMessage = "A whole scan: what Get-TikTokExposure -AsScan writes.")]
    public ScanResult? Scan { get; set; }

    /// <summary>Folder to write the report into.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Folder to write the report into.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>How much the report tells of whom.</summary>
    [Parameter(HelpMessage = "How much the report tells of whom.")]
    public ReportDetail Detail { get; set; } = ReportDetail.Aggregate;

    /// <summary>Language of the report.</summary>
    [Parameter(HelpMessage = "Language of the report.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <summary>File with a certificate and its private key to sign the report with.</summary>
    [Parameter(HelpMessage = "File with a certificate and its private key to sign the report with: PEM or PKCS#12.")]
    [ValidateNotNullOrEmpty]
    public string? SignWith { get; set; }

    /// <summary>The certificate's password.</summary>
    [Parameter(HelpMessage = "The certificate's password.")]
    public SecureString? SignPassword { get; set; }

    /// <summary>Also writes manifest.tsq, a request to send to a time-stamping authority.</summary>
    [Parameter(HelpMessage = "Also writes manifest.tsq, a request to send to a time-stamping authority (RFC 3161).")]
    public SwitchParameter TimestampRequest { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _exposures.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(() => (Folder: FileSystemPath(Path), Scan: Chosen(), Certificate: Signing()), async (prepared, pipeline, cancellation) =>
    {
        using var certificate = prepared.Certificate;
        if (!await pipeline.ShouldProcessAsync(prepared.Folder, "Write the report").ConfigureAwait(false))
            return;
        var proof = new ProofOptions
        {
            Signing = certificate is null ? null : new ReportSigning(certificate, TimeProvider.System.GetUtcNow()),
            TimeStampRequest = TimestampRequest,
            Product = Product.NameAndVersion,
        };
        var options = new ReportOptions { Proof = proof, Detail = Detail, Language = Language, DirectiveTitle = DirectiveTitle.Of(prepared.Scan.Summary.Directive, Language) };
        await ReportWriter.WriteAsync(prepared.Scan, options, prepared.Folder, cancellation).ConfigureAwait(false);
        foreach (var file in Directory.EnumerateFiles(prepared.Folder).Order(StringComparer.Ordinal))
            await pipeline.DoAsync(() => WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true)).ConfigureAwait(false);
    });

    private X509Certificate2? Signing() =>
        SignWith is null ? null : SigningCertificate.Load(FileSystemPath(SignWith), SignPassword is null ? null : new NetworkCredential("", SignPassword).Password);

    private ScanResult Chosen()
    {
        if (Scan is not null)
            return Scan;
        var whole = Remembered.ScanOf(_exposures) ?? throw new UnusableInputException(Remembered.Latest is null
            ? "No scan was made in this session: run Get-TikTokExposure first, or give a scan with -Scan."
            : "These exposures are not all of one scan of this session, so their coverage isn't known: scan again, and export the exposures of one scan at a time.");
        return ScanSelection.Of(whole, _exposures);
    }
}
