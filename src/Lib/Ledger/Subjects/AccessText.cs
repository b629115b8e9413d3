using System.Globalization;
using System.Resources;
using TikTokBan.Directives;

namespace TikTokBan.Ledger.Subjects;

/// <summary>The sentences of a subject's page, in one language.</summary>
internal sealed class AccessText
{
    private static readonly ResourceManager Texts = new("TikTokBan.Ledger.Texts.SubjectAccess", typeof(AccessText).Assembly);

    private readonly CultureInfo _culture;

    /// <param name="language">Such as <c>fr</c> or <c>fr-BE</c>; a language without texts gets the English ones.</param>
    public AccessText(string language)
    {
        Language = LocalText.Languages.Contains(language.Split('-')[0]) ? language.Split('-')[0] : LocalText.Languages[0];
        _culture = CultureInfo.GetCultureInfo(Language);
    }

    public string Language { get; }

    /// <summary>What a member of a document is called; its own name where that isn't known.</summary>
    public string Member(string name) => Texts.GetString("member." + name, _culture) ?? name;

    public string this[string key, params object[] values] => string.Format(
        CultureInfo.InvariantCulture,
        Texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"no text for {key}"),
        values);
}
