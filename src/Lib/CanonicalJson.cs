using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TikTokBan;

/// <summary>
/// One spelling for one JSON document, so that its hash does not hang on layout: members sorted by their names in UTF-16
/// order, no white space, strings with no more escapes than JSON demands, numbers in plain decimals without idle zeros.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>SHA-256 of the canonical form, in lower-case hexadecimal.</summary>
    /// <param name="document">The document.</param>
    /// <param name="without">A member of the outermost object that does not count: the one that holds the hash itself.</param>
    public static string Hash(JsonElement document, string? without = null) =>
        Convert.ToHexString(SHA256.HashData(Bytes(document, without))).ToLowerInvariant();

    /// <summary>The canonical form in UTF-8.</summary>
    public static byte[] Bytes(JsonElement document, string? without = null)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        Write(output, document, without);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, JsonElement value, string? without)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, value, without);
                break;
            case JsonValueKind.Array:
                WriteArray(output, value);
                break;
            case JsonValueKind.String:
                WriteText(output, value.GetString()!);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(value.GetDecimal().ToString("0.############################", CultureInfo.InvariantCulture)));
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
        }
    }

    private static void WriteArray(ArrayBufferWriter<byte> output, JsonElement value)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
                output.Write(","u8);
            first = false;
            Write(output, item, null);
        }

        output.Write("]"u8);
    }

    private static void WriteObject(ArrayBufferWriter<byte> output, JsonElement value, string? without)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var member in value.EnumerateObject().Where(member => member.Name != without).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (!first)
                output.Write(","u8);
            first = false;
            WriteText(output, member.Name);
            output.Write(":"u8);
            Write(output, member.Value, null);
        }

        output.Write("}"u8);
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text)
    {
        var written = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append("\\\\"),
                '\b' => written.Append("\\b"),
                '\f' => written.Append("\\f"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                < ' ' => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => written.Append(letter),
            };
        }

        output.Write(Encoding.UTF8.GetBytes(written.Append('"').ToString()));
    }
}
