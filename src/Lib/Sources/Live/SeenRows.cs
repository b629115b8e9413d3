using System.Security.Cryptography;

namespace TikTokBan.Sources.Live;

/// <summary>Tells whether a row was given before: services repeat rows when a list changes between two of its pages.</summary>
/// <param name="most">How many rows are remembered, so that a mail flow of tens of millions takes no memory to speak of; see <see cref="IsNew"/>.</param>
internal sealed class SeenRows(int most = SeenRows.DefaultMost)
{
    private const int DefaultMost = 2_000_000;

    private readonly HashSet<UInt128> _seen = [];

    /// <summary>Whether no row of this key came before. Beyond the limit further keys are not remembered, and a repetition of one of them counts as new.</summary>
    public bool IsNew(ReadOnlySpan<byte> key)
    {
        var mark = MarkOf(key);
        return _seen.Count < most ? _seen.Add(mark) : !_seen.Contains(mark);
    }

    // Half of a SHA-256: no two rows of any tenant will ever share it.
    private static UInt128 MarkOf(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
