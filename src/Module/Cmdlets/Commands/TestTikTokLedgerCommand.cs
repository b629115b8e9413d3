using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Chain;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Says whether everything in a ledger is as it was stored, and names what isn't. With <c>-Quiet</c>, only whether all is.</summary>
[Cmdlet(VerbsDiagnostic.Test, "TikTokLedger")]
[OutputType(typeof(LedgerCheckResult), typeof(bool))]
public sealed class TestTikTokLedgerCommand : LedgerCmdlet
{
    private readonly List<string> _checkpoints = [];

    /// <summary>Checkpoints that were kept elsewhere: they find a chain that was cut off or written anew. Wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Checkpoints that were kept elsewhere: they find a chain that was cut off or written anew. Wildcards are allowed.")]
    [Alias("PSPath", "FullName", "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Checkpoint { get; set; } = [];

    /// <summary>File with certificates one of which must vouch for who signed a checkpoint.</summary>
    [Parameter(HelpMessage = "File with certificates one of which must vouch for who signed a checkpoint: PEM or DER.")]
    [Alias("Trust")]
    [ValidateNotNullOrEmpty]
    public string? TrustedCertificate { get; set; }

    /// <summary>Doesn't open what is sealed: quicker, and needs no master key.</summary>
    [Parameter(HelpMessage = "Doesn't open what is sealed: quicker, and needs no master key.")]
    public SwitchParameter Shallow { get; set; }

    /// <summary>Writes only true or false.</summary>
    [Parameter(HelpMessage = "Writes only true or false.")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() => _checkpoints.AddRange(Checkpoint.SelectMany(Files)));

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        var kept = new List<Checkpoint>();
        foreach (var file in _checkpoints)
            kept.Add(await CheckpointFile.ReadAsync(file, cancellation).ConfigureAwait(false));
        var options = new ChainCheckOptions { Deep = !Shallow, Kept = kept, KeptIn = _checkpoints, Trust = prepared.Trust };
        var check = await new LedgerChain(prepared.Ledger, TimeProvider.System).VerifyAsync(options, new LedgerProgress(pipeline), cancellation).ConfigureAwait(false);
        var result = LedgerCheckResult.Of(check, prepared.Ledger.Name, options.Deep);
        if (!Quiet)
            await pipeline.WarnAsync(result, notes: true).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(Quiet ? result.IsWhole : result).ConfigureAwait(false);
    });

    private (LedgerLocation Ledger, X509Certificate2Collection? Trust) Prepare() =>
        (LocationToRead(), TrustedCertificate is null ? null : ReportCheckOptions.ReadTrust(FileSystemPath(TrustedCertificate)));

    // A checkpoint that isn't there ends it: without it, a chain that was written anew would look whole.
    private List<string> Files(string named)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(named) || File.Exists(FileSystemPath(named)))
            return [ExistingPath(named)];
        var found = PathResolver.Matching(this, named);
        if (found.Count == 0)
            ThrowTerminatingError(Errors.PathNotFound(named));
        return found;
    }
}
