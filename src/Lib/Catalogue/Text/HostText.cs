using System.Buffers;
using System.Globalization;

namespace TikTokBan.Catalogue.Text;

/// <summary>What a text that should be a host turned out to be.</summary>
internal enum HostShape
{
    /// <summary>A host name.</summary>
    Name,

    /// <summary>An IP address.</summary>
    Address,

    /// <summary>Neither.</summary>
    Malformed,
}

/// <summary>The form in which host names are compared: small letters, A-labels, without wildcard, port and root dot.</summary>
internal static class HostText
{
    /// <summary>Room for the longest host name and a little more.</summary>
    public const int Capacity = 260;

    private const int LongestName = 253;

    private const int LongestLabel = 63;

    private static readonly SearchValues<char> Foreign = SearchValues.Create("/?#@\\: ");

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>Reads a host name into a buffer of <see cref="Capacity"/> characters. Allocates only for names beyond ASCII.</summary>
    public static HostShape Read(ReadOnlySpan<char> value, Span<char> buffer, out int length)
    {
        length = 0;
        value = TrimControls(value);
        if (value.StartsWith("*.", StringComparison.Ordinal))
            value = value[2..];
        else if (value.Length > 1 && value[0] == '.')
            value = value[1..];
        if (value.IsEmpty)
            return HostShape.Malformed;
        if (value[0] == '[' || value.Count(':') > 1)
            return HostShape.Address;

        var colon = value.IndexOf(':');
        if (colon >= 0)
        {
            if (value[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0)
                return HostShape.Malformed;
            value = value[..colon];
        }

        return System.Text.Ascii.IsValid(value) ? ReadAscii(value, buffer, out length) : ReadInternational(value, buffer, out length);
    }

    /// <summary>The text of an A-label; the label itself where it holds no valid encoding.</summary>
    public static string Decode(ReadOnlySpan<char> label)
    {
        try
        {
            return Idn.GetUnicode(label.ToString());
        }
        catch (ArgumentException)
        {
            return label.ToString();
        }
    }

    public static ReadOnlySpan<char> TrimControls(ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty && (value[0] <= ' ' || char.IsWhiteSpace(value[0])))
            value = value[1..];
        while (!value.IsEmpty && (value[^1] <= ' ' || char.IsWhiteSpace(value[^1])))
            value = value[..^1];
        return value;
    }

    private static HostShape ReadAscii(ReadOnlySpan<char> value, Span<char> buffer, out int length)
    {
        length = 0;
        if (value.Length > 1 && value[^1] == '.')
            value = value[..^1];
        if (value.Length > LongestName)
            return HostShape.Malformed;

        var label = 0;
        var digits = true;
        foreach (var c in value)
        {
            if (c == '.')
            {
                if (label == 0)
                    return HostShape.Malformed;
                label = 0;
                buffer[length++] = c;
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return HostShape.Malformed;
            if (++label > LongestLabel)
                return HostShape.Malformed;
            digits &= char.IsAsciiDigit(c);
            buffer[length++] = (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c);
        }

        if (label == 0)
            return HostShape.Malformed;
        return digits ? HostShape.Address : HostShape.Name;
    }

    /// <summary>As a browser does: compatibility form, small letters, the dots of other scripts, then one A-label a label.</summary>
    private static HostShape ReadInternational(ReadOnlySpan<char> value, Span<char> buffer, out int length)
    {
        length = 0;
        Span<char> folded = stackalloc char[NameText.Capacity];
        var text = folded[..NameText.Fold(value, folded, out var whole)];
        if (!whole || text.Contains(' '))
            return HostShape.Malformed;
        foreach (ref var c in text)
        {
            if (c is '\u3002' or '\uFF0E' or '\uFF61')
                c = '.';
        }

        if (System.Text.Ascii.IsValid(text))
            return ReadAscii(text, buffer, out length);

        var labels = text.Trim('.').ToString().Split('.');
        for (var i = 0; i < labels.Length; i++)
            labels[i] = Encode(labels[i]);
        var encoded = string.Join('.', labels);
        if (encoded.Length > LongestName || encoded.AsSpan().ContainsAny(Foreign))
            return HostShape.Malformed;
        encoded.CopyTo(buffer);
        length = encoded.Length;
        return HostShape.Name;
    }

    private static string Encode(string label)
    {
        try
        {
            return label.Length == 0 ? label : Idn.GetAscii(label).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return label;
        }
    }
}
