using TikTokBan.Tenants;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Tests.Tenants.Access;

public sealed class GrantPlanTests
{
    private const string Client = "716c0000-0000-4000-8000-0000000000c1";

    private static readonly TenantContext Context = new(
        StubTenant.TenantId, TenantCloud.Global, "managed identity", Client, null, ["User.Read.All"], false, TenantEndpoints.Of(TenantCloud.Global));

    [Fact]
    public void Only_what_is_missing_is_granted_and_of_the_kind_that_the_token_is()
    {
        SourceAccess[] found =
        [
            Source("directory.users", AccessState.Readable),
            Source("directory.groups", AccessState.PermissionMissing, "GroupMember.Read.All"),
            Source("directory.units", AccessState.PermissionMissing, "GroupMember.Read.All"),
            Source("network.access", AccessState.PermissionMissing, "NetworkAccess-Reports.Read.All") with { IsOptional = true },
        ];

        var plan = GrantPlan.Missing(Context, found);

        var needed = Assert.Single(plan.Permissions);
        Assert.Equal(("GroupMember.Read.All", "directory.groups, directory.units"), (needed.Permission, string.Join(", ", needed.Sources)));
        Assert.Equal("Delegated.GroupMember.Read.All", Assert.Single(GrantPlan.Missing(Context with { IsDelegated = true }, found).Permissions).Permission);
        Assert.Equal("NetworkAccess-Reports.Read.All", Assert.Single(GrantPlan.Missing(Context, [found[3]]).Permissions).Permission);
    }

    [Fact]
    public void What_belongs_to_Defender_is_granted_at_Defender()
    {
        var plan = GrantPlan.Everything(Client, TenantCloud.Global, ["removal.groups", "block.indicators"], AccessPurpose.Apply);

        Assert.Contains("'Group.ReadWrite.All', 'GroupMember.Read.All')\n)\n", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.Contains("$Permissions = @('Ti.ReadWrite')\n$graph = Get-MgServicePrincipal -Filter \"appId eq 'fc780465-2017-40d4-a0c5-307022471b92'\"", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.Contains("permissions=(Ti.ReadWrite)\nresource=$(call GET \"servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')", plan.ToAz(), StringComparison.Ordinal);
        Assert.Contains("carries plans out", plan.ToAz(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ti.ReadWrite", GrantPlan.Everything(Client, TenantCloud.Global, null).ToPowerShell(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_missing_grants_nothing()
    {
        var plan = GrantPlan.Missing(Context, [Source("directory.users", AccessState.Readable)]);

        Assert.True(plan.IsEmpty);
        Assert.DoesNotContain("Connect-MgGraph", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.DoesNotContain("az ", plan.ToAz(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_principal_of_message_trace_is_created_where_it_is_missing()
    {
        var plan = GrantPlan.Missing(Context, [Source("mail.trace", AccessState.NotProvisioned)]);

        Assert.Contains("New-MgServicePrincipal -AppId '8bd644d1-64a1-4d4b-ae52-2e0cbf64e373'", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.Contains("'Application.ReadWrite.All'\n", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.DoesNotContain("AppRoleAssignment", plan.ToPowerShell(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TenantCloud.UsGov, "-Environment USGov ", "graph=https://graph.microsoft.us\n")]
    [InlineData(TenantCloud.DoD, "-Environment USGovDoD ", "graph=https://dod-graph.microsoft.us\n")]
    [InlineData(TenantCloud.China, "-Environment China ", "graph=https://microsoftgraph.chinacloudapi.cn\n")]
    public void The_commands_are_for_the_cloud(TenantCloud cloud, string powerShell, string az)
    {
        var plan = GrantPlan.Missing(Context with { Cloud = cloud }, [Source("directory.groups", AccessState.PermissionMissing, "GroupMember.Read.All")]);

        Assert.Contains(powerShell, plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.Contains(az, plan.ToAz(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_token_says_of_itself_cannot_leave_its_quotes()
    {
        var hostile = Context with { TenantId = "x'; Remove-Item /", ClientId = "$(rm -rf /)", Account = "a’; Stop-Computer", IsDelegated = true };
        var plan = GrantPlan.Missing(hostile, [Source("directory.groups", AccessState.PermissionMissing, "GroupMember.Read.All")]);

        Assert.DoesNotContain("Remove-Item", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.DoesNotContain("Stop-Computer", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.Contains("[Parameter(Mandatory)] [string] $ClientId", plan.ToPowerShell(), StringComparison.Ordinal);
        Assert.DoesNotContain("rm -rf", plan.ToAz(), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_anybody_has_signed_in_everything_can_be_granted()
    {
        var plan = GrantPlan.Everything(Client, TenantCloud.Global, ["directory.users"]);

        Assert.Equal("User.Read.All", Assert.Single(plan.Permissions).Permission);
        Assert.Contains($"client={Client}\n", plan.ToAz(), StringComparison.Ordinal);
    }

    private static SourceAccess Source(string id, AccessState state, params string[] missing) => new()
    {
        Source = id,
        State = state,
        MissingApplication = missing,
        MissingDelegated = [.. missing.Select(name => "Delegated." + name)],
        Operations = [],
    };
}
