using System.Globalization;

namespace TikTokBan.Tenant.Sharing;

/// <summary>A file or folder of a library.</summary>
public sealed class DriveEntry
{
    private readonly List<DriveEntry> _children = [];
    private readonly List<byte[]> _earlier = [];
    private string? _digest;

    internal DriveEntry(string id, string name, DriveEntry? parent, bool isFolder) => (Id, Name, Parent, IsFolder) = (id, name, parent, isFolder);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The folder it is in; null for a root.</summary>
    public DriveEntry? Parent { get; }

    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder { get; }

    /// <summary>A file's bytes.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>What it held before, oldest first.</summary>
    public IReadOnlyList<byte[]> Earlier => _earlier;

    /// <summary>Whether it may not be changed: a record, or somebody has it open.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Its retention label; no request changes it.</summary>
    public string? RetentionLabel { get; set; }

    /// <summary>Its version, as <c>If-Match</c> names it.</summary>
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"\"{{{Id}}},{_earlier.Count + 1}\"");

    /// <summary>What is in it.</summary>
    public IReadOnlyList<DriveEntry> Children
    {
        get
        {
            lock (_children)
                return [.. _children];
        }
    }

    internal IEnumerable<DriveEntry> All => Children.SelectMany(child => child.All).Prepend(this);

    internal DriveEntry? Child(string name) => Children.FirstOrDefault(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal DriveEntry? Find(string id) => All.FirstOrDefault(entry => entry.Id == id);

    internal DriveEntry Add(string id, string name, bool isFolder)
    {
        var entry = new DriveEntry(id, name, this, isFolder);
        lock (_children)
            _children.Add(entry);
        return entry;
    }

    internal void Write(byte[] content)
    {
        if (Content.Length > 0)
            _earlier.Add(Content);
        (Content, _digest) = (content, null);
    }

    internal string QuickXor() => _digest ??= QuickXorOf(Content);

    /// <summary>The digest that SharePoint shows, bit by bit as its description has it.</summary>
    /// <param name="content">A file's bytes.</param>
    public static string QuickXorOf(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var bits = new int[160];
        var at = 0;
        foreach (var value in content)
        {
            for (var bit = 0; bit < 8; bit++)
                bits[(at + bit) % 160] ^= value >> bit & 1;
            at = (at + 11) % 160;
        }
        for (var bit = 0; bit < 64; bit++)
            bits[96 + bit] ^= (int)((long)content.Length >> bit & 1);
        var digest = new byte[20];
        for (var bit = 0; bit < 160; bit++)
            digest[bit / 8] |= (byte)(bits[bit] << (bit % 8));
        return Convert.ToBase64String(digest);
    }
}
