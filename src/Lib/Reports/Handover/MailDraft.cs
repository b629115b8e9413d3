using System.Text;
using System.Text.Json.Nodes;
using TikTokBan.Reports.Handover.Texts;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;
using TikTokBan.Waivers;

namespace TikTokBan.Reports.Handover;

/// <summary>Drafts a mail about a report. It is never sent: a person reads it first and sends it.</summary>
public static class MailDraft
{
    private const string Summary = "summary.md";
    private const int LongestSummary = 256 * 1024;

    /// <summary>Puts a draft into a mailbox: the report's summary and where the report is; of a report that tells of people, only where it is.</summary>
    /// <param name="request">About which report, and for whom.</param>
    /// <param name="cancellationToken">Stops it before it is sent to the service.</param>
    /// <exception cref="UnusableInputException">The folder holds no report, an address is none, or an application signs in and no mailbox is named.</exception>
    /// <exception cref="TenantException">The service refused or failed. A request whose answer was lost isn't repeated: look into the drafts first.</exception>
    public static async Task<DraftedMail> CreateAsync(MailDraftRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        var report = await LocalReport.ReadAsync(request.Folder, cancellationToken).ConfigureAwait(false);
        var text = new HandoverText(request.Language);
        var recipients = Recipients(request);
        var (operation, path) = request.Mailbox is { } mailbox
            ? (PublishOperations.DraftOf, $"v1.0/users/{SharePointClient.Segment(Address(mailbox))}/messages")
            : (PublishOperations.DraftOfMine, "v1.0/me/messages");
        var subject = text.Format("mail.subject", report.About.Authority ?? text["mail.no-authority"], report.About.AsOf ?? "?");
        var message = new JsonObject
        {
            ["subject"] = subject.Length > 250 ? subject[..249] + "…" : subject,
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = await BodyAsync(report, request.Link, text, cancellationToken).ConfigureAwait(false) },
            ["toRecipients"] = new JsonArray([.. recipients.Select(address => new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = address } })]),
        };
        try
        {
            var made = await new SharePointClient(request.Session).SendAsync(operation, path, message.ToJsonString(), null, cancellationToken).ConfigureAwait(false);
            return new DraftedMail(SharePointClient.Text(made, "id") ?? "", (string)message["subject"]!, SharePointClient.Text(made, "webLink"), recipients.Count);
        }
        catch (TenantException missing) when (missing.Failure == TenantFailure.NotFound)
        {
            throw new UnusableInputException(InputProblem.HandoverUnusable, "There is no such mailbox in this tenant; check its address.", inner: missing);
        }
        catch (TenantException doubtful) when (doubtful.MayHaveHappened)
        {
            throw new TenantException(doubtful.Failure, $"Whether the draft was made isn't known: look into the mailbox's drafts before you run this again. {doubtful.Message}", doubtful) { MayHaveHappened = true, Status = doubtful.Status };
        }
    }

    /// <summary>Looks at a request without asking the tenant anything, so that nothing is handed over for a mail that can't be drafted.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="UnusableInputException">An address is none, an application signs in and no mailbox is named, or there are no texts in the language.</exception>
    public static void Check(MailDraftRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _ = (Recipients(request), new HandoverText(request.Language), request.Mailbox is null ? null : Address(request.Mailbox));
        if (request.Mailbox is null && !request.Session.Context.IsDelegated)
            throw new UnusableInputException(InputProblem.HandoverUnusable, "An application is signed in, and has no mailbox of its own: name the one for the draft (--mailbox, -Mailbox).");
    }

    private static List<string> Recipients(MailDraftRequest request) => [.. request.Recipients.Select(Address).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static async Task<string> BodyAsync(LocalReport report, Uri? link, HandoverText text, CancellationToken cancellationToken)
    {
        var html = new StringBuilder($"<html lang=\"{text.Language}\"><body>\n");
        if (link is { Scheme: "https" })
            html.Append("<p>").Append(MarkdownHtml.Encoded(text["mail.here"])).Append(" <a href=\"").Append(MarkdownHtml.Encoded(link.AbsoluteUri)).Append("\">").Append(MarkdownHtml.Encoded(link.AbsoluteUri)).Append("</a></p>\n");
        var summary = report.Files.FirstOrDefault(file => file.Name == Summary);
        if (!report.About.IsAggregate)
            html.Append("<p>").Append(MarkdownHtml.Encoded(text["mail.personal"])).Append("</p>\n");
        else if (summary is { Bytes: > 0 and <= LongestSummary })
            html.Append("<p>").Append(MarkdownHtml.Encoded(text["mail.summary"])).Append("</p>\n").Append(MarkdownHtml.Of(await File.ReadAllTextAsync(summary.Path, cancellationToken).ConfigureAwait(false)));
        return html.Append("</body></html>\n").ToString();
    }

    private static string Address(string given)
    {
        var normal = AccountName.Normal(given);
        return AccountName.IsAddress(normal) ? normal : throw new UnusableInputException(InputProblem.HandoverUnusable, "An address of the mail is none; write each as name@authority.example.");
    }
}

/// <summary>What is drafted.</summary>
public sealed record MailDraftRequest
{
    /// <summary>The signed-in tenant.</summary>
    public required TenantSession Session { get; init; }

    /// <summary>The folder that holds the report.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the report lies; null names no place.</summary>
    public Uri? Link { get; init; }

    /// <summary>Addresses that the draft is for; may be empty.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>The mailbox that the draft is put into; null for that of the person who is signed in.</summary>
    public string? Mailbox { get; init; }

    /// <summary>Language of the subject and of the words around the summary: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>A draft that was made.</summary>
/// <param name="Id">Its id in the mailbox.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="WebLink">Where a person opens it; null where the service doesn't say.</param>
/// <param name="Recipients">How many addresses it is for.</param>
public sealed record DraftedMail(string Id, string Subject, string? WebLink, int Recipients);
