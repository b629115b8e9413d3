using System.Globalization;
using System.Text;

namespace TikTokBan.Reports.Formats.Printing;

/// <summary>
/// Puts the day of the report where a browser noted the time of printing, so that the same report printed by the same browser is the
/// same bytes. Each date is replaced by one as long, so every offset that the file tells of itself stays right.
/// </summary>
internal static class PdfDates
{
    private const int DigitsOfDate = 14;

    private static readonly byte[][] Keys = [.. new[] { "/CreationDate (D:", "/ModDate (D:" }.Select(Encoding.ASCII.GetBytes)];

    public static void Set(Span<byte> document, DateOnly day)
    {
        var digits = Encoding.ASCII.GetBytes(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "000000");
        foreach (var key in Keys)
        {
            var rest = document;
            for (var at = rest.IndexOf(key); at >= 0; at = rest.IndexOf(key))
            {
                rest = rest[(at + key.Length)..];
                var end = rest.IndexOf((byte)')');
                if (end < DigitsOfDate || rest[..DigitsOfDate].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                    continue;
                digits.CopyTo(rest);
                Zone(rest[DigitsOfDate..end]);
            }
        }
    }

    // +02'00' is written as +00'00', whatever the machine's own time is.
    private static void Zone(Span<byte> zone)
    {
        foreach (ref var character in zone)
        {
            if (character is >= (byte)'0' and <= (byte)'9')
                character = (byte)'0';
            else if (character == (byte)'-')
                character = (byte)'+';
        }
    }
}
