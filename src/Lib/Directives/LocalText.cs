namespace TikTokBan.Directives;

/// <summary>One text in the languages in which it was written.</summary>
/// <param name="byLanguage">Text by two-letter language; at least one.</param>
public sealed class LocalText(IReadOnlyDictionary<string, string> byLanguage)
{
    /// <summary>The languages in which the product speaks, in the order in which one stands in for another.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr", "nl", "de"];

    /// <summary>Text by two-letter language.</summary>
    public IReadOnlyDictionary<string, string> ByLanguage { get; } = byLanguage;

    /// <summary>The text in a language, or in the first language that there is of <see cref="Languages"/>.</summary>
    /// <param name="language">A language such as <c>fr</c> or <c>fr-BE</c>.</param>
    public string In(string language)
    {
        var two = language.Split('-')[0];
        if (ByLanguage.TryGetValue(two, out var text))
            return text;
        foreach (var other in Languages)
        {
            if (ByLanguage.TryGetValue(other, out text))
                return text;
        }

        return "";
    }

    /// <summary>The English text, or the one that stands in for it: for a host that shows objects as they are.</summary>
    public override string ToString() => In(Languages[0]);
}
