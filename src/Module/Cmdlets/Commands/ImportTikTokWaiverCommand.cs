using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Directives;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Registers the waivers of a SharePoint list that the ledger doesn't have. What is registered stays as it is.</summary>
[Cmdlet(VerbsData.Import, "TikTokWaiver", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ImportedWaiver))]
public sealed class ImportTikTokWaiverCommand : HandoverCmdlet
{
    /// <summary>Name of the list.</summary>
    [Parameter(Mandatory = true, HelpMessage = "Name of the list.")]
    [ValidateNotNullOrEmpty]
    public string List { get; set; } = "";

    /// <summary>Files with directives of the authority's own.</summary>
    [Parameter(HelpMessage = "Files with directives of the authority's own.")]
    public string[] Directive { get; set; } = [];

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>Registers waivers although their directive knows no exception: the judge then answers Review, never Exempt.</summary>
    [Parameter(HelpMessage = "Registers waivers although their directive knows no exception: the judge then answers Review, never Exempt.")]
    public SwitchParameter WithoutEffect { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Prepare, async (given, pipeline, cancellation) =>
    {
        var options = new WaiverImport
        {
            Register = given.Register,
            Directives = id => given.Own.TryGetValue(id, out var known) ? known : DirectiveSet.Load(ProductFiles.Directives).Find(id),
            Applications = given.Applications,
            WithoutEffect = WithoutEffect,
            Agree = (_, line) => pipeline.ShouldProcessAsync(line, Sentence.Of("ActionRegister")),
        };
        foreach (var item in await WaiverList.ImportAsync(new WaiverListTarget(given.Connection.Through(pipeline), Site, List), options, cancellation).ConfigureAwait(false))
        {
            await pipeline.WriteObjectAsync(item).ConfigureAwait(false);
            if (item is { Sentence: { } sentence, State: ImportedWaiverState.Refused or ImportedWaiverState.Changed })
                await pipeline.WriteWarningAsync(sentence).ConfigureAwait(false);
        }
    });

    private (Sessions.TenantConnection Connection, Waivers.WaiverRegister Register, Dictionary<string, Directive> Own, Func<string, ApplicationFacts?> Applications) Prepare() =>
        (Connection(), Register(), Directive.Select(DirectiveOf).ToDictionary(directive => directive.Id, StringComparer.Ordinal), Applications(Catalogue));
}
