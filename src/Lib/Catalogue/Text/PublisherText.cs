namespace TikTokBan.Catalogue.Text;

/// <summary>The form in which publishers are compared: that of names, without the commas, points and brackets that company forms are written with or without.</summary>
internal static class PublisherText
{
    public static int Fold(ReadOnlySpan<char> value, Span<char> buffer, out bool whole)
    {
        var length = NameText.Fold(Distinguished(value), buffer, out whole);
        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            if (buffer[i] is '.' or ',' or '(' or ')' or '"')
            {
                if (kept > 0 && buffer[kept - 1] != ' ' && i + 1 < length && buffer[i + 1] != ' ')
                    buffer[kept++] = ' ';
            }
            else if (buffer[i] != ' ' || (kept > 0 && buffer[kept - 1] != ' '))
            {
                buffer[kept++] = buffer[i];
            }
        }

        return kept > 0 && buffer[kept - 1] == ' ' ? kept - 1 : kept;
    }

    public static string Fold(string value)
    {
        Span<char> buffer = stackalloc char[NameText.Capacity];
        return buffer[..Fold(value, buffer, out _)].ToString();
    }

    /// <summary>Windows names a publisher by the subject of its certificate; its common name is the publisher.</summary>
    private static ReadOnlySpan<char> Distinguished(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (!value.StartsWith("CN=", StringComparison.OrdinalIgnoreCase))
            return value;
        value = value[3..];
        for (var i = 0; i < value.Length; i++)
        {
            // A comma ends the common name only where another attribute follows: company forms hold commas too.
            if (value[i] == ',' && value[(i + 1)..].TrimStart() is var rest && rest.IndexOf('=') is > 0 and <= 12)
                return value[..i];
        }

        return value;
    }
}
