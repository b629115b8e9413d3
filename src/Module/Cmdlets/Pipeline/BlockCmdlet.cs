using System.Management.Automation;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Removal.Blocks;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>A cmdlet about what is to be blocked.</summary>
public abstract class BlockCmdlet : AsyncCmdlet
{
    /// <summary>The directive whose applications are meant: the id of a shipped one, or a file.</summary>
    [Parameter(HelpMessage = "The directive whose applications are meant: the id of a shipped one, or a file.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string Directive { get; set; } = "be-federal-716";

    /// <summary>Ids of the applications meant, in place of those that the directive covers.</summary>
    [Parameter(HelpMessage = "Ids of the applications meant, in place of those that the directive covers.")]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ApplicationReference]
    public string[] Application { get; set; } = [];

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>The day as of which the list is written; without it, today.</summary>
    [Parameter(HelpMessage = "The day as of which the list is written; without it, today.")]
    [Day]
    public DateOnly? AsOf { get; set; }

    /// <summary>What is to be blocked.</summary>
    private protected BlockSelection Selection() => BlockSelection.Of(
        CoveredCatalogue.Load(ProductFiles.Catalogue, [.. Catalogue.Select(FileSystemPath)]),
        DirectiveOf(Directive),
        DayOrToday(AsOf),
        Application);
}
