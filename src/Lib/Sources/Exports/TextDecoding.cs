using System.Text;
using System.Text.Unicode;

namespace TikTokBan.Sources.Exports;

/// <summary>Turns a stream in any of the encodings that exports come in into UTF-8 without a byte order mark.</summary>
internal static class TextDecoding
{
    /// <summary>What Excel on Windows saves by default in western Europe.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Tells from its first bytes how a file is encoded.</summary>
    public static TextEncodingKind Detect(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return TextEncodingKind.Utf8Marked;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return TextEncodingKind.Utf16Little;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return TextEncodingKind.Utf16Big;
        if (LooksUtf16(head, zeroAt: 1))
            return TextEncodingKind.Utf16LittleUnmarked;
        if (LooksUtf16(head, zeroAt: 0))
            return TextEncodingKind.Utf16BigUnmarked;
        if (Ascii.IsValid(head))
            return TextEncodingKind.Ascii;
        var text = isWhole ? head : WithoutCutCharacter(head);
        return Utf8.IsValid(text) || IsMostlyUtf8(text) ? TextEncodingKind.Utf8 : TextEncodingKind.Windows1252;
    }

    // A damaged row doesn't make a file of another encoding: in Windows-1252, letters with accents hardly ever look like UTF-8.
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> text)
    {
        var (valid, invalid) = (0, 0);
        while (!text.IsEmpty)
        {
            var done = Rune.DecodeFromUtf8(text, out _, out var length) == System.Buffers.OperationStatus.Done;
            if (!done)
                invalid++;
            else if (length > 1)
                valid++;
            text = text[length..];
        }

        return valid > invalid;
    }

    /// <summary>The same text as UTF-8; the stream must stand at its beginning.</summary>
    public static Stream ToUtf8(Stream stream, TextEncodingKind kind)
    {
        var (mark, encoding) = kind switch
        {
            TextEncodingKind.Utf8Marked => (3, null),
            TextEncodingKind.Utf16Little => (2, Encoding.Unicode),
            TextEncodingKind.Utf16Big => (2, Encoding.BigEndianUnicode),
            TextEncodingKind.Utf16LittleUnmarked => (0, Encoding.Unicode),
            TextEncodingKind.Utf16BigUnmarked => (0, Encoding.BigEndianUnicode),
            TextEncodingKind.Windows1252 => (0, Windows1252),
            _ => (0, (Encoding?)null),
        };
        Skip(stream, mark);
        return encoding is null ? stream : Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(false), leaveOpen: false);
    }

    /// <summary>Passes over bytes, also in a stream that cannot seek.</summary>
    public static void Skip(Stream stream, int bytes)
    {
        Span<byte> waste = stackalloc byte[4096];
        while (bytes > 0)
        {
            var read = stream.Read(waste[..Math.Min(bytes, waste.Length)]);
            if (read == 0)
                return;
            bytes -= read;
        }
    }

    private static bool LooksUtf16(ReadOnlySpan<byte> head, int zeroAt)
    {
        var pairs = Math.Min(head.Length, 64) / 2;
        var zeros = 0;
        for (var i = 0; i < pairs; i++)
        {
            if (head[(2 * i) + zeroAt] == 0 && head[(2 * i) + 1 - zeroAt] != 0)
                zeros++;
        }

        return pairs >= 4 && zeros == pairs;
    }

    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> head)
    {
        var end = head.Length;
        for (var back = 1; back <= 3 && back <= head.Length; back++)
        {
            var value = head[^back];
            if (value < 0x80)
                break;
            if (value >= 0xC0)
            {
                end = head.Length - back;
                break;
            }
        }

        return head[..end];
    }
}

/// <summary>How a file's text is encoded.</summary>
internal enum TextEncodingKind
{
    Ascii,
    Utf8,
    Utf8Marked,
    Utf16Little,
    Utf16Big,
    Utf16LittleUnmarked,
    Utf16BigUnmarked,
    Windows1252,
}
