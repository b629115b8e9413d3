using System.Diagnostics.CodeAnalysis;

namespace TikTokBan.Tenants.Requests;

/// <summary>Addresses that a service gave, kept as it gave them: its links are opaque, and one that is escaped anew may be another one.</summary>
internal static class WireAddress
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Takes a link as it is.</summary>
    /// <param name="link">An absolute address.</param>
    /// <param name="address">It.</param>
    /// <returns>Whether it is one that can be sent.</returns>
    public static bool TryTake(string? link, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        if (string.IsNullOrEmpty(link) || link.Any(char.IsControl))
            return false;

        // What can't stand in a request line has to be escaped; everything else stays.
        var sendable = link.All(character => character is > ' ' and < '\x7f' and not '#' and not '\\');
        return (sendable ? Uri.TryCreate(link, in AsItIs, out address) : Uri.TryCreate(link, UriKind.Absolute, out address))
            && address.Scheme is "https" or "http" && address.Host.Length > 0 && address.UserInfo.Length == 0;
    }

    /// <summary>Whether two addresses are of one place: the same scheme, host and port.</summary>
    public static bool IsSamePlace(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
