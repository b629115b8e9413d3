namespace TikTokBan.Sources.Exports;

/// <summary>Words for yes and no, and lists within a cell.</summary>
internal static class Words
{
    /// <summary>Yes or no in any of the languages of the registers; null for an empty cell or anything else.</summary>
    public static bool? YesNo(string? text) => text?.ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "1" or "oui" or "o" or "ja" or "j" or "vrai" or "waar" or "wahr" => true,
        "false" or "no" or "n" or "0" or "non" or "nee" or "nein" or "faux" or "onwaar" or "falsch" => false,
        _ => null,
    };

    /// <summary>The parts of a list that stands in one cell.</summary>
    public static string[] List(string? text) =>
        text?.Split(['\n', ';', ',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
