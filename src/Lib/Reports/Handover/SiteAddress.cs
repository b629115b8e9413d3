using TikTokBan.Tenants;
using TikTokBan.Tenants.Files;

namespace TikTokBan.Reports.Handover;

/// <summary>The address of a SharePoint site: <c>https://HOST/sites/NAME</c> or <c>https://HOST/teams/NAME</c>.</summary>
/// <param name="Address">The whole address, without a slash at its end.</param>
/// <param name="Kind"><c>sites</c> or <c>teams</c>.</param>
/// <param name="Name">The site's name, unescaped.</param>
internal sealed record SiteAddress(Uri Address, string Kind, string Name)
{
    /// <summary>Path of the site below its host, as it counts for the longest path that SharePoint takes.</summary>
    public string Path => $"{Kind}/{Name}";

    /// <summary>Reads what a caller gave.</summary>
    /// <param name="text">The address.</param>
    /// <param name="cloud">The cloud whose SharePoint it must be in.</param>
    /// <exception cref="UnusableInputException">It is no such address.</exception>
    public static SiteAddress Parse(string text, TenantCloud cloud)
    {
        var domain = UploadLinks.DomainOf(cloud);
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || !uri.IsDefaultPort)
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"'{Shown(text)}' is no address of a site; give it as https://agency{domain}/sites/council.");
        if (!uri.IdnHost.EndsWith(domain, StringComparison.OrdinalIgnoreCase))
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"The site is at {uri.IdnHost}, and sites of this cloud are at hosts that end in {domain}; check the address and the cloud.");
        var segments = uri.AbsolutePath.Trim('/').Split('/');
        if (segments is not [var kind, { Length: > 0 } name] || !(kind.Equals("sites", StringComparison.OrdinalIgnoreCase) || kind.Equals("teams", StringComparison.OrdinalIgnoreCase)) || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"'{Shown(text)}' is not the address of the site itself; give https://{uri.IdnHost}/sites/NAME alone, the library and the folder apart from it.");
        var plain = Uri.UnescapeDataString(name);
        SharePointNames.Check(plain, "the site's name");
        return new SiteAddress(new Uri($"https://{uri.IdnHost}/{kind.ToLowerInvariant()}/{Uri.EscapeDataString(plain)}"), kind.ToLowerInvariant(), plain);
    }

    private static string Shown(string? text) => (text ?? "").Trim() is { Length: > 120 } longer ? longer[..120] + "…" : (text ?? "").Trim();
}
