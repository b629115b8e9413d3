using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Printing;
using TikTokBan.Cli.Tenants;
using TikTokBan.Cli.Terminals;
using TikTokBan.Ledger;
using TikTokBan.Reports.Handover;

namespace TikTokBan.Cli.Verbs;

/// <summary><c>publish</c>: puts a report into a SharePoint library, and drafts a mail about it.</summary>
internal static class PublishVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that the report was written into." };
        var site = Site();
        var library = new Option<string?>("--library") { Description = "Name of the library. Default: the site's own.", HelpName = "NAME" };
        var target = new Option<string?>("--folder") { Description = "Folder in the library, such as 2026/November; what is missing of it is made.", HelpName = "PATH" };
        var replace = new Option<bool>("--replace") { Description = "Give files of the same name the new content; their earlier versions and their label stay." };
        var personal = new Option<bool>("--allow-personal-data") { Description = "Hand over a report that tells of people, by name or pseudonym." };
        var recipients = new Option<string[]>("--mail-draft-to") { Description = "Draft a mail about it for this address; may be given more than once. Nothing is sent.", HelpName = "ADDR", DefaultValueFactory = _ => [] };
        var mailbox = new Option<string?>("--mailbox") { Description = "Draft the mail in this mailbox; an application has to name one.", HelpName = "UPN" };
        var ledger = CommonOptions.Ledger();
        var language = CommonOptions.Language();
        var format = FormatOption.Of(OutputFormat.Table, OutputFormat.Json);
        var reach = new TenantOptionSet();
        var verb = new Verb(
            "publish",
            "Puts a report into a SharePoint library. Safe to run again: what lies there is not sent twice, and what was interrupted goes on. Ends with status 4 when a file is other there than here.",
            "publish ./report --site https://agency.sharepoint.com/sites/council --folder 2026/November --tenant agency.example --managed-identity",
            "publish ./report --site https://agency.sharepoint.com/sites/council --tenant agency.example --device-code --mail-draft-to council@state.example")
        {
            folder, site, library, target, replace, personal, recipients, mailbox, ledger, language, format,
        };
        reach.AddTo(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var report = parse.GetValue(folder)!;

            // What is wrong here is told before anybody has to sign in.
            await PublishOperation.IsAggregateAsync(report, cancellation).ConfigureAwait(false);
            var session = await TenantConnection.OpenAsync(reach, parse, terminal, cancellation).ConfigureAwait(false);
            await using var _ = session.ConfigureAwait(false);
            var request = new PublishRequest
            {
                Session = session,
                Folder = report,
                Site = parse.GetValue(site)!,
                Library = parse.GetValue(library),
                Target = parse.GetValue(target),
                Replace = parse.GetValue(replace),
                AllowPersonalData = parse.GetValue(personal),
                Ledger = LedgerLocation.Parse(parse.GetValue(ledger)),
            };
            var draft = new MailDraftRequest
            {
                Session = session,
                Folder = report,
                Recipients = parse.GetValue(recipients)!,
                Mailbox = parse.GetValue(mailbox),
                Language = parse.GetValue(language)!,
            };
            var drafts = draft.Recipients.Count > 0 || draft.Mailbox is not null;
            if (drafts)
                MailDraft.Check(draft);
            var published = await PublishPrinter.RunAsync(terminal, told => PublishOperation.RunAsync(request with { Progress = told }, cancellation)).ConfigureAwait(false);
            var mail = drafts ? await DraftAsync(draft, published, terminal, cancellation).ConfigureAwait(false) : null;
            await PublishPrinter.PrintAsync(published, mail, parse.GetValue(format), terminal, cancellation).ConfigureAwait(false);
            return (int)(published.IsWhole ? ExitStatus.Done : ExitStatus.Incomplete);
        });
        return verb;
    }

    /// <summary>The option that names a site.</summary>
    public static Option<string> Site() => new("--site") { Description = "The site: https://HOST/sites/NAME.", HelpName = "URL", Required = true };

    // The report lies there by now, which must be said whatever becomes of the mail.
    private static async Task<DraftedMail> DraftAsync(MailDraftRequest draft, PublishedReport published, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            var link = Uri.TryCreate(published.WebUrl, UriKind.Absolute, out var place) ? place : null;
            return await MailDraft.CreateAsync(draft with { Link = link }, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await PublishPrinter.PrintAsync(published, null, OutputFormat.Table, terminal, cancellation).ConfigureAwait(false);
            throw;
        }
    }
}
