using TikTokBan.Tenant.Data;

namespace TikTokBan.Tenant;

/// <summary>Applications that the tenant deploys, so that there is something to give an order to uninstall.</summary>
internal static class DeployedApps
{
    public static void Add(TenantState state)
    {
        // What was exported of an assignment is of Android devices, and belongs to the first.
        state.MobileApps.Set("""{"@odata.type":"#microsoft.graph.androidManagedStoreApp","id":"716dddd0-0000-4000-8000-000000000001","displayName":"TikTok","publisher":"TikTok Pte. Ltd.","packageId":"com.zhiliaoapp.musically","appIdentifier":"app:com.zhiliaoapp.musically","publishingState":"published","assignments":[{"@odata.type":"#microsoft.graph.mobileAppAssignment","id":"716aaaa0-0000-4000-8000-000000000001_2_0","intent":"uninstall","settings":null,"source":"direct","sourceId":"00000000-0000-0000-0000-000000000000","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"716aaaa0-0000-4000-8000-000000000001","deviceAndAppManagementAssignmentFilterId":"716ffff0-0000-4000-8000-000000000001","deviceAndAppManagementAssignmentFilterType":"include"}}]}""");
        state.MobileApps.Set("""{"@odata.type":"#microsoft.graph.iosStoreApp","id":"716dddd0-0000-4000-8000-000000000002","displayName":"TikTok","publisher":"TikTok Ltd.","bundleId":"com.zhiliaoapp.musically","appStoreUrl":"https://apps.apple.com/app/id835599320","publishingState":"published","assignments":[]}""");
    }
}
