using System.Management.Automation;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the applications of the catalogue, with what gives each away.</summary>
[Cmdlet(VerbsCommon.Get, "CoveredApplication")]
[OutputType(typeof(CoveredApplication))]
public sealed class GetCoveredApplicationCommand : AsyncCmdlet
{
    /// <summary>Ids; wildcards are allowed. Without it, every application.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Ids; wildcards are allowed.")]
    [Alias("Application")]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ApplicationReference]
    [SupportsWildcards]
    public string[] Id { get; set; } = ["*"];

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    private CoveredCatalogue? _catalogue;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() => _catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. Catalogue.Select(FileSystemPath)]));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            var pattern = WildcardPattern.Get(id, WildcardOptions.IgnoreCase);
            var found = _catalogue!.Applications.Where(application => pattern.IsMatch(application.Id)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
                WriteError(Errors.ApplicationNotFound(id));
            WriteObject(found, enumerateCollection: true);
        }
    }
}
