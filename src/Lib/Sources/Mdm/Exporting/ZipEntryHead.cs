using System.Buffers.Binary;
using System.Text;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>What stands before an entry's bytes in a zip.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Method">0 for stored, 8 for deflate.</param>
/// <param name="IsEncrypted">Whether it is encrypted.</param>
/// <param name="StoredLength">Bytes in the zip; null where only the zip's end says.</param>
internal sealed record ZipEntryHead(string Name, int Method, bool IsEncrypted, long? StoredLength)
{
    private const uint Signature = 0x04034B50;
    private const int FixedLength = 30;
    private const uint InExtraField = uint.MaxValue;

    /// <summary>Reads it; null where there is none.</summary>
    public static async Task<ZipEntryHead?> ReadAsync(Stream zip, CancellationToken cancellationToken)
    {
        var head = new byte[FixedLength];
        if (await zip.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < head.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(head) != Signature)
            return null;
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(26));
        var rest = new byte[nameLength + BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(28))];
        if (await zip.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < rest.Length)
            return null;
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6));
        var isSaidLater = (flags & 0x8) != 0;
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(18));
        if (stored == InExtraField)
            stored = ZipExtra.Long(rest.AsSpan(nameLength), skip: BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(22)) == InExtraField ? 1 : 0) ?? -1;
        return new(
            Encoding.UTF8.GetString(rest, 0, nameLength),
            BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)),
            (flags & 0x1) != 0,
            isSaidLater || stored < 0 ? null : stored);
    }
}

/// <summary>The field in which zips keep lengths that four bytes can't.</summary>
internal static class ZipExtra
{
    /// <summary>One of its numbers; null where it isn't there.</summary>
    public static long? Long(ReadOnlySpan<byte> extra, int skip)
    {
        while (extra.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            var field = extra[4..];
            if (length > field.Length)
                return null;
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
                return length >= (skip + 1) * 8 ? BinaryPrimitives.ReadInt64LittleEndian(field[(skip * 8)..]) : null;
            extra = field[length..];
        }

        return null;
    }
}
