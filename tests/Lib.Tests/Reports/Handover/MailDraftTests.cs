using TikTokBan.Reports.Handover;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Reports.Handover;

public sealed class MailDraftTests
{
    private static readonly Uri Link = new("https://agency716.sharepoint.com/sites/council/Shared%20Documents/2026");

    [Fact]
    public async Task A_draft_holds_the_summary_and_the_place_and_is_not_sent()
    {
        await using var tenant = await HandoverTenant.StartAsync(person: "ada@agency.example");
        using var report = new MadeReport(withManifest: false);
        report.Write("summary.md", "# 3 devices\n\nof <b>many</b>"u8);

        var drafted = await MailDraft.CreateAsync(new MailDraftRequest { Session = tenant.Session, Folder = report.Folder, Link = Link, Recipients = ["council@state.example", "COUNCIL@state.example"] });

        var draft = Assert.Single(tenant.Server.State.Messages.All);
        Assert.Equal(("Report on the TikTok ban: Agency & Sons, as of 2026-11-16", 1), (drafted.Subject, drafted.Recipients));
        Assert.Equal(drafted.Subject, draft.GetProperty("subject").GetString());
        Assert.True(draft.GetProperty("isDraft").GetBoolean());
        var body = draft.GetProperty("body").GetProperty("content").GetString()!;
        Assert.Contains("<h1>3 devices</h1>", body, StringComparison.Ordinal);
        Assert.Contains("of &lt;b&gt;many&lt;/b&gt;", body, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Link.AbsoluteUri}\">", body, StringComparison.Ordinal);
        Assert.Equal("council@state.example", Assert.Single(draft.GetProperty("toRecipients").EnumerateArray()).GetProperty("emailAddress").GetProperty("address").GetString());
        Assert.DoesNotContain(tenant.Server.Log.Requests, request => request.Path.Contains("send", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("named")]
    [InlineData("pseudonymised")]
    public async Task Of_a_report_that_tells_of_people_the_draft_holds_the_place_alone(string detail)
    {
        await using var tenant = await HandoverTenant.StartAsync();
        using var report = new MadeReport(detail, withManifest: false);
        report.Write("summary.md", "# Jan Peeters"u8);

        await MailDraft.CreateAsync(new MailDraftRequest { Session = tenant.Session, Folder = report.Folder, Link = Link, Mailbox = "ada@agency.example", Language = "nl" });

        var draft = Assert.Single(tenant.Server.State.Messages.All);
        Assert.Equal("ada@agency.example", draft.GetProperty("parentFolderId").GetString());
        Assert.DoesNotContain("Peeters", draft.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("bevat persoonsgegevens", draft.GetProperty("body").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_drafted_is_told()
    {
        await using var tenant = await HandoverTenant.StartAsync();
        using var report = new MadeReport();
        var request = new MailDraftRequest { Session = tenant.Session, Folder = report.Folder, Mailbox = "ada@agency.example" };

        Assert.Contains("name the one for the draft", (await Assert.ThrowsAsync<UnusableInputException>(() => MailDraft.CreateAsync(request with { Mailbox = null }))).Message, StringComparison.Ordinal);
        Assert.Contains("write each as", (await Assert.ThrowsAsync<UnusableInputException>(() => MailDraft.CreateAsync(request with { Recipients = ["Council"] }))).Message, StringComparison.Ordinal);
        Assert.Contains("no such mailbox", (await Assert.ThrowsAsync<UnusableInputException>(() => MailDraft.CreateAsync(request with { Mailbox = "nobody@agency.example" }))).Message, StringComparison.Ordinal);
        Assert.Contains("no texts in the language", (await Assert.ThrowsAsync<UnusableInputException>(() => MailDraft.CreateAsync(request with { Language = "es" }))).Message, StringComparison.Ordinal);
        Assert.Empty(tenant.Server.State.Messages.All);
    }

    [Fact]
    public async Task A_draft_whose_answer_is_lost_is_not_made_twice()
    {
        await using var tenant = await HandoverTenant.StartAsync();
        using var report = new MadeReport();
        tenant.Server.Faults.Add(new FaultRule(FaultKind.LostAnswer) { Path = "/messages" });

        var refusal = await Assert.ThrowsAsync<TenantException>(() => MailDraft.CreateAsync(new MailDraftRequest { Session = tenant.Session, Folder = report.Folder, Mailbox = "ada@agency.example" }));

        Assert.Contains("look into the mailbox's drafts before you run this again", refusal.Message, StringComparison.Ordinal);
        Assert.Single(tenant.Server.State.Messages.All);
    }
}
