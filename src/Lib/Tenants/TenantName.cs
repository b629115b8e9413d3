using System.Text.RegularExpressions;

namespace TikTokBan.Tenants;

/// <summary>How a tenant is named.</summary>
public static partial class TenantName
{
    /// <summary>Whether a text can be a tenant's id or one of its domains. It becomes a part of an address and of a folder's name, so nothing else may pass.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsPossible(string? text) => text is not null && Pattern().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$")]
    private static partial Regex Pattern();
}
