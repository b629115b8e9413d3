using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Exposures;

/// <summary>
/// Turns ids into 16-byte keys and back. Nearly every id of a tenant is a GUID; kept as text, the ids of 100,000
/// devices and their users would take more memory than all else that is known of them.
/// </summary>
internal sealed class KeyTable
{
    private readonly Dictionary<Guid, string> _others = [];

    public Guid Of(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return Guid.Empty;
        if (Guid.TryParse(id, out var key))
            return key;
        var text = id.Trim().ToLowerInvariant();
        key = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
        _others.TryAdd(key, text);
        return key;
    }

    public string? TextOf(Guid key)
    {
        if (key == Guid.Empty)
            return null;
        return _others.TryGetValue(key, out var text) ? text : key.ToString();
    }
}
