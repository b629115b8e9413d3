using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace TikTokBan.Catalogue.Text;

/// <summary>A range of addresses. Those of IPv4 stand where IPv6 maps them, so that one order holds all.</summary>
/// <param name="First">First address.</param>
/// <param name="Last">Last address.</param>
/// <param name="IsAligned">No bit is set beyond the prefix.</param>
internal readonly record struct AddressRange(UInt128 First, UInt128 Last, bool IsAligned);

/// <summary>Reads IP addresses, ranges and numbers of autonomous systems, strictly: what one program reads as octal is refused.</summary>
internal static class AddressText
{
    private static readonly UInt128 Mapped = (UInt128)0xFFFF << 32;

    /// <summary>Reads <c>AS138699</c>, also with a blank, as <c>ASN</c>, in any case.</summary>
    public static bool TryReadSystem(ReadOnlySpan<char> value, out uint number)
    {
        number = 0;
        value = value.Trim();
        if (!value.StartsWith("AS", StringComparison.OrdinalIgnoreCase))
            return false;
        value = value[2..];
        if (value.StartsWith("N", StringComparison.OrdinalIgnoreCase))
            value = value[1..];
        return uint.TryParse(value.TrimStart(' '), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads an address, with brackets and a port or without, or a range in prefix notation.</summary>
    public static bool TryReadRange(ReadOnlySpan<char> value, out AddressRange range)
    {
        range = default;
        value = value.Trim();
        var slash = value.IndexOf('/');
        var prefix = -1;
        if (slash >= 0)
        {
            if (!int.TryParse(value[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix))
                return false;
            value = value[..slash];
        }
        else
        {
            value = WithoutPort(value);
        }

        if (!TryRead(value, out var address, out var bits) || prefix > bits)
            return false;
        var free = prefix < 0 ? 0 : bits - prefix;
        var mask = free >= 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
        range = new AddressRange(address & ~mask, address | mask, (address & mask) == 0);
        return true;
    }

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> value)
    {
        if (value.StartsWith("[", StringComparison.Ordinal))
            return value.IndexOf(']') is > 0 and var close ? value[1..close] : value;
        return value.Count(':') == 1 && value[(value.IndexOf(':') + 1)..].IndexOfAnyExceptInRange('0', '9') < 0 ? value[..value.IndexOf(':')] : value;
    }

    private static bool TryRead(ReadOnlySpan<char> value, out UInt128 address, out int bits)
    {
        bits = 32;
        if (!value.Contains(':'))
            return TryReadFour(value, out address);

        bits = 128;
        address = default;
        if (value.Length > 45 || value.Contains('%') || !IPAddress.TryParse(value, out var parsed))
            return false;
        Span<byte> bytes = stackalloc byte[16];
        if (!parsed.TryWriteBytes(bytes, out var written) || written != 16)
            return false;
        address = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    private static bool TryReadFour(ReadOnlySpan<char> value, out UInt128 address)
    {
        address = default;
        uint number = 0;
        var parts = 0;
        while (true)
        {
            var dot = value.IndexOf('.');
            var part = dot < 0 ? value : value[..dot];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet) || ++parts > 4)
                return false;
            number = (number << 8) | octet;
            if (dot < 0)
                break;
            value = value[(dot + 1)..];
        }

        address = Mapped | number;
        return parts == 4;
    }
}
