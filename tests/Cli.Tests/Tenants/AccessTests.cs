using System.Text.Json;
using TikTokBan.Tenant;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>The preflight of a made-up tenant.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task With_every_permission_everything_can_be_read()
    {
        await using var tenant = await TenantRun.EmptyAsync();

        var run = await TenantRun.AccessAsync(tenant);

        Assert.True(run.Status == ExitStatus.Done, run.Output + run.Errors);
        Assert.DoesNotContain("Connect-MgGraph", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(tenant.Log.Requests, request => request.Method == "POST" && request.Path.Contains("exportJobs", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Each_missing_permission_is_named_and_no_other_is_granted()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.Permissions.ExceptWith(FakeTenantOptions.ActPermissions);
        tenant.Permissions.Remove("GroupMember.Read.All");
        tenant.Permissions.Remove("Directory.Read.All");

        var table = await TenantRun.AccessAsync(tenant);
        var json = await TenantRun.AccessAsync(tenant, "--format", "json");

        Assert.Equal((ExitStatus.Incomplete, ExitStatus.Incomplete), (table.Status, json.Status));
        Assert.Contains("✗ permission missing", table.Output, StringComparison.Ordinal);
        Assert.Contains("New-MgServicePrincipalAppRoleAssignment", table.Output, StringComparison.Ordinal);
        Assert.Contains("2 lack a permission", table.Errors, StringComparison.Ordinal);
        Assert.Empty(SchemaCheck.Find("access.schema.json", json.Output));
        using var document = JsonDocument.Parse(json.Bytes);
        Assert.Equal(
            ["Directory.Read.All", "GroupMember.Read.All"],
            document.RootElement.GetProperty("grant").GetProperty("permissions").EnumerateArray().Select(needed => needed.GetProperty("permission").GetString()));
        Assert.Contains("az rest", document.RootElement.GetProperty("grant").GetProperty("az").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_to_act_is_named_when_that_is_asked_and_no_change_is_tried()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.Permissions.Remove("DeviceManagementManagedDevices.PrivilegedOperations.All");

        var reading = await TenantRun.AccessAsync(tenant);
        var acting = await TenantRun.AccessAsync(tenant, "--for", "apply", "--format", "json");

        Assert.Equal((ExitStatus.Done, ExitStatus.Incomplete), (reading.Status, acting.Status));
        Assert.Empty(SchemaCheck.Find("access.schema.json", acting.Output));
        using var document = JsonDocument.Parse(acting.Bytes);
        Assert.Equal(
            ["DeviceManagementManagedDevices.PrivilegedOperations.All"],
            document.RootElement.GetProperty("grant").GetProperty("permissions").EnumerateArray().Select(needed => needed.GetProperty("permission").GetString()));
        Assert.DoesNotContain(tenant.Log.Requests, request => request.Method is "PATCH" or "DELETE" || (request.Method == "POST" && request.Path.Contains("deviceManagement", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_trace_that_is_not_set_up_says_how_to_set_it_up()
    {
        await using var tenant = await TenantRun.EmptyAsync(options => options with { HasMessageTrace = false });

        var run = await TenantRun.AccessAsync(tenant, "--source", "mail.trace");

        Assert.Equal(ExitStatus.Incomplete, run.Status);
        Assert.Contains("▲ not set up", run.Output, StringComparison.Ordinal);
        Assert.Contains("New-MgServicePrincipal -AppId '8bd644d1-64a1-4d4b-ae52-2e0cbf64e373'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_licence_is_told_and_only_a_failure_when_it_was_named()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.State.UnlicensedTables.Add("UrlClickEvents");
        tenant.State.HasPremiumLicence = false;

        var all = await TenantRun.AccessAsync(tenant);
        var named = await TenantRun.AccessAsync(tenant, "--source", "network.clicks");

        Assert.Equal((ExitStatus.Done, ExitStatus.Incomplete), (all.Status, named.Status));
        Assert.Contains("2 have no licence", all.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_alone_can_be_piped()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.Permissions.ExceptWith(FakeTenantOptions.ActPermissions);
        tenant.Permissions.Remove("Device.Read.All");
        tenant.Permissions.Remove("Directory.Read.All");

        var az = await TenantRun.AccessAsync(tenant, "--format", "az");
        var all = await TenantRun.AccessAsync(tenant, "--format", "az", "--all");

        Assert.StartsWith("#!/usr/bin/env bash\n", az.Output, StringComparison.Ordinal);
        Assert.Contains("permissions=(Device.Read.All Directory.Read.All)\n", az.Output, StringComparison.Ordinal);
        Assert.Contains("ThreatHunting.Read.All User.Read.All)\n", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_adding_a_device_takes_beside_the_group_is_named_alone_where_it_alone_is_missing()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.Permissions.Remove("Device.ReadWrite.All");

        var run = await TenantRun.AccessAsync(tenant, "--for", "apply", "--format", "json");

        using var document = JsonDocument.Parse(run.Bytes);
        Assert.Equal(["Device.ReadWrite.All"], document.RootElement.GetProperty("grant").GetProperty("permissions").EnumerateArray().Select(needed => needed.GetProperty("permission").GetString()));
    }
}
