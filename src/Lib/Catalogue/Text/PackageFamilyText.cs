namespace TikTokBan.Catalogue.Text;

/// <summary>Windows package identities: a name, a family name (name, hash of the publisher), or a full name (name, version, architecture, resource, hash).</summary>
internal static class PackageFamilyText
{
    private const int HashLength = 13;

    /// <summary>Splits an identity; the hash is empty where only a name is given.</summary>
    public static void Split(ReadOnlySpan<char> value, out ReadOnlySpan<char> name, out ReadOnlySpan<char> hash)
    {
        name = value;
        hash = default;
        var first = value.IndexOf('_');
        if (first <= 0)
            return;
        var last = value.LastIndexOf('_');
        if (IsHash(value[(last + 1)..]))
        {
            name = value[..first];
            hash = value[(last + 1)..];
        }
    }

    public static bool IsNameOrFamily(ReadOnlySpan<char> value)
    {
        Split(value, out var name, out var hash);
        return name.Length is >= 3 and <= 50
            && name.Contains('.')
            && name.IndexOfAnyExcept(UrlText.SchemeLetters) < 0
            && (hash.IsEmpty ? name.Length == value.Length : name.Length + 1 + HashLength == value.Length);
    }

    public static bool IsHash(ReadOnlySpan<char> text)
    {
        if (text.Length != HashLength)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return true;
    }
}
