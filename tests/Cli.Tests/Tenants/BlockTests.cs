using System.Text.Json;
using TikTokBan.Tenant;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary><c>block enable</c> and <c>block status</c> against a made-up tenant.</summary>
public sealed class BlockTests : IDisposable
{
    private const string Group = "71600000-0000-4000-a000-0000000000a1";
    private const string Application = "716a0000-0000-4000-8000-000000000001";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_is_made_that_fits_the_schema_and_nothing_is_written_to_the_tenant()
    {
        await using var tenant = await TenantAsync();
        var before = tenant.State.Snapshot();

        var run = await EnableAsync(tenant, "--what", "intune,browsers,entra,exchange", "--group", "Phones of the service", "--entra-app", Application, "--tenant-wide");

        Assert.True(run.Status == ExitStatus.Done, run.Output + run.Errors);
        Assert.Empty(SchemaCheck.Find("plan.schema.json", await File.ReadAllTextAsync(_folder["block.json"])));
        Assert.Contains("3 devices and 0 people", run.Output, StringComparison.Ordinal);
        Assert.Contains("disableServicePrincipal", run.Output, StringComparison.Ordinal);
        Assert.Contains("revokeGrant", run.Output, StringComparison.Ordinal);
        Assert.Contains("also blocks for everybody", run.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["block.exchange.ps1"]) && File.Exists(_folder["block.exchange.undo.ps1"]));
        Assert.Equal(before, tenant.State.Snapshot());
        Assert.All(tenant.Log.Requests, request => Assert.Equal("GET", request.Method));

        Assert.Contains("everybody in the tenant", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Mail of", run.Output, StringComparison.Ordinal);

        var approved = await Run.OfAsync("approve", _folder["block.json"], "--as", "bram@agency.example");
        Assert.Equal(ExitStatus.Done, approved.Status);
        Assert.Contains("(the group 'Phones of the service' (3 devices, 0 people) and everybody in the tenant; ", approved.Output, StringComparison.Ordinal);
        var shown = await Run.OfAsync("plan", "--show", _folder["block.json"], "--format", "markdown", "--language", "nl");
        Assert.Contains("Blokkeerplan", shown.Output, StringComparison.Ordinal);
        Assert.Contains("| findGroup | Phones of the service | Phones of the service |", shown.Output, StringComparison.Ordinal);
        Assert.Contains("| disableServicePrincipal | TikTok for Business | hele tenant |", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("| Toestellen |", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_beyond_the_limits_is_refused_and_nothing_is_written()
    {
        await using var tenant = await TenantAsync();

        var run = await EnableAsync(tenant, "--what", "intune", "--group", Group);

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains("more than the 5.0", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--tenant-wide", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["block.json"]));
    }

    [Theory]
    [InlineData("intune", "Nothing is given to all devices")]
    [InlineData("intune --group Phones", "no group 'Phones'")]
    [InlineData("entra --group Phones", "neither is asked for")]
    [InlineData("everything", "is not one of defender, intune, uninstall, browsers, entra, exchange")]
    public async Task What_does_not_fit_together_is_said(string what, string says)
    {
        await using var tenant = await TenantAsync();

        var run = await EnableAsync(tenant, ["--what", .. what.Split(' ')]);

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains(says, run.Errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_finds_ours_by_their_marks_and_says_what_is_given_to_nobody()
    {
        await using var tenant = await TenantAsync();
        tenant.State.DeviceConfigurations.Set("""{"id":"71600000-0000-4000-a000-0000000000c1","@odata.type":"#microsoft.graph.iosGeneralDeviceConfiguration","displayName":"TikTokBan p-0123456789abcdef ios-hide"}""");
        tenant.State.DeviceConfigurations.Set("""{"id":"71600000-0000-4000-a000-0000000000c2","@odata.type":"#microsoft.graph.iosGeneralDeviceConfiguration","displayName":"TikTokBan by hand"}""");

        // A ledger that is named has to be there; this one knows of no block.
        var samples = Path.Combine(ProductFiles.Samples, "authority", "entra");
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("scan", "--exports", samples, "--as-of", "2026-11-16", "--ledger", _folder["some.db"])).Status);

        var run = await TenantRun.BlockAsync(tenant, "status", "--format", "json", "--ledger", _folder["some.db"]);

        using var document = JsonDocument.Parse(run.Bytes);
        var one = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal(("p-0123456789abcdef", false), (one.GetProperty("plan").GetString(), one.GetProperty("inForce").GetBoolean()));
        Assert.Contains("given to nobody", one.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task<Run> EnableAsync(FakeTenant tenant, params string[] more) =>
        TenantRun.BlockAsync(tenant, "enable", ["--author", "ada@agency.example", "--ledger", _folder["none.db"], "--out", _folder["block.json"], .. more]);

    private static async Task<FakeTenant> TenantAsync()
    {
        var tenant = await TenantRun.EmptyAsync();
        var members = new List<string>();
        for (var number = 1; number <= 3; number++)
        {
            var id = $"71600000-0000-4000-a000-{number:x12}";
            tenant.State.Devices.Set($$"""{"id":"{{id}}","deviceId":"3c4d0000-0000-4000-a000-{{number:x12}}","displayName":"PHONE-{{number}}","deviceOwnership":"company"}""");
            members.Add($$"""{"@odata.type":"#microsoft.graph.device","id":"{{id}}"}""");
        }

        tenant.State.Groups.Set($$"""{"id":"{{Group}}","displayName":"Phones of the service","members":[{{string.Join(',', members)}}]}""");
        tenant.State.ServicePrincipals.Set($$"""{"id":"71600000-0000-4000-a000-0000000000b1","appId":"{{Application}}","displayName":"TikTok for Business","replyUrls":["https://www.tiktok.com/back"],"accountEnabled":true}""");
        tenant.State.Grants.Set("""{"id":"grant-1","clientId":"71600000-0000-4000-a000-0000000000b1","consentType":"AllPrincipals","resourceId":"71600000-0000-4000-a000-0000000000b9","scope":"openid profile"}""");
        return tenant;
    }
}
