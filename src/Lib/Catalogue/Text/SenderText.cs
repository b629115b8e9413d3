namespace TikTokBan.Catalogue.Text;

/// <summary>The parts of a sender: the name shown and the address. Either may be empty.</summary>
internal readonly ref struct SenderParts(ReadOnlySpan<char> display, ReadOnlySpan<char> address)
{
    public ReadOnlySpan<char> Display { get; } = display;

    public ReadOnlySpan<char> Address { get; } = address;
}

/// <summary>Takes a sender apart as headers and mail logs write it.</summary>
internal static class SenderText
{
    /// <summary>What a local part holds at most.</summary>
    public const int LongestLocal = 256;

    /// <summary>Room for an address.</summary>
    public const int Capacity = LongestLocal + HostText.Capacity + 4;

    private const string Header = "From:";

    private const string Dmarc = "dmarc";

    /// <summary>Splits; an authentication result written behind the address counts where the caller knows none.</summary>
    public static SenderParts Split(ReadOnlySpan<char> value, ref MailAuthentication authentication)
    {
        if (value.Length > 4096)
            value = value[..4096];
        value = value.Trim();
        if (value.StartsWith(Header, StringComparison.OrdinalIgnoreCase))
            value = value[Header.Length..].Trim();

        var result = value.LastIndexOf(Dmarc, StringComparison.OrdinalIgnoreCase);
        if (result > 0 && value[result - 1] is ' ' or ',' or ';' or '(' or '\t')
        {
            var stated = State(value[(result + Dmarc.Length)..]);
            if (authentication is MailAuthentication.Unknown)
                authentication = stated;
            value = value[..result].Trim(" ,;(\t");
        }

        var open = value.LastIndexOf('<');
        if (open < 0)
            return new SenderParts(default, value.Trim("\"' "));
        var inside = value[(open + 1)..];
        var close = inside.IndexOf('>');
        return new SenderParts(value[..open].Trim("\"' "), (close < 0 ? inside : inside[..close]).Trim());
    }

    private static MailAuthentication State(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" =:");
        if (text.StartsWith("pass", StringComparison.OrdinalIgnoreCase))
            return MailAuthentication.Pass;
        return text.StartsWith("fail", StringComparison.OrdinalIgnoreCase) ? MailAuthentication.Fail : MailAuthentication.Unknown;
    }
}
