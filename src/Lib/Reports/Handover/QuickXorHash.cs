using System.Buffers.Binary;

namespace TikTokBan.Reports.Handover;

/// <summary>
/// The digest that SharePoint and OneDrive give of each file, with which a file is recognised without fetching it: bytes are
/// folded into 160 bits, each 11 bits further round than the one before, and the length is folded into the end. It is no proof
/// against forgery; SHA-256 in a manifest is.
/// </summary>
internal sealed class QuickXorHash
{
    private const int Bits = 160;
    private const int Step = 11;

    private readonly byte[] _cells = new byte[Bits / 8];
    private long _length;
    private int _bit;

    /// <summary>Takes further bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            var (cell, shift) = (_bit >> 3, _bit & 7);
            var spread = value << shift;
            _cells[cell] ^= (byte)spread;
            _cells[cell + 1 == _cells.Length ? 0 : cell + 1] ^= (byte)(spread >> 8);
            _bit += Step;
            if (_bit >= Bits)
                _bit -= Bits;
        }

        _length += bytes.Length;
    }

    /// <summary>The digest of what was taken so far, as services write it.</summary>
    public string ToBase64()
    {
        Span<byte> digest = stackalloc byte[_cells.Length];
        _cells.CopyTo(digest);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, _length);
        for (var i = 0; i < length.Length; i++)
            digest[digest.Length - length.Length + i] ^= length[i];
        return Convert.ToBase64String(digest);
    }
}
