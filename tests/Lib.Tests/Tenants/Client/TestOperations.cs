using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tests.Tenants.Client;

/// <summary>Requests for tests, of each kind that the client treats in its own way.</summary>
internal static class TestOperations
{
    public static TenantOperation Users { get; } = TenantOperation.Get("test.users", "directory.users", "/v1.0/users", ServiceFamily.Directory, "User.Read.All");

    public static TenantOperation Devices { get; } = TenantOperation.Get("test.devices", "mdm.devices", "/v1.0/deviceManagement/managedDevices", ServiceFamily.Intune, "DeviceManagementManagedDevices.Read.All");

    public static TenantOperation SignIns { get; } = TenantOperation.Get("test.signIns", "directory.sign-ins", "/v1.0/auditLogs/signIns", ServiceFamily.IdentityReports, "AuditLog.Read.All");

    public static TenantOperation Trace { get; } = TenantOperation.Get("test.trace", "mail.trace", "/v1.0/admin/exchange/tracing/messageTraces", ServiceFamily.MessageTrace, "ExchangeMessageTrace.Read.All");

    public static TenantOperation Hunt { get; } = TenantOperation.Post("test.hunt", "network.events", "/v1.0/security/runHuntingQuery", ServiceFamily.Hunting, "ThreatHunting.Read.All") with { Licence = "Defender XDR" };

    public static TenantOperation Wipe { get; } = TenantOperation.Post("test.wipe", "mdm.devices", "/v1.0/deviceManagement/managedDevices/{id}/wipe", ServiceFamily.Intune, "DeviceManagementManagedDevices.PrivilegedOperations.All") with { IsRepeatable = false };

    public static TenantOperation File { get; } = TenantOperation.Get("test.file", "mdm.inventory", "/{file}", ServiceFamily.Storage);
}
