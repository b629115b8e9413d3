using System.Text;

namespace TikTokBan.Waivers;

/// <summary>Tells whether two spellings mean one account, so that nobody grants an exception to themselves under another address.</summary>
internal static class AccountName
{
    private const int Longest = 320;

    private static readonly string[] Prefixes = ["smtp:", "sip:", "upn:", "mailto:"];

    /// <summary>The form in which a register keeps a name: without prefix and surplus space, in small letters.</summary>
    public static string Normal(string name)
    {
        var normal = name.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        foreach (var prefix in Prefixes)
        {
            if (normal.StartsWith(prefix, StringComparison.Ordinal))
                return normal[prefix.Length..].Trim();
        }

        return normal;
    }

    /// <summary>Whether a normal name is written like a user principal name.</summary>
    public static bool IsAddress(string normal)
    {
        var at = normal.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < normal.Length - 1 && at == normal.LastIndexOf('@') && normal.Length <= Longest
            && !normal.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ',' or ';' or '<' or '>' or '"');
    }

    /// <summary>Whether two names mean, or may well mean, the same person.</summary>
    public static bool Same(string one, string other)
    {
        var (first, second) = (Parts(Normal(one)), Parts(Normal(other)));
        if (first == second)
            return true;
        // Every mailbox of a tenant also answers at the tenant's initial domain.
        return first.Local == second.Local && (IsInitialDomain(first.Domain) || IsInitialDomain(second.Domain));
    }

    private static bool IsInitialDomain(string? domain) => domain is not null && domain.EndsWith(".onmicrosoft.com", StringComparison.Ordinal);

    private static (string Local, string? Domain) Parts(string normal)
    {
        // A guest's name holds the address at home: jan_elsewhere.example#ext#@tenant.
        if (normal.IndexOf("#ext#", StringComparison.Ordinal) is var mark and > 0 && normal.LastIndexOf('_', mark) is var under and > 0)
            normal = $"{normal[..under]}@{normal[(under + 1)..mark]}";
        var at = normal.LastIndexOf('@');
        if (at < 0)
            return (normal, null);
        // What follows a plus sign is the person's own label on one and the same mailbox.
        var local = normal[..at];
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        return (plus > 0 ? local[..plus] : local, normal[(at + 1)..]);
    }
}
