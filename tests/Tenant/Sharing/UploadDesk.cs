using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TikTokBan.Tenant.Sharing;

/// <summary>Files that are uploaded piece by piece, each at an address of its own that needs no token.</summary>
internal sealed class UploadDesk
{
    private readonly ConcurrentDictionary<string, UploadSession> _open = new(StringComparer.Ordinal);

    public string Open(UploadSession session)
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(24)).ToLowerInvariant();
        _open[key] = session;
        return key;
    }

    public UploadSession? Find(string key, DateTimeOffset now) => _open.TryGetValue(key, out var session) && session.Expires > now ? session : null;

    public void Close(string key) => _open.TryRemove(key, out _);

    public void Clear() => _open.Clear();
}

/// <summary>A file on its way.</summary>
/// <param name="Drive">The library.</param>
/// <param name="Folder">The folder that a new file goes to; for an update the one it is in.</param>
/// <param name="Name">Its name.</param>
/// <param name="Updated">The file that gets the content; null for a new one.</param>
/// <param name="Conflict">What becomes of a name that is taken.</param>
/// <param name="Expires">When the address ends.</param>
internal sealed record UploadSession(FakeDrive Drive, DriveEntry Folder, string Name, DriveEntry? Updated, string Conflict, DateTimeOffset Expires)
{
    public MemoryStream Received { get; } = new();

    public long? Total { get; set; }
}
