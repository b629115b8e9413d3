using TikTokBan.Reports.Handover;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Reports.Handover;

public sealed class PublishRefusalTests : IAsyncLifetime
{
    private HandoverTenant _tenant = null!;

    public async Task InitializeAsync() => _tenant = await HandoverTenant.StartAsync();

    public async Task DisposeAsync() => await _tenant.DisposeAsync();

    [Theory]
    [InlineData("https://agency716.sharepoint.com/sites/nowhere", "There is no site https://agency716.sharepoint.com/sites/nowhere")]
    [InlineData("https://agency716.sharepoint.com/sites/council/Shared Documents", "is not the address of the site itself")]
    [InlineData("https://agency716.sharepoint.com/", "is not the address of the site itself")]
    [InlineData("https://agency.example/sites/council", "sites of this cloud are at hosts that end in .sharepoint.com")]
    [InlineData("http://agency716.sharepoint.com/sites/council", "is no address of a site")]
    [InlineData("council", "is no address of a site")]
    public async Task A_site_that_is_not_there_is_told(string site, string sentence) =>
        await RefusedAsync(sentence, request => request with { Site = site });

    [Fact]
    public async Task A_library_that_is_not_there_is_told_with_those_that_are() =>
        await RefusedAsync("has no library 'Archive'; it has Documents, Reports", request => request with { Library = "Archive" });

    [Theory]
    [InlineData("2026/a:b", "holds the character :")]
    [InlineData("2026/ November", "begins or ends with a blank")]
    [InlineData("2026/../other", "leads to another folder")]
    [InlineData("2026//November", "is empty")]
    [InlineData("what?", "holds the character ?")]
    [InlineData("CON", "is reserved")]
    [InlineData("_vti_bin", "is reserved")]
    [InlineData("end.", "ends with a dot")]
    public async Task A_folder_that_SharePoint_would_not_take_is_refused_before_anything_is_asked(string folder, string sentence)
    {
        await RefusedAsync(sentence, request => request with { Target = folder });
        Assert.Empty(_tenant.Server.Log.Requests);
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_refused_before_anything_is_written()
    {
        await RefusedAsync("SharePoint takes 400", request => request with { Target = string.Join('/', Enumerable.Repeat(new string('x', 90), 4)) });
        Assert.DoesNotContain(_tenant.Server.Log.Requests, request => request.Method != "GET");
    }

    [SkippableFact]
    public async Task A_file_whose_name_SharePoint_would_not_take_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "no file of this system can have such a name");
        using var report = new MadeReport(withManifest: false, more: [("a|b.csv", 1)]);
        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.Folder));
        Assert.Contains("'a|b.csv' holds the character |", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_report_is_refused()
    {
        using var report = new MadeReport(withManifest: false);
        File.Delete(report.At("report.json"));
        Assert.Contains("There is no report in this folder", (await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.Folder))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no such folder", (await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.At("missing")))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "its manifest names report.html, which is not there")]
    [InlineData("changed", "report.html is not the file that the manifest names")]
    [InlineData("more", "It holds notes.txt, which its manifest doesn't name")]
    [InlineData("broken", "The manifest can't be read")]
    [InlineData("nonsense", "This is no report")]
    [InlineData("folder", "a report is made of files alone")]
    public async Task Half_a_report_is_refused_before_anything_is_asked(string how, string sentence)
    {
        using var report = new MadeReport();
        switch (how)
        {
            case "missing":
                File.Delete(report.At("report.html"));
                break;
            case "changed":
                report.Write("report.html", "<!doctype html><title>Other.</title>"u8);
                break;
            case "more":
                report.Write("notes.txt", "mine"u8);
                break;
            case "broken":
                report.Write("manifest.json", "{\"files\":[{}]}"u8);
                break;
            case "nonsense":
                report.Write("report.json", "<html>"u8);
                break;
            default:
                Directory.CreateDirectory(report.At("assets"));
                break;
        }

        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.Folder));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_tenant.Server.Log.Requests);
    }

    [Fact]
    public async Task Without_permission_the_sentence_says_what_to_grant()
    {
        _tenant.Sharing.Sites[0].GrantedRole = "read";
        var refusal = await FailedAsync();
        Assert.Equal(TenantFailure.Denied, refusal.Failure);
        Assert.Contains("grant the permission Sites.Selected", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("the site itself has to be granted", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(5 * 1024 * 1024)]
    public async Task A_locked_file_is_left_as_it_is(int length)
    {
        var there = _tenant.Sharing.Put("council/Documents/2026/November/exposures.csv", "a record"u8.ToArray());
        (there.IsLocked, there.RetentionLabel) = (true, "Record");
        using var report = new MadeReport(more: [("exposures.csv", length)]);

        var refusal = await Assert.ThrowsAsync<TenantException>(() => _tenant.PublishAsync(report.Folder, request => request with { Replace = true }));

        Assert.StartsWith("The file exposures.csv is locked there: it is a record, carries a retention label", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Record", there.RetentionLabel);
        Assert.Equal("a record"u8.ToArray(), there.Content);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(5 * 1024 * 1024)]
    public async Task A_full_site_is_told(int length)
    {
        _tenant.Sharing.Quota = 20;
        using var report = new MadeReport(more: [("exposures.csv", length)]);

        var refusal = await Assert.ThrowsAsync<TenantException>(() => _tenant.PublishAsync(report.Folder));

        Assert.StartsWith("The file exposures.csv finds no room: the site's storage is full", refusal.Message, StringComparison.Ordinal);
        Assert.Null(_tenant.Content("manifest.json"));
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_told()
    {
        _tenant.Sharing.Put("council/Documents/2026/November", [1]);
        await RefusedAsync("'November' is a file in that library", request => request);
    }

    private async Task<TenantException> FailedAsync()
    {
        using var report = new MadeReport();
        return await Assert.ThrowsAsync<TenantException>(() => _tenant.PublishAsync(report.Folder));
    }

    private async Task RefusedAsync(string sentence, Func<PublishRequest, PublishRequest> change)
    {
        using var report = new MadeReport();
        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.Folder, change));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }
}
