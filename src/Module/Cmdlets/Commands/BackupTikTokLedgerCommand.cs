using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Copies a ledger into a file, as it is at one moment, also while a scan or a removal writes to it.</summary>
[Cmdlet(VerbsData.Backup, "TikTokLedger", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class BackupTikTokLedgerCommand : LedgerCmdlet
{
    /// <summary>File to write the copy into.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "File to write the copy into.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Writes over a file that exists.</summary>
    [Parameter(HelpMessage = "Writes over a file that exists.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the copy's file as an object.</summary>
    [Parameter(HelpMessage = "Writes the copy's file as an object.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(() => (Ledger: LocationToRead(), File: FileSystemPath(Path)), async (prepared, pipeline, cancellation) =>
    {
        if (!await pipeline.ShouldProcessAsync(prepared.File, $"Copy the ledger {prepared.Ledger.Name}").ConfigureAwait(false))
            return;
        await new EvidenceLedger(prepared.Ledger).CopyAsync(prepared.File, Force, cancellation).ConfigureAwait(false);
        if (PassThru)
            await pipeline.DoAsync(() => WriteObject(InvokeProvider.Item.Get([prepared.File], force: true, literalPath: true), enumerateCollection: true)).ConfigureAwait(false);
    });
}
