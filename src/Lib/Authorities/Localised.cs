namespace TikTokBan.Authorities;

internal static class Localised
{
    // English before the rest: it is the one language that every reader of a mixed authority's profile is likely to have.
    private static readonly string[] Fallbacks = ["en", "fr", "nl", "de"];

    public static string? Pick(IReadOnlyDictionary<string, string> texts, string language)
    {
        if (texts.TryGetValue(language, out var text))
            return text;
        foreach (var fallback in Fallbacks)
        {
            if (texts.TryGetValue(fallback, out text))
                return text;
        }

        return texts.Values.FirstOrDefault();
    }
}
