using System.Buffers;
using System.Buffers.Text;

namespace TikTokBan.Ledger.Scans;

/// <summary>A value that was cut out of a case's text.</summary>
/// <param name="IsTime">Whether it is a time, or else the number of a line.</param>
/// <param name="Value">Ticks in universal time, or the number.</param>
internal readonly record struct Cut(bool IsTime, long Value);

/// <summary>
/// Parts a case's JSON into what stays from scan to scan and what changes with each: times, and the lines of files that
/// references name. In their place stands a byte that JSON text never holds, so that what is put together again is the
/// same to the byte, whatever the text says.
/// </summary>
internal static class ExposureText
{
    private const byte TimeGap = 0;
    private const byte LineGap = 1;
    private const int LongestTime = 28;
    private const int MostDigits = 15;

    private static ReadOnlySpan<byte> EndOfTime => "Z\""u8;

    private static ReadOnlySpan<byte> Reference => "\"reference\":\""u8;

    /// <summary>Whether something was cut out of a text.</summary>
    public static bool HasGap(ReadOnlySpan<byte> text) => text.IndexOfAny(TimeGap, LineGap) >= 0;

    /// <summary>The lasting text as JSON, byte for byte as long, with a nought where something was cut out.</summary>
    public static byte[] Readable(ReadOnlySpan<byte> lasting)
    {
        var readable = lasting.ToArray();
        readable.AsSpan().Replace(TimeGap, (byte)'0');
        readable.AsSpan().Replace(LineGap, (byte)'0');
        return readable;
    }

    /// <summary>Writes the lasting text and notes what was cut out.</summary>
    public static void Split(ReadOnlySpan<byte> json, IBufferWriter<byte> lasting, List<Cut> cuts)
    {
        var done = 0;
        var time = NextTime(json, 0, out var timeStart, out var ticks);
        var line = NextLine(json, 0, out var lineStart, out var number);
        while (time >= 0 || line >= 0)
        {
            var isTime = line < 0 || (time >= 0 && time < line);
            lasting.Write(json[done..(isTime ? timeStart : lineStart)]);
            lasting.Write([isTime ? TimeGap : LineGap]);
            cuts.Add(new Cut(isTime, isTime ? ticks : number));
            done = isTime ? time : line;
            // One can't lie within the other: a time ends in a letter.
            if (isTime)
                time = NextTime(json, done, out timeStart, out ticks);
            else
                line = NextLine(json, done, out lineStart, out number);
        }

        lasting.Write(json[done..]);
    }

    /// <summary>Puts the text together again.</summary>
    /// <exception cref="InvalidDataException">It has more or fewer gaps than there are values, or others.</exception>
    public static void Join(ReadOnlySpan<byte> lasting, ReadOnlySpan<Cut> cuts, IBufferWriter<byte> json)
    {
        foreach (var cut in cuts)
        {
            var gap = lasting.IndexOfAny(TimeGap, LineGap);
            if (gap < 0 || lasting[gap] == TimeGap != cut.IsTime)
                throw new InvalidDataException("The text has other gaps than values.");
            json.Write(lasting[..gap]);
            Fill(cut, json);
            lasting = lasting[(gap + 1)..];
        }

        if (lasting.IndexOfAny(TimeGap, LineGap) >= 0)
            throw new InvalidDataException("The text has more gaps than values.");
        json.Write(lasting);
    }

    private static void Fill(Cut cut, IBufferWriter<byte> json)
    {
        var room = json.GetSpan(32);
        if (!cut.IsTime)
        {
            _ = Utf8Formatter.TryFormat(cut.Value, room, out var digits);
            json.Advance(digits);
            return;
        }

        if (cut.Value < 0 || cut.Value > DateTime.MaxValue.Ticks)
            throw new InvalidDataException("A value is no time.");
        _ = Utf8Formatter.TryFormat(new DateTime(cut.Value, DateTimeKind.Utc), room, out var length, new StandardFormat('O'));
        // A fraction has no idle zeros, and the point goes with the last of them.
        var end = length - 1;
        while (room[end - 1] == '0' && end > 20)
            end--;
        if (end == 20)
            end--;
        room[end] = (byte)'Z';
        json.Advance(end + 1);
    }

    // End of the next canonical time from a place on, its closing quote not included; -1 for none.
    private static int NextTime(ReadOnlySpan<byte> json, int from, out int start, out long ticks)
    {
        while (json[from..].IndexOf(EndOfTime) is >= 0 and var found)
        {
            var end = from + found + 1;
            start = json[Math.Max(0, end - LongestTime - 1)..end].LastIndexOf((byte)'"');
            if (start >= 0)
            {
                start += Math.Max(0, end - LongestTime - 1) + 1;
                if (IsTime(json[start..end], out ticks))
                    return end;
            }

            from = end;
        }

        (start, ticks) = (-1, 0);
        return -1;
    }

    // yyyy-MM-ddTHH:mm:ssZ, with a fraction of one to seven digits that doesn't end in zero.
    private static bool IsTime(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length is not (20 or (>= 22 and <= LongestTime)) || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second))
            return false;
        long fraction = 0;
        if (text.Length > 20)
        {
            if (text[19] != '.' || text[^2] == '0' || !Digits(text[20..^1], out fraction))
                return false;
            for (var digits = text.Length - 21; digits < 7; digits++)
                fraction *= 10;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month) || hour > 23 || minute > 59 || second > 59)
            return false;
        ticks = new DateTime((int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second, DateTimeKind.Utc).Ticks + fraction;
        return true;
    }

    // End of the next line number of a reference: what follows the last colon, in digits without idle zeros.
    private static int NextLine(ReadOnlySpan<byte> json, int from, out int start, out long number)
    {
        while (json[from..].IndexOf(Reference) is >= 0 and var found)
        {
            var begin = from + found + Reference.Length;
            var length = json[begin..].IndexOf((byte)'"');
            if (length < 0)
                break;
            var text = json.Slice(begin, length);
            var colon = text.LastIndexOf((byte)':');
            var digits = text[(colon + 1)..];
            if (colon >= 0 && digits.Length is >= 1 and <= MostDigits && (digits[0] != '0' || digits.Length == 1) && Digits(digits, out number))
            {
                start = begin + colon + 1;
                return begin + length;
            }

            from = begin + length;
        }

        (start, number) = (-1, 0);
        return -1;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        foreach (var letter in text)
        {
            if (letter is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + letter - '0';
        }

        return true;
    }
}
