using System.Management.Automation;
using TikTokBan.Authorities;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets all that a ledger holds of a person or a device, without what it holds of others, and records that it was given.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokLedgerSubject", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(LedgerSubjectItem), typeof(FileInfo))]
public sealed class GetTikTokLedgerSubjectCommand : LedgerCmdlet
{
    /// <summary>What the person or device is known by; several names are of one. Each object of a pipeline is one person or device.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "What the person or device is known by: user principal name, object id, device id, serial number. Several names are of one.")]
    [Alias("UserPrincipalName")]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>User principal name of who answers the request; the ledger keeps it.</summary>
    [Parameter(Mandatory = true, HelpMessage = "User principal name of who answers the request; the ledger keeps it.")]
    [Alias("By")]
    [ValidateNotNullOrEmpty]
    public string As { get; set; } = "";

    /// <summary>Folder to write into: a page to read and a file for programs; without it, objects are written.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Folder to write into: a page to read and a file for programs. Without it, objects are written.")]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>The authority profile, for how long the data is kept.</summary>
    [Parameter(HelpMessage = "With -OutDirectory: the authority profile, for how long the data is kept.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>Language of the page.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "With -OutDirectory: language of the page.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <summary>Writes over files that exist.</summary>
    [Parameter(HelpMessage = "With -OutDirectory: writes over files that exist.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => (Ledger: LocationToRead(), Files: Files()), async (prepared, pipeline, cancellation) =>
    {
        var named = string.Join(", ", Name);
        if (!await pipeline.ShouldProcessAsync(named, Sentence.Of("ActionGive", prepared.Ledger.Name)).ConfigureAwait(false))
            return;
        await pipeline.TrySubjectAsync(named, async () =>
        {
            var access = new SubjectAccess(prepared.Ledger, TimeProvider.System);
            if (prepared.Files is { } request)
                await WriteAsync(await access.ExportAsync(request, cancellation).ConfigureAwait(false), named, pipeline).ConfigureAwait(false);
            else
                await WriteAsync(await access.TellAsync(Name, As, cancellation).ConfigureAwait(false), named, pipeline).ConfigureAwait(false);
        }).ConfigureAwait(false);
    });

    private static async Task WriteAsync(SubjectHoldings held, string named, PipelineBridge pipeline)
    {
        if (held.Items.Count == 0)
            await pipeline.WriteWarningAsync(Sentence.Of("NothingHeld", named, held.Event)).ConfigureAwait(false);
        else
            await pipeline.WriteVerboseAsync($"Event {held.Event} records that it was given.").ConfigureAwait(false);
        foreach (var item in held.Items)
            await pipeline.WriteObjectAsync(LedgerSubjectItem.Of(item)).ConfigureAwait(false);
    }

    private async Task WriteAsync(AccessOutcome given, string named, PipelineBridge pipeline)
    {
        if (!given.Found)
            await pipeline.WriteWarningAsync(Sentence.Of("NothingHeld", named, given.Event)).ConfigureAwait(false);
        else
            await pipeline.WriteVerboseAsync($"{given.Items} entries; event {given.Event} records that they were given.").ConfigureAwait(false);
        foreach (var file in new[] { given.Page, given.Json })
            await pipeline.DoAsync(() => WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true)).ConfigureAwait(false);
    }

    private AccessRequest? Files() => OutDirectory is null ? null : new AccessRequest
    {
        Names = Name,
        Folder = FileSystemPath(OutDirectory),
        By = As,
        Language = Language,
        RetentionDays = Authority is null ? null : AuthorityProfile.Load(FileSystemPath(Authority)).RetentionDays,
        Overwrite = Force,
    };
}
