namespace TikTokBan.Tests.Removal.EndToEnd;

public sealed class SmallAuthorityTests
{
    [Fact]
    public async Task Tenants_by_chance_have_devices_to_act_on_and_devices_to_leave_alone()
    {
        var (acted, all, kinds) = (0, 0, new HashSet<string>());
        for (var seed = 1; seed <= 6; seed++)
        {
            await using var tenant = await RemovalTenant.RandomAsync(seed);
            var plan = await tenant.PlanAsync();
            acted += plan.Devices.Count;
            all += tenant.Authority.Devices.Count(device => device.HasApplication);
            kinds.UnionWith(plan.Actions.Select(action => action.Control ?? action.Kind));
        }

        Assert.InRange(acted, 10, all - 5);
        Assert.Superset(new HashSet<string> { "ios-hide", "ios-compliance", "android-uninstall", "android-personal-block", "windows-uninstall", "sync", "portal-notice", "addMembers" }, kinds);
    }
}
