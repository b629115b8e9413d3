using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Plans;

/// <summary>The plan's id: a digest of everything that it is made from, so that objects it makes can carry it before the plan is written.</summary>
internal static class PlanId
{
    private const char Separator = '\u001f';

    public static string Of(RemovalPlanRequest request)
    {
        var summary = request.Scan.Summary;
        var parts = new List<string?>
        {
            request.Tenant, AccountName.Normal(request.Author), Text(request.Now), Text(request.LifetimeDays), Text(request.Canary), Text(request.RingSize), request.TenantWide.ToString(), Text(request.ScanDays),
            request.Language, summary.ScanId, Text(request.ScanFinished), summary.DirectiveHash, summary.Catalogue, request.Profile.Hash, request.Remedies.Hash,
        };
        parts.AddRange(request.Selected?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>());
        return "p-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Separator, parts))).AsSpan(0, 8)).ToLowerInvariant();
    }

    private static string? Text(IFormattable? value) => value is DateTimeOffset time
        ? time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)
        : value?.ToString(null, CultureInfo.InvariantCulture);
}
