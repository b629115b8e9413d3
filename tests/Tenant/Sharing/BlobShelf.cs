using System.Collections.Concurrent;

namespace TikTokBan.Tenant.Sharing;

/// <summary>Files of a storage account, by container and name, and who holds which of them.</summary>
internal sealed class BlobShelf
{
    private readonly ConcurrentDictionary<string, StoredBlob> _blobs = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public StoredBlob? Find(string key) => _blobs.GetValueOrDefault(key);

    public void Set(string key, StoredBlob blob) => _blobs[key] = blob;

    public void Remove(string key) => _blobs.TryRemove(key, out _);

    public IEnumerable<string> Names(string container, string prefix) =>
        _blobs.Keys.Where(key => key.StartsWith($"{container}/{prefix}", StringComparison.Ordinal)).Select(key => key[(container.Length + 1)..]).Order(StringComparer.Ordinal);
}

/// <summary>One file.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Lease">Who holds it; null for nobody.</param>
/// <param name="Changed">When it was written.</param>
internal sealed record StoredBlob(byte[] Content, string? Lease, DateTimeOffset Changed);
