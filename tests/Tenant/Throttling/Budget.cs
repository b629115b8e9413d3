using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Throttling;

/// <summary>What may be asked of a part of a service in a running window.</summary>
/// <param name="Name">What it is for; what shares a name shares the window.</param>
/// <param name="Units">Units that it allows.</param>
/// <param name="Seconds">Length of the window.</param>
/// <param name="SaysWhen">Whether the refusal says how long to wait.</param>
internal sealed record Budget(string Name, int Units, int Seconds, bool SaysWhen)
{
    private static readonly Budget Directory = new("directory", 8_000, 10, true);
    private static readonly Budget DirectoryWrites = new("directory writes", 3_000, 150, true);
    private static readonly Budget IdentityReports = new("identity reports", 5, 10, true);
    private static readonly Budget Exports = new("exports", 100, 60, false);
    private static readonly Budget MessageTrace = new("message trace", 100, 300, true);
    private static readonly Budget Hunting = new("hunting", 45, 60, true);
    private static readonly Budget Security = new("security", 600, 60, true);
    private static readonly Budget NetworkAccess = new("network access", 600, 60, true);
    private static readonly Budget Defender = new("defender", 100, 60, true);
    private static readonly Budget Imports = new("defender imports", 30, 60, true);
    private static readonly Budget SharePoint = new("sharepoint", 600, 60, true);
    private static readonly Budget Mail = new("mail", 10_000, 600, true);
    private static readonly Budget Devices = new("devices", 2_000, 20, false);
    private static readonly Budget DeviceWrites = new("device writes", 200, 20, false);
    private static readonly Budget Applications = new("applications", 1_000, 20, false);
    private static readonly Budget ApplicationWrites = new("application writes", 100, 20, false);
    private static readonly Budget Configurations = new("configurations", 1_000, 20, false);
    private static readonly Budget ConfigurationWrites = new("configuration writes", 100, 20, false);

    /// <summary>The budgets that a request counts in.</summary>
    public static Budget[] Of(Route route) => route.Family switch
    {
        Family.Directory => route.Changes ? [Directory, DirectoryWrites] : [Directory],
        Family.IdentityReports => [IdentityReports],
        Family.Intune when route.Template.Contains("/mobileApps", StringComparison.Ordinal) => route.Changes ? [Applications, ApplicationWrites] : [Applications],
        Family.Intune when route.Template.Contains("/managedDevice", StringComparison.Ordinal) || route.Template.Contains("/detectedApps", StringComparison.Ordinal) => route.Changes ? [Devices, DeviceWrites] : [Devices],
        Family.Intune => route.Changes ? [Configurations, ConfigurationWrites] : [Configurations],
        Family.IntuneExports => [Exports],
        Family.MessageTrace => [MessageTrace],
        Family.Hunting => [Hunting],
        Family.Security => [Security],
        Family.NetworkAccess => [NetworkAccess],
        Family.Defender => route.Template.EndsWith("/import", StringComparison.Ordinal) ? [Defender, Imports] : [Defender],
        Family.SharePoint or Family.Uploads => [SharePoint],
        Family.Mail => [Mail],
        _ => [],
    };
}
