namespace TikTokBan.Ledger.Scans;

/// <summary>Writes numbers in groups of seven bits, the least first; of signed ones the sign goes to the lowest bit.</summary>
internal sealed class VarintWriter(int room)
{
    private byte[] _bytes = new byte[room];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Byte(byte value)
    {
        if (_length == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        _bytes[_length++] = value;
    }

    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Signed(long value) => Unsigned(((ulong)value << 1) ^ (ulong)(value >> 63));
}

/// <summary>Reads what <see cref="VarintWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">There is less than asked for, or it is no number.</exception>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var group = Bytes(1)[0];
            value |= (ulong)(group & 0x7F) << shift;
            if (group < 0x80)
                return value;
        }

        throw new InvalidDataException("A number has too many digits.");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number of things that are still to come, each of a byte at least.</summary>
    public int Count()
    {
        var value = Unsigned();
        return value <= (ulong)_left.Length ? (int)value : throw new InvalidDataException("There is less than was said.");
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _left.Length)
            throw new InvalidDataException("There is less than was said.");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
