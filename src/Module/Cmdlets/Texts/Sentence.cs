using System.Globalization;
using System.Resources;

namespace TikTokBan.Cmdlets.Texts;

/// <summary>What the cmdlets themselves say, in the language of the session's user interface.</summary>
internal static class Sentence
{
    private static readonly ResourceManager Texts = new("TikTokBan.Cmdlets.Texts.Sentences", typeof(Sentence).Assembly);

    public static string Of(string key, params object?[] values) => string.Format(
        CultureInfo.InvariantCulture,
        Texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"no text for {key}"),
        values);
}
