namespace TikTokBan.Sources.Exports;

/// <summary>Identifiers in the one form in which they are compared.</summary>
internal static class Identifiers
{
    /// <summary>A GUID in lower case without braces; null for none and for the all-zero one, which services write for "none". Other identifiers stay as they are.</summary>
    public static string? Guid(string? text)
    {
        if (text is null)
            return null;
        return System.Guid.TryParse(text, out var guid) ? guid == System.Guid.Empty ? null : guid.ToString("D") : text;
    }

    /// <summary>Keys of a person, from columns in which portals put now a principal name and now a display name.</summary>
    public static PersonKeys Person(string? userId, string? principalName, string? mail) =>
        new(Guid(userId), Address(principalName), Address(mail));

    /// <summary>A mail address or principal name; null for text that is none.</summary>
    public static string? Address(string? text) => text is not null && text.Contains('@', StringComparison.Ordinal) ? text : null;

    /// <summary>A serial number or IMEI; null for what services write when there is none.</summary>
    public static string? Serial(string? text) =>
        text is null or "0" or "Unknown" or "unknown" or "None" || text.Trim('0', ' ', '-').Length == 0 ? null : text;
}
