using TikTokBan.Removal.Plans;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>What may happen to devices between a plan and its application, so that nothing must be done to them any more.</summary>
internal static class Changes
{
    private static readonly (string Name, Action<RemovalTenant, SmallDevice> Make)[] All =
    [
        ("counts as personal", (tenant, device) => tenant.Change(device.Number, one => one with { Owner = "personal" })),
        ("nobody says whose", (tenant, device) => tenant.Change(device.Number, one => one with { Owner = "unknown" })),
        ("another user", (tenant, device) => tenant.Change(device.Number, one => one with { User = 99 })),
        ("no user", (tenant, device) => tenant.Change(device.Number, one => one with { User = one.User is null ? 98 : null })),
        ("enrolled anew", (tenant, device) => tenant.Change(device.Number, one => one with { EntraDeviceId = SmallDevice.EntraOf(700 + one.Number) })),
        ("left", (tenant, device) => tenant.Server.State.ManagedDevices.Remove(device.Id)),
        ("unpaid", (tenant, device) => tenant.Change(device.Number, one => one with { Payer = "none" })),
        ("excepted", (tenant, device) => tenant.Change(device.Number, one => one with { IsExcepted = true, User = one.User ?? 97 })),
    ];

    /// <summary>Changes some of the plan's devices.</summary>
    /// <returns>What became of each that changed.</returns>
    public static IReadOnlyDictionary<string, string> Apply(RemovalTenant tenant, RemovalPlan plan, Random random)
    {
        var changed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var device in plan.Devices.Where(_ => random.Next(2) == 0))
        {
            var (name, make) = All[random.Next(All.Length)];
            make(tenant, tenant.Device(device.Id));
            changed[device.Id] = name;
        }

        return changed;
    }
}
