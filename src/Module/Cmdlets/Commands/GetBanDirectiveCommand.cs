using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Directives;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the ban and advice regimes: whom each reaches, since when, its rules and exceptions.</summary>
[Cmdlet(VerbsCommon.Get, "BanDirective", DefaultParameterSetName = "Path")]
[OutputType(typeof(Directive))]
public sealed class GetBanDirectiveCommand : AsyncCmdlet
{
    /// <summary>Ids; wildcards are allowed. Without it, every directive.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Ids; wildcards are allowed.")]
    [Alias("Directive")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [SupportsWildcards]
    public string[] Id { get; set; } = ["*"];

    /// <summary>Files with directives of the authority's own, read beside the shipped ones. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", HelpMessage = "Files with directives of the authority's own, read beside the shipped ones. Wildcards are allowed.")]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files with directives of the authority's own, read beside the shipped ones, each name as it stands.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", HelpMessage = "Files with directives of the authority's own, read beside the shipped ones, each name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    private DirectiveSet? _directives;

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() =>
    {
        _directives = DirectiveSet.Load(ProductFiles.Directives, [.. Existing(Path, LiteralPath)]);
        foreach (var problem in _directives.Problems)
            WriteError(Errors.Of(problem)!);
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            var pattern = WildcardPattern.Get(id, WildcardOptions.IgnoreCase);
            var found = _directives!.All.Where(directive => pattern.IsMatch(directive.Id)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
                WriteError(Errors.DirectiveNotFound(id));
            WriteObject(found, enumerateCollection: true);
        }
    }
}
