using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenant.Data;
using TikTokBan.Tests.Removal;

namespace TikTokBan.Crash.Tests;

/// <summary>Five devices on which a plan needs every kind of action, and what others did in the tenant before.</summary>
internal static class SmallAuthority
{
    private const string Others = "716aaaa0-0000-4000-8000-000000000009";

    public static RemovalPlan Plan() => RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(Exposures())) with { TenantWide = true, Canary = 2 });

    /// <summary>The tenant as it stands before: the devices, applications that others assigned, an indicator that somebody else made.</summary>
    public static void Fill(TenantState state)
    {
        foreach (var device in Exposures().Select(exposure => (exposure.Device!, exposure.Person!)))
            Fill(state, device.Item1, device.Item2);
        state.Groups.Set(JsonSerializer.Serialize(new { id = Others, displayName = "Everybody", securityEnabled = true, mailEnabled = false, members = Array.Empty<object>() }));
        state.MobileApps.Set(App("716dddd0-0000-4000-8000-000000000001", "iosStoreApp", "bundleId", "com.zhiliaoapp.musically"));
        state.MobileApps.Set(App("716dddd0-0000-4000-8000-000000000002", "androidManagedStoreApp", "packageId", "com.zhiliaoapp.musically"));
        state.Indicators.Set("""{"id":"1","indicatorValue":"tiktok.com","indicatorType":"DomainName","action":"Audit","severity":"Informational","title":"Somebody else's","description":"Made by hand","generateAlert":false}""");
    }

    private static Exposure[] Exposures() =>
    [
        With(1, "ios", "appleBulkWithUser", "mdm.install-status", IndicatorKind.Bundle),
        With(2, "android", "androidEnterpriseFullyManaged", "mdm.inventory", IndicatorKind.Name),
        With(3, "windows", "windowsAzureADJoin", "mdm.inventory", IndicatorKind.PackageFamilyName),
        With(4, "ios", "appleBulkWithUser", "mdm.inventory", IndicatorKind.Name),
        With(5, "windows", "windowsAzureADJoin", "network.dns", IndicatorKind.Domain, Conduct.Web),
    ];

    private static Exposure With(int number, string platform, string enrolment, string source, IndicatorKind kind, Conduct conduct = Conduct.Installed)
    {
        var phone = PlanSamples.Phone(number);
        return phone with
        {
            Conducts = [conduct],
            Device = phone.Device! with { Platform = platform, Enrolment = enrolment, Supervised = platform == "ios" },
            Evidence = [PlanSamples.Covered(source, kind, conduct)],
        };
    }

    private static void Fill(TenantState state, ExposedDevice device, ExposedPerson person)
    {
        state.Users.Set(JsonSerializer.Serialize(new { id = person.Id, userPrincipalName = person.UserPrincipalName, displayName = person.DisplayName }));
        state.Devices.Set(JsonSerializer.Serialize(new { id = "0b" + device.EntraDeviceId![2..], deviceId = device.EntraDeviceId, displayName = device.Name, accountEnabled = true }));
        state.ManagedDevices.Set(JsonSerializer.Serialize(new
        {
            id = device.IntuneId,
            userId = person.Id,
            deviceName = device.Name,
            managedDeviceOwnerType = "company",
            enrolledDateTime = "2023-01-09T08:00:00Z",
            lastSyncDateTime = "2023-04-02T08:00:00Z",
            operatingSystem = device.Platform switch { "ios" => "iOS", "android" => "Android", _ => "Windows" },
            osVersion = "16.3.1",
            complianceState = "compliant",
            managementAgent = "mdm",
            managementState = "managed",
            deviceEnrollmentType = device.Enrolment,
            azureADRegistered = true,
            azureADDeviceId = device.EntraDeviceId,
            deviceRegistrationState = "registered",
            isSupervised = device.Supervised,
            userPrincipalName = person.UserPrincipalName,
            userDisplayName = person.DisplayName,
            emailAddress = person.UserPrincipalName,
            model = device.Model,
            manufacturer = "Made up",
            serialNumber = device.Serial,
        }));
    }

    private static string App(string id, string type, string property, string value) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["@odata.type"] = $"#microsoft.graph.{type}",
        ["id"] = id,
        ["displayName"] = "TikTok",
        ["publisher"] = "TikTok",
        ["publishingState"] = "published",
        [property] = value,
        ["assignments"] = new[]
        {
            new Dictionary<string, object?>
            {
                ["@odata.type"] = "#microsoft.graph.mobileAppAssignment",
                ["id"] = $"{Others}_0_0",
                ["intent"] = "available",
                ["settings"] = null,
                ["source"] = "direct",
                ["sourceId"] = "00000000-0000-0000-0000-000000000000",
                ["target"] = new Dictionary<string, object> { ["@odata.type"] = "#microsoft.graph.groupAssignmentTarget", ["groupId"] = Others },
            },
        },
    });
}
