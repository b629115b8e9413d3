using System.Security.Cryptography;

namespace TikTokBan.Ledger.Chain;

/// <summary>A Merkle tree (RFC 6962) that leaves are added to at its end. It keeps only the roots of its full subtrees: as many hashes as its size has binary ones.</summary>
internal sealed class MerkleTree
{
    public const int HashLength = 32;

    private readonly List<byte[]> _peaks = [];

    public MerkleTree()
    {
    }

    private MerkleTree(long size, IEnumerable<byte[]> peaks)
    {
        Size = size;
        _peaks.AddRange(peaks);
    }

    /// <summary>How many leaves it has.</summary>
    public long Size { get; private set; }

    /// <summary>The roots of its full subtrees, the largest first: from them it can be gone on with.</summary>
    public IReadOnlyList<byte[]> Peaks => _peaks;

    /// <summary>The hash over all leaves; that of no bytes where there is none.</summary>
    public byte[] Root
    {
        get
        {
            if (_peaks.Count == 0)
                return SHA256.HashData([]);
            var root = _peaks[^1];
            for (var peak = _peaks.Count - 2; peak >= 0; peak--)
                root = Node(_peaks[peak], root);
            return root;
        }
    }

    /// <summary>Goes on with a tree whose peaks were kept; null where they can't be those of that size.</summary>
    public static MerkleTree? Resume(long size, IReadOnlyList<byte[]> peaks) =>
        size >= 0 && peaks.Count == long.PopCount(size) && peaks.All(peak => peak.Length == HashLength) ? new MerkleTree(size, peaks) : null;

    public void Add(ReadOnlySpan<byte> leaf)
    {
        var hash = Leaf(leaf);
        for (var filled = Size; (filled & 1) == 1; filled >>= 1)
        {
            hash = Node(_peaks[^1], hash);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(hash);
        Size++;
    }

    public static byte[] Leaf(ReadOnlySpan<byte> content) => SHA256.HashData([0, .. content]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);
}
