namespace TikTokBan.Tenant.Reporting;

/// <summary>Whether an inventory's name is that of an application. Stores add a phrase or a sign behind a name, in the language of the shop; another word makes it another application.</summary>
internal static class AppNames
{
    public static bool IsSame(string found, string name)
    {
        var (a, b) = (found.Trim(), name.Trim());
        if (b.Length == 0 || !a.StartsWith(b, StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = a[b.Length..].TrimStart(' ', '™', '®');
        return rest.Length == 0 || (a.Length > b.Length && !char.IsAsciiLetterOrDigit(rest[0]));
    }
}
