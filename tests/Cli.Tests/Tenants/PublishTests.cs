using System.Text;
using System.Text.Json;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>A report handed over on the console, and the register of waivers as a list.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder["ledger.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_is_handed_over_once_and_a_mail_is_drafted()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.State.Users.Set("""{"id":"716d0000-0000-4000-8000-000000000001","userPrincipalName":"ada@agency.example"}""");
        var report = Report("aggregate");

        var first = await TenantRun.HandOverAsync(tenant, ["publish", report], "--folder", "2026/November", "--mailbox", "ada@agency.example", "--mail-draft-to", "council@state.example", "--ledger", Ledger);
        Assert.True(first.Status == ExitStatus.Done, first.Errors);
        Assert.Contains("✓ uploaded", first.Output, StringComparison.Ordinal);
        Assert.Contains("it was not sent", first.Errors, StringComparison.Ordinal);
        Assert.NotNull(tenant.State.SharePoint.Find("council/Documents/2026/November/report.json"));
        Assert.Single(tenant.State.Messages.All);

        var again = await TenantRun.HandOverAsync(tenant, ["publish", report], "--folder", "2026/November", "--ledger", Ledger, "--format", "json");
        Assert.Equal(ExitStatus.Done, again.Status);
        using var document = JsonDocument.Parse(again.Bytes);
        Assert.Equal(["alreadyThere", "alreadyThere"], document.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("state").GetString()));
        Assert.Equal("https://agency716.sharepoint.com/sites/council/Shared%20Documents/2026/November", document.RootElement.GetProperty("webUrl").GetString());
    }

    [Theory]
    [InlineData("named", "", "--allow-personal-data")]
    [InlineData("aggregate", "--mail-draft-to council@state.example", "name the one for the draft")]
    [InlineData("aggregate", "--library Archive", "has no library 'Archive'; it has Documents, Reports")]
    [InlineData("aggregate", "--folder a:b", "holds the character :")]
    public async Task What_cannot_be_handed_over_is_one_sentence(string detail, string more, string sentence)
    {
        await using var tenant = await TenantRun.EmptyAsync();

        var run = await TenantRun.HandOverAsync(tenant, ["publish", Report(detail)], [.. more.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--ledger", Ledger]);

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains(sentence, Assert.Single(run.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain(tenant.Log.Requests, request => request.Method is "PUT" or "POST");
    }

    [Fact]
    public async Task A_folder_without_a_report_is_told_before_anybody_signs_in()
    {
        var run = await Run.OfAsync("publish", _folder["nothing"], "--site", "https://agency716.sharepoint.com/sites/council", "--tenant", "agency.example", "--device-code");
        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains("There is no such folder", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waivers_go_to_a_list_and_into_another_ledger()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        string[] grant =
        [
            "waiver", "grant", "--directive", "us-omb-m-23-13", "--holder", "an@agency.example", "--kind", "law-enforcement", "--approver", "head", "--approved-by", "Ada Ash",
            "--as", "ada@agency.example", "--motive", "Inquiries", "--expires", "9998-12-31", "--ledger", Ledger,
        ];
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync(grant)).Status);

        var exported = await TenantRun.HandOverAsync(tenant, ["waiver", "export"], "--list", "Waivers", "--ledger", Ledger);
        Assert.True(exported.Status == ExitStatus.Done, exported.Errors);
        Assert.Contains("The list was made: 1 added", exported.Errors, StringComparison.Ordinal);

        var other = _folder["other.db"];
        var shown = await TenantRun.HandOverAsync(tenant, ["waiver", "import"], "--list", "Waivers", "--ledger", other, "--what-if");
        Assert.Contains("would be registered", shown.Output, StringComparison.Ordinal);
        var imported = await TenantRun.HandOverAsync(tenant, ["waiver", "import"], "--list", "Waivers", "--ledger", other, "--format", "json");
        Assert.Equal(ExitStatus.Done, imported.Status);
        Assert.Contains("\"registered\"", imported.Output, StringComparison.Ordinal);

        tenant.State.SharePoint.Sites[0].Lists[0].Items[0].Fields["motive"] = "Another";
        var differs = await TenantRun.HandOverAsync(tenant, ["waiver", "import"], "--list", "Waivers", "--ledger", other);
        Assert.Equal(ExitStatus.Incomplete, differs.Status);
        Assert.Contains("the list differs in motive", differs.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_handing_over_lacks_is_named_alone()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.Permissions.Remove("Sites.Selected");

        var run = await TenantRun.AccessAsync(tenant, "--for", "publish", "--format", "json");

        Assert.Equal(ExitStatus.Incomplete, run.Status);
        using var document = JsonDocument.Parse(run.Bytes);
        Assert.Equal(["Sites.Selected"], document.RootElement.GetProperty("grant").GetProperty("permissions").EnumerateArray().Select(needed => needed.GetProperty("permission").GetString()));
        tenant.Permissions.Add("Sites.Selected");
        Assert.Equal(ExitStatus.Done, (await TenantRun.AccessAsync(tenant, "--for", "publish")).Status);
        Assert.DoesNotContain(tenant.Log.Requests, request => request.Method != "GET");
    }

    private string Report(string detail)
    {
        var folder = Directory.CreateDirectory(_folder["report"]).FullName;
        File.WriteAllText(Path.Combine(folder, "report.json"), $$$"""{"detail":"{{{detail}}}","scan":{"authority":"Agency","asOf":"2026-11-16"}}""", new UTF8Encoding(false));
        File.WriteAllText(Path.Combine(folder, "report.html"), "<!doctype html>");
        return folder;
    }
}
