using System.Globalization;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>What a session waits for, in words for whoever watches its progress.</summary>
internal static class QuotaNote
{
    /// <summary>The longest wait there is; else the tightest quota that is running out; null while there is nothing to say.</summary>
    public static string? Of(IReadOnlyList<ServiceQuota> quotas)
    {
        var waiting = quotas.Where(quota => quota.Waiting > TimeSpan.Zero).MaxBy(quota => quota.Waiting);
        if (waiting is not null)
            return string.Create(CultureInfo.InvariantCulture, $"waits {Length(waiting.Waiting!.Value)} for {NameOf(waiting.Service)}");
        var tightest = quotas.Where(quota => quota.Limit > 0 && quota.Remaining * 4 <= quota.Limit).MinBy(quota => (double)quota.Remaining / quota.Limit);
        return tightest is null ? null
            : string.Create(CultureInfo.InvariantCulture, $"{tightest.Remaining} of {tightest.Limit} requests left for {NameOf(tightest.Service)}");
    }

    private static string Length(TimeSpan wait) => wait.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(wait.TotalSeconds)):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{wait.TotalMinutes:0} min");

    private static string NameOf(ServiceFamily service) => service switch
    {
        ServiceFamily.Directory => "the directory",
        ServiceFamily.IdentityReports => "sign-in reports",
        ServiceFamily.Intune => "Intune",
        ServiceFamily.IntuneExports => "Intune's exports",
        ServiceFamily.MessageTrace => "message trace",
        ServiceFamily.Hunting => "hunting",
        ServiceFamily.NetworkAccess => "Global Secure Access",
        ServiceFamily.Storage => "storage",
        ServiceFamily.Defender => "Defender",
        ServiceFamily.DirectoryWrites => "changes of the directory",
        ServiceFamily.IntuneDeviceWrites => "what Intune sends to devices",
        ServiceFamily.IntuneApplicationWrites => "changes of Intune's applications",
        ServiceFamily.IntuneConfigurationWrites => "changes of Intune's policies",
        ServiceFamily.DefenderImports => "imports into Defender",
        _ => "security services",
    };
}
