using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Puts a report into a SharePoint library, and drafts a mail about it. One that tells of people is asked about.</summary>
// Of high impact, so that one that tells of people is asked about; one that holds numbers only is agreed to without a question.
[Cmdlet(VerbsData.Publish, "BanReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "Path")]
[OutputType(typeof(PublishedReport))]
public sealed class PublishBanReportCommand : HandoverCmdlet
{
    private const int Activity = 716;

    /// <summary>Folders that reports were written into. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "Folders that reports were written into. Wildcards are allowed.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Folders that reports were written into, each name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "Folders that reports were written into, each name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Name of the library; without it, the site's own.</summary>
    [Parameter(HelpMessage = "Name of the library; without it, the site's own.")]
    [ValidateNotNullOrEmpty]
    public string? Library { get; set; }

    /// <summary>Folder in the library, such as 2026/November; what is missing of it is made.</summary>
    [Parameter(HelpMessage = "Folder in the library, such as 2026/November; what is missing of it is made.")]
    [ValidateNotNullOrEmpty]
    public string? Folder { get; set; }

    /// <summary>Gives files of the same name the new content; their earlier versions and their label stay.</summary>
    [Parameter(HelpMessage = "Gives files of the same name the new content; their earlier versions and their label stay.")]
    public SwitchParameter Replace { get; set; }

    /// <summary>Hands over a report that tells of people, by name or pseudonym.</summary>
    [Parameter(HelpMessage = "Hands over a report that tells of people, by name or pseudonym.")]
    public SwitchParameter AllowPersonalData { get; set; }

    /// <summary>Drafts a mail about it for these addresses. Nothing is sent.</summary>
    [Parameter(HelpMessage = "Drafts a mail about it for these addresses. Nothing is sent.")]
    [ValidateNotNullOrEmpty]
    public string[]? MailDraftTo { get; set; }

    /// <summary>Drafts the mail in this mailbox; an application has to name one.</summary>
    [Parameter(HelpMessage = "Drafts the mail in this mailbox; an application has to name one.")]
    [ValidateNotNullOrEmpty]
    public string? Mailbox { get; set; }

    /// <summary>Language of the mail.</summary>
    [Parameter(HelpMessage = "Language of the mail.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => new Prepared(Connection(), Existing(Path, LiteralPath), LocationToUse(), WasDecided()), async (given, pipeline, cancellation) =>
    {
        foreach (var report in given.Reports)
            await HandOverAsync(report, given, pipeline, cancellation).ConfigureAwait(false);
    });

    private async Task HandOverAsync(string report, Prepared given, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var isAggregate = await PublishOperation.IsAggregateAsync(report, cancellation).ConfigureAwait(false);
        var request = new PublishRequest
        {
            Session = given.Connection.Through(pipeline),
            Folder = report,
            Site = Site,
            Library = Library,
            Target = Folder,
            Replace = Replace,
            AllowPersonalData = AllowPersonalData,
            Ledger = given.Ledger,
            Progress = new Bar(pipeline),
        };
        var draft = MailDraftTo is null && Mailbox is null ? null : Draft(given.Connection, pipeline, report);
        if (draft is not null)
            MailDraft.Check(draft);
        PublishOperation.CheckConsent(isAggregate, AllowPersonalData, report);
        if ((!isAggregate || given.IsForced) && !await pipeline.ShouldProcessAsync($"{Site}{(Folder is null ? "" : "/" + Folder)}", Sentence.Of(isAggregate ? "ActionHandOverNumbers" : "ActionHandOverPeople")).ConfigureAwait(false))
            return;
        var published = await PublishOperation.RunAsync(request, cancellation).ConfigureAwait(false);
        pipeline.Report(new ProgressRecord(Activity, "Handing over", "Done") { RecordType = ProgressRecordType.Completed });
        foreach (var sentence in published.Findings.Concat(published.Notes))
            await pipeline.WriteWarningAsync(sentence).ConfigureAwait(false);
        await pipeline.WriteObjectAsync(published).ConfigureAwait(false);
        if (draft is not null)
            await DraftAsync(draft, published, pipeline, cancellation).ConfigureAwait(false);
    }

    // With -WhatIf or -Confirm the question counts for a report in numbers, too.
    private bool WasDecided() => MyInvocation.BoundParameters.ContainsKey("WhatIf") || MyInvocation.BoundParameters.ContainsKey("Confirm") || GetVariableValue("WhatIfPreference") is true;

    private MailDraftRequest Draft(TenantConnection connection, PipelineBridge pipeline, string report) => new()
    {
        Session = connection.Through(pipeline),
        Folder = report,
        Recipients = MailDraftTo ?? [],
        Mailbox = Mailbox,
        Language = Language,
    };

    private static async Task DraftAsync(MailDraftRequest draft, PublishedReport published, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var link = Uri.TryCreate(published.WebUrl, UriKind.Absolute, out var place) ? place : null;
        var mail = await MailDraft.CreateAsync(draft with { Link = link }, cancellation).ConfigureAwait(false);
        await pipeline.TellAsync(Sentence.Of(mail.Recipients == 1 ? "DraftForOne" : "DraftForMany", mail.Recipients)).ConfigureAwait(false);
    }

    private sealed record Prepared(TenantConnection Connection, List<string> Reports, LedgerLocation Ledger, bool IsForced);

    private sealed class Bar(PipelineBridge pipeline) : IProgress<PublishProgress>
    {
        public void Report(PublishProgress value) => pipeline.Report(new ProgressRecord(Activity, "Handing over", value.File)
        {
            PercentComplete = value.Bytes == 0 ? 100 : (int)(100 * value.Sent / value.Bytes),
        });
    }
}
