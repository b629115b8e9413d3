using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Ledger;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Says whether a report is as it was written, and by whom. Needs no network. With <c>-Quiet</c>, only whether all fits.</summary>
[Cmdlet(VerbsDiagnostic.Test, "BanReport", DefaultParameterSetName = "Path")]
[OutputType(typeof(ReportCheckResult), typeof(bool))]
public sealed class TestBanReportCommand : AsyncCmdlet
{
    /// <summary>Folders of reports. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "Folders of reports. Wildcards are allowed.")]
    [Alias("Folder")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Folders of reports, each name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "Folders of reports, each name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>SHA-256 of the certificate that must have signed.</summary>
    [Parameter(HelpMessage = "SHA-256 of the certificate that must have signed.")]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>File with certificates one of which must vouch for the signer's.</summary>
    [Parameter(HelpMessage = "File with certificates one of which must vouch for the signer's: PEM or DER.")]
    [ValidateNotNullOrEmpty]
    public string? Trust { get; set; }

    /// <summary>Refuses a report that is not signed.</summary>
    [Parameter(HelpMessage = "Refuses a report that is not signed.")]
    public SwitchParameter RequireSignature { get; set; }

    /// <summary>SHA-256 that manifest.json must have.</summary>
    [Parameter(HelpMessage = "SHA-256 that manifest.json must have, as you were told it by another way.")]
    [ValidateNotNullOrEmpty]
    public string? ManifestSha256 { get; set; }

    /// <summary>The day on which the signer's certificate must be valid; without it, today.</summary>
    [Parameter(HelpMessage = "The day on which the signer's certificate must be valid; without it, today.")]
    [Day]
    public DateOnly? AsOf { get; set; }

    /// <summary>The ledger that must hold the scan.</summary>
    [Parameter(HelpMessage = "The ledger that must hold the scan: a file, sqlite: and a file, or a database such as postgres://server/database.")]
    [ValidateNotNullOrEmpty]
    public string? Ledger { get; set; }

    /// <summary>Writes only true or false.</summary>
    [Parameter(HelpMessage = "Writes only true or false.")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        foreach (var folder in prepared.Folders)
        {
            await pipeline.TryAsync(folder, async () =>
            {
                var result = await ReportCheck.CheckAsync(folder, prepared.Options, cancellation).ConfigureAwait(false);
                foreach (var note in Quiet ? [] : result.Notes)
                    await pipeline.WriteWarningAsync(note).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(Quiet ? result.IsWhole : result).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    });

    private (IReadOnlyList<string> Folders, ReportCheckOptions Options) Prepare() => (
        Existing(Path, LiteralPath),
        new ReportCheckOptions
        {
            At = AsOf is { } day ? new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) : TimeProvider.System.GetUtcNow(),
            CertificateThumbprint = CertificateThumbprint,
            Trust = Trust is null ? null : ReportCheckOptions.ReadTrust(FileSystemPath(Trust)),
            RequireSignature = RequireSignature,
            ManifestSha256 = ManifestSha256,
            Ledger = Ledger is null ? null : new EvidenceLedger(LocationOf(Ledger)),
        });
}
