using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Checking;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Says what a list of one's own lacks and what it blocks that it should not. With <c>-Quiet</c>, only whether all is well.</summary>
[Cmdlet(VerbsDiagnostic.Test, "TikTokBlockList", DefaultParameterSetName = "Path")]
[OutputType(typeof(BlockListFindings), typeof(bool))]
public sealed class TestTikTokBlockListCommand : BlockCmdlet
{
    private BlockSelection? _selection;

    /// <summary>How the lists are written.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "How the lists are written.")]
    public BlockListKind As { get; set; }

    /// <summary>The lists. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "The lists. Wildcards are allowed.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The lists, each name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "The lists, each name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Writes only true or false.</summary>
    [Parameter(HelpMessage = "Writes only true or false.")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() => _selection = Selection());

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
    {
        foreach (var file in Existing(Path, LiteralPath))
        {
            this.Try(file, () =>
            {
                var findings = BlockListCheck.RunFile(As, file, _selection!);
                WriteObject(Quiet ? findings.IsGood : findings);
            });
        }
    });
}
