using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Removal.Blocks;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Writes a block list into a file, and what belongs to it beside it: notes, where the list can't hold any, and how it is undone.</summary>
[Cmdlet(VerbsData.Export, "TikTokBlockList", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTikTokBlockListCommand : BlockCmdlet
{
    /// <summary>For what the list is written.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "For what the list is written.")]
    public BlockListKind As { get; set; }

    /// <summary>Where to write it.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Where to write it.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Writes over files that exist without asking.</summary>
    [Parameter(HelpMessage = "Writes over files that exist without asking.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(() => (List: BlockList.Write(As, Selection()), File: FileSystemPath(Path), Overwrites: MayWriteOver(FileSystemPath(Path), Force)), async (prepared, pipeline, cancellation) =>
    {
        if (!await pipeline.ShouldProcessAsync(prepared.File, Sentence.Of("ActionWriteList", prepared.List.Title)).ConfigureAwait(false))
            return;
        foreach (var file in await prepared.List.SaveAsync(prepared.File, prepared.Overwrites, cancellation).ConfigureAwait(false))
            await pipeline.DoAsync(() => WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true)).ConfigureAwait(false);
    });
}
