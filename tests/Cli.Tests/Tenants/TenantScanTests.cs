using System.Net;
using System.Text.Json;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Scans and preflights of a tenant that answers on this machine.</summary>
public sealed class TenantScanTests
{
    private const string TwoUsers = """{"value":[{"id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"a@agency.example"},{"id":"716aaaaa-0000-4000-8000-00000000000b","userPrincipalName":"b@agency.example"}]}""";
    private const string Refused = """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}""";

    [Fact]
    public async Task A_scan_reads_the_tenant_with_the_token_of_standard_input()
    {
        using var tenant = new LoopbackTenant().On("/v1.0/users", TwoUsers);
        var token = Tokens.OfApplication("User.Read.All");

        var run = await Run.WithInputAsync(
            token + "\n", "scan", "--tenant", LoopbackTenant.Id, "--token-file", "-", "--graph-endpoint", tenant.Endpoint, "--source", "directory.users", "--no-ledger", "--format", "json");

        Assert.Equal(ExitStatus.Done, run.Status);
        using var document = JsonDocument.Parse(run.Bytes);
        Assert.Equal(2, document.RootElement.GetProperty("summary").GetProperty("people").GetInt32());
        Assert.Contains(tenant.Requests, request => request.Path == "/v1.0/users" && request.Authorization == $"Bearer {token}");
        Assert.DoesNotContain(token, run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_refused_is_told_by_the_status()
    {
        using var tenant = new LoopbackTenant().On("/v1.0/users", Refused, HttpStatusCode.Forbidden);

        var run = await ScanAsync(tenant, "--source", "directory.users", "--no-ledger");

        Assert.Equal(ExitStatus.Incomplete, run.Status);
        Assert.Contains("graph/users", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preflight_says_what_is_missing_and_how_to_grant_it()
    {
        using var tenant = new LoopbackTenant().On("/v1.0/users", Refused, HttpStatusCode.Forbidden);

        var table = await AccessAsync(tenant, "--source", "directory.users");
        var json = await AccessAsync(tenant, "--source", "directory.users", "--format", "json");

        Assert.Equal((ExitStatus.Incomplete, ExitStatus.Incomplete), (table.Status, json.Status));
        Assert.Contains("✗ permission missing", table.Output, StringComparison.Ordinal);
        Assert.Contains("New-MgServicePrincipalAppRoleAssignment", table.Output, StringComparison.Ordinal);
        Assert.Contains("1 lacks a permission", table.Errors, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Bytes);
        var source = Assert.Single(document.RootElement.GetProperty("sources").EnumerateArray());
        Assert.Equal("permissionMissing", source.GetProperty("state").GetString());
        Assert.Equal("User.Read.All", source.GetProperty("missing").GetProperty("application")[0].GetString());
        Assert.Contains("az rest", document.RootElement.GetProperty("grant").GetProperty("az").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preflight_of_what_can_be_read_ends_with_0_and_grants_nothing()
    {
        using var tenant = new LoopbackTenant().On("/v1.0/users", """{"value":[]}""").On("/v1.0/users/delta", """{"value":[]}""");

        var run = await AccessAsync(tenant, "--source", "directory.users");

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Contains("✓ readable", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Connect-MgGraph", run.Output, StringComparison.Ordinal);
    }

    private static Task<Run> ScanAsync(LoopbackTenant tenant, params string[] more) => RunAsync(tenant, "scan", more);

    private static Task<Run> AccessAsync(LoopbackTenant tenant, params string[] more) => RunAsync(tenant, "access", more);

    private static Task<Run> RunAsync(LoopbackTenant tenant, string verb, string[] more) => Run.WithInputAsync(
        Tokens.OfApplication("User.Read.All"), [verb, "--tenant", LoopbackTenant.Id, "--token-file", "-", "--graph-endpoint", tenant.Endpoint, .. more]);
}
