using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Approvals;
using TikTokBan.Reports;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Writes the report of a scan that the ledger holds, of one that this session made, or of those of its exposures that came down the pipeline.</summary>
[Cmdlet(VerbsData.Export, "BanReport", SupportsShouldProcess = true, DefaultParameterSetName = "Exposures")]
[OutputType(typeof(FileInfo))]
public sealed class ExportBanReportCommand : LedgerCmdlet
{
    private readonly List<Exposure> _exposures = [];

    /// <summary>Exposures that Get-TikTokExposure wrote in this session; the report states the coverage of the scan that found them.</summary>
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

    /// <summary>Folder to write the report into.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Folder to write the report into.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>How much the report tells of whom. Names are agreed to at a question, or with -Force or -Confirm:$false, and the ledger records that they were told.</summary>
    [Parameter(HelpMessage = "How much the report tells of whom.")]
    public ReportDetail Detail { get; set; } = ReportDetail.Aggregate;

    /// <summary>Language of the report; <c>fr-nl</c> is the bilingual edition.</summary>
    [Parameter(HelpMessage = "Language of the report; fr-nl is the bilingual edition.")]
    [ValidateSet("en", "fr", "nl", "de", "fr-nl")]
    public string Language { get; set; } = "en";

    /// <summary>Forms to write; all but PDF unless you choose.</summary>
    [Parameter(HelpMessage = "Forms to write: Html, Xlsx, Csv, Json, Markdown, Pdf; all but Pdf unless you choose.")]
    [ValidateSet("Html", "Xlsx", "Csv", "Json", "Markdown", "Pdf")]
    public string[] Format { get; set; } = [];

    /// <summary>Writes the CSV files as a spreadsheet with these settings opens them at a double click.</summary>
    [Parameter(HelpMessage = "Writes the CSV files as a spreadsheet with these settings opens them at a double click: be for Belgian ones.")]
    [ValidateSet("be")]
    public string? Excel { get; set; }

    /// <summary>File with the key of the pseudonyms; without it the authority's own, beside the ledger.</summary>
    [Parameter(HelpMessage = "File with the key of the pseudonyms, at least 32 bytes; without it the authority's own, beside the ledger.")]
    [ValidateNotNullOrEmpty]
    public string? PseudonymKey { get; set; }

    /// <summary>The authority profile, for names of organisations and assumptions in the report's language.</summary>
    [Parameter(HelpMessage = "The authority profile, for names of organisations and assumptions in the report's language.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>The file of a directive of the authority's own, where the scan judged by one.</summary>
    [Parameter(HelpMessage = "The file of a directive of the authority's own, where the scan judged by one.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string? Directive { get; set; }

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

    /// <summary>Writes names of people and devices without asking whether they are meant.</summary>
    [Parameter(HelpMessage = "Writes names of people and devices without asking whether they are meant.")]
    public SwitchParameter Force { get; set; }

    private bool NamesAnswered => Force || MyInvocation.BoundParameters.ContainsKey("Confirm");

    /// <inheritdoc/>
    protected override void ProcessRecord() => _exposures.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(() => (Request: Request(), Certificate: Signing()), async (prepared, pipeline, cancellation) =>
    {
        using var certificate = prepared.Certificate;
        var request = prepared.Request;
        if (!await pipeline.ShouldProcessAsync(request.Folder, Sentence.Of("ActionReport", Detail.ToString().ToLowerInvariant())).ConfigureAwait(false))
            return;
        if (Detail == ReportDetail.Named && !NamesAnswered && !await pipeline.AskAsync(AgreesToNames).ConfigureAwait(false))
            return;
        var proof = new ProofOptions
        {
            Signing = certificate is null ? null : new ReportSigning(certificate, TimeProvider.System.GetUtcNow()),
            TimeStampRequest = TimestampRequest,
            Product = Product.NameAndVersion,
        };
        var written = await ReportOperation.RunAsync(request with { NamesAgreed = true, Options = request.Options with { Proof = proof } }, TimeProvider.System, cancellation).ConfigureAwait(false);
        foreach (var file in written.Files)
            await pipeline.DoAsync(() => WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true)).ConfigureAwait(false);
    });

    private X509Certificate2? Signing() =>
        SignWith is null ? null : SigningCertificate.Load(FileSystemPath(SignWith), SignPassword is null ? null : new NetworkCredential("", SignPassword).Password);

    private bool AgreesToNames() => Agrees(Sentence.Of("NamesQuestion"), Sentence.Of("NamesCaption"))
        ?? throw Refusal.Of(InputProblem.ConsentMissing, "NamesUnasked");

    private ReportRequest Request()
    {
        var whole = ScanId is null ? Whole() : null;
        return new ReportRequest
        {
            Options = new ReportOptions
            {
                Detail = Detail,
                Language = Language,
                Formats = Format.Length == 0 ? ReportFormats.Standard : Format.Aggregate(ReportFormats.None, (all, one) => all | Enum.Parse<ReportFormats>(one, ignoreCase: true)),
                Csv = Excel is null ? CsvDialect.Standard : CsvDialect.SpreadsheetBelgium,
            },
            Folder = FileSystemPath(Path),
            Ledger = LedgerToUse(whole),
            Reference = ScanId,
            Scan = whole is null || Scan is not null ? whole : ScanSelection.Of(whole, _exposures),
            DirectiveFile = Directive is { } named ? DirectiveOf(named).Path : null,
            Profile = Authority is null ? null : FileSystemPath(Authority),
            PseudonymKeyFile = PseudonymKey is null ? null : FileSystemPath(PseudonymKey),
            Actor = Environment.UserName,
            Product = Product.NameAndVersion,
        };
    }

    // The ledger that is named, else the one that the scan was kept in. Numbers of a scan that none keeps need no ledger;
    // that names were told is recorded somewhere in any case.
    private LedgerLocation? LedgerToUse(ScanResult? scan)
    {
        if (Ledger is null && scan is not null && Remembered.OriginOf(scan)?.Ledger is { } kept)
            return kept;
        return ScanId is not null || Ledger is not null || Detail != ReportDetail.Aggregate ? LocationToUse() : null;
    }

    private ScanResult Whole() => Scan ?? Remembered.ScanOf(_exposures) ?? throw (Remembered.Latest is null
        ? Refusal.Of(InputProblem.ScanNotFound, "NoScanToReport")
        : Refusal.Of(InputProblem.ScanUnusable, "ScansMixedToReport"));
}
