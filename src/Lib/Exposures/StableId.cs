using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Exposures;

/// <summary>Ids derived from content: the same input gives the same ids on every machine and at every run.</summary>
internal static class StableId
{
    // U+001F separates: it cannot occur in an id, a name or an address.
    private const char Separator = '\u001f';

    public static string OfExposure(string application, string? device, string? person, string? address) =>
        "x-" + Digest(string.Join(Separator, "exposure", application, device, person, address));

    public static string OfSuspicion(string source, string value, string reference) =>
        "f-" + Digest(string.Join(Separator, "suspicion", source, value, reference));

    private static string Digest(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10)).ToLowerInvariant();
}
