using System.Globalization;
using TikTokBan.Directives;

namespace TikTokBan.Sources.Funding;

/// <summary>Reads how much of a cost the authority bears: a word, a percentage, or an amount in euro.</summary>
internal static class Share
{
    /// <summary>Reads a cell. An empty cell and a word for "unknown" give null.</summary>
    /// <returns>False for anything that is neither a share nor unknown: a guess would decide a case.</returns>
    public static bool TryRead(string? text, out Payer? payer)
    {
        payer = null;
        switch (text?.ToLowerInvariant())
        {
            case null or "unknown" or "inconnu" or "onbekend" or "unbekannt" or "?":
                return true;
            case "full" or "total" or "totalité" or "totalite" or "entièrement" or "entierement" or "volledig" or "geheel" or "ganz" or "vollständig":
                payer = Payer.Full;
                return true;
            case "part" or "partie" or "partiel" or "en partie" or "deels" or "gedeeltelijk" or "teilweise":
                payer = Payer.Part;
                return true;
            case "none" or "aucun" or "néant" or "neant" or "rien" or "geen" or "niets" or "keine" or "nichts":
                payer = Payer.None;
                return true;
            default:
                payer = text.EndsWith('%') ? OfPercentage(text[..^1]) : OfAmount(text);
                return payer is not null;
        }
    }

    private static Payer? OfPercentage(string text) => Number(text) switch
    {
        0 => Payer.None,
        > 0 and < 100 => Payer.Part,
        100 => Payer.Full,
        _ => null,
    };

    // An amount proves that something is paid, not that all is.
    private static Payer? OfAmount(string text) => Number(text.Replace("€", "", StringComparison.Ordinal).Replace("EUR", "", StringComparison.OrdinalIgnoreCase)) switch
    {
        0 => Payer.None,
        > 0 => Payer.Part,
        _ => null,
    };

    /// <summary>A number with a decimal comma or point; with both, the last one is the decimal sign.</summary>
    private static decimal? Number(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).Replace("\u202f", "", StringComparison.Ordinal);
        var comma = plain.LastIndexOf(',');
        var point = plain.LastIndexOf('.');

        // "1.249" is Belgian for one thousand two hundred and forty-nine, and as a share it is the same as 1,249: above zero.
        if (comma >= 0 && point >= 0)
            plain = comma > point ? plain.Replace(".", "", StringComparison.Ordinal) : plain.Replace(",", "", StringComparison.Ordinal);
        plain = plain.Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <summary>Reads whose a device is.</summary>
internal static class OwnerWord
{
    public static bool TryRead(string? text, out DeviceOwner? owner)
    {
        owner = text?.ToLowerInvariant() switch
        {
            "service" or "dienst" or "dienststelle" => DeviceOwner.Service,
            "personal" or "personnel" or "persoonlijk" or "privé" or "persönlich" => DeviceOwner.Personal,
            "other" or "autre" or "andere" => DeviceOwner.Other,
            _ => null,
        };
        return owner is not null || text?.ToLowerInvariant() is null or "unknown" or "inconnu" or "onbekend" or "?";
    }
}
