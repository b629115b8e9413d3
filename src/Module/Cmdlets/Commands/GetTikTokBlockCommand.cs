using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Removal.Blocks;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the domains and senders that are to be blocked, and with <c>-IncludeLeftOut</c> those that are not, and why; or a list of them as text.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokBlock", DefaultParameterSetName = "Values")]
[OutputType(typeof(BlockValue), typeof(string))]
public sealed class GetTikTokBlockCommand : BlockCmdlet
{
    /// <summary>For what the list is written; its text is then the output.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "List", HelpMessage = "For what the list is written; its text is then the output.")]
    public BlockListKind As { get; set; }

    /// <summary>Also writes what is left out, and why.</summary>
    [Parameter(ParameterSetName = "Values", HelpMessage = "Also writes what is left out, and why.")]
    public SwitchParameter IncludeLeftOut { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        var selection = Selection();
        if (ParameterSetName == "List")
            WriteObject(BlockList.Write(As, selection).Files[0].Text);
        else
            WriteObject(selection.Values.Where(one => one.Blocked || IncludeLeftOut), enumerateCollection: true);
    });
}
