using System.Globalization;
using System.Resources;

namespace TikTokBan.Directives;

/// <summary>The words of one resource in one language.</summary>
internal sealed class ResourceWords(ResourceManager resources, string language)
{
    private readonly CultureInfo _culture = CultureOf(language.Split('-')[0]);

    // A resource manager only caches what is in the assembly, so it is not a state that sessions could share.
    internal static ResourceManager Conditions { get; } = new("TikTokBan.Directives.Texts.Conditions", typeof(ResourceWords).Assembly);

    internal static ResourceManager Documents { get; } = new("TikTokBan.Directives.Texts.Documents", typeof(ResourceWords).Assembly);

    public string Get(string key) => Find(key) ?? throw new InvalidOperationException($"There is no text '{key}'.");

    public string? Find(string key) => resources.GetString(key, _culture);

    public string Format(string key, params object?[] arguments) => string.Format(CultureInfo.InvariantCulture, Get(key), arguments);

    private static CultureInfo CultureOf(string language) =>
        LocalText.Languages.Contains(language) ? CultureInfo.GetCultureInfo(language) : CultureInfo.InvariantCulture;
}
