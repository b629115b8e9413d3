using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Brings a SharePoint list up to the waivers of the ledger. Deletes nothing.</summary>
[Cmdlet(VerbsData.Export, "TikTokWaiver", SupportsShouldProcess = true)]
[OutputType(typeof(ExportedWaiver))]
public sealed class ExportTikTokWaiverCommand : HandoverCmdlet
{
    /// <summary>Name of the list; made where there is none.</summary>
    [Parameter(Mandatory = true, HelpMessage = "Name of the list; made where there is none.")]
    [ValidateNotNullOrEmpty]
    public string List { get; set; } = "";

    /// <summary>Language of the columns' titles of a list that is made.</summary>
    [Parameter(HelpMessage = "Language of the columns' titles of a list that is made.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => (Connection: Connection(), Register: RegisterToRead()), async (given, pipeline, cancellation) =>
    {
        var waivers = await given.Register.ListAsync(cancellation).ConfigureAwait(false);
        if (!await pipeline.ShouldProcessAsync(Sentence.Of("TargetList", List, Site), Sentence.Of("ActionWaiverList", waivers.Count)).ConfigureAwait(false))
            return;
        var target = new WaiverListTarget(given.Connection.Through(pipeline), Site, List) { Language = Language };
        var exported = await WaiverList.ExportAsync(target, waivers, cancellation).ConfigureAwait(false);
        foreach (var waiver in exported.Waivers)
        {
            await pipeline.WriteObjectAsync(waiver).ConfigureAwait(false);
            if (waiver.Problem is { } problem)
                await pipeline.WriteWarningAsync(problem).ConfigureAwait(false);
        }

        if (exported.Others is [var only])
            await pipeline.WriteWarningAsync(Sentence.Of("OtherItemStays", only)).ConfigureAwait(false);
        else if (exported.Others.Count > 1)
            await pipeline.WriteWarningAsync(Sentence.Of("OtherItemsStay", exported.Others.Count, string.Join(", ", exported.Others.Take(20)))).ConfigureAwait(false);
    });
}
