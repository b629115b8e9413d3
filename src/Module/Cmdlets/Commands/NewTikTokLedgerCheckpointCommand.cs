using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger.Chain;
using TikTokBan.Removal.Approvals;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Appends a hash over all events so far to a ledger, signed where a certificate is given, and writes it into a file to keep elsewhere.</summary>
[Cmdlet(VerbsCommon.New, "TikTokLedgerCheckpoint", SupportsShouldProcess = true)]
[OutputType(typeof(Checkpoint))]
public sealed class NewTikTokLedgerCheckpointCommand : LedgerCmdlet
{
    /// <summary>File to write it into.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "File to write it into; keep it where those who write to the ledger can't reach it.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>File with a certificate and its private key to sign it with; without it, the one that the surroundings name.</summary>
    [Parameter(HelpMessage = "File with a certificate and its private key to sign it with: PEM or PKCS#12; without it, the one that TIKTOKBAN_LEDGER_SIGNER names.")]
    [ValidateNotNullOrEmpty]
    public string? SignWith { get; set; }

    /// <summary>The certificate's password.</summary>
    [Parameter(HelpMessage = "The certificate's password.")]
    public SecureString? SignPassword { get; set; }

    /// <summary>Writes over a file that exists without asking.</summary>
    [Parameter(HelpMessage = "Writes over a file that exists without asking.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        using var certificate = prepared.Certificate;
        if (!await pipeline.ShouldProcessAsync(prepared.File, Sentence.Of("ActionCheckpoint", prepared.Ledger)).ConfigureAwait(false))
            return;
        var made = await prepared.Chain.MakeCheckpointAsync(certificate, cancellation).ConfigureAwait(false);
        await CheckpointFile.WriteAsync(made, prepared.File, prepared.Overwrites, cancellation).ConfigureAwait(false);
        await pipeline.TellAsync(Sentence.Of(made.Signature is null ? "CheckpointUnsigned" : "CheckpointSigned", made.Size)).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(FileObject.Of(made, prepared.File)).ConfigureAwait(false);
    });

    private Prepared Prepare()
    {
        var location = LocationToRead();
        var file = FileSystemPath(Path);
        var overwrites = MayWriteOver(file, Force);
        NewFile.Check(file, overwrites);
        return new Prepared(
            location.Name,
            new LedgerChain(location, TimeProvider.System),
            file,
            overwrites,
            SignWith is null ? null : SigningCertificate.Load(FileSystemPath(SignWith), SignPassword is null ? null : new NetworkCredential("", SignPassword).Password));
    }

    private sealed record Prepared(string Ledger, LedgerChain Chain, string File, bool Overwrites, X509Certificate2? Certificate);
}
