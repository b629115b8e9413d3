using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Commits an event to what came with it: SHA-256 over its parts in order, then its segments in order. Of a part: the
/// letter P, then subject and period (8 bytes each, most significant first), its digest (16 bytes), then the SHA-256 of its
/// sealed bytes. Of a segment: the letter S, its items (8 bytes), the SHA-256 of its bytes. Sealed bytes outlive their key, so it can be
/// checked after an erasure as before.
/// </summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void AddPart(long subject, long period, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> data)
    {
        Span<byte> sealedHash = stackalloc byte[32];
        SHA256.HashData(data, sealedHash);
        AddPartHash(subject, period, digest, sealedHash);
    }

    /// <summary>Adds a part of which only the SHA-256 of its sealed bytes is known.</summary>
    public void AddPartHash(long subject, long period, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> sealedHash)
    {
        Span<byte> row = stackalloc byte[1 + 8 + 8];
        row[0] = (byte)'P';
        BinaryPrimitives.WriteInt64BigEndian(row[1..], subject);
        BinaryPrimitives.WriteInt64BigEndian(row[9..], period);
        _hash.AppendData(row);
        _hash.AppendData(digest);
        _hash.AppendData(sealedHash);
    }

    public void AddSegment(long items, ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(data, hash);
        AddSegmentHash(items, hash);
    }

    /// <summary>Adds a segment of which only the SHA-256 of its bytes is known.</summary>
    public void AddSegmentHash(long items, ReadOnlySpan<byte> hash)
    {
        Span<byte> row = stackalloc byte[1 + 8];
        row[0] = (byte)'S';
        BinaryPrimitives.WriteInt64BigEndian(row[1..], items);
        _hash.AppendData(row);
        _hash.AppendData(hash);
    }

    /// <summary>The hash; ready for the next event.</summary>
    public byte[] End() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
