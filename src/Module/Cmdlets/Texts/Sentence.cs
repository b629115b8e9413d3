using System.Globalization;
using System.Resources;

namespace TikTokBan.Cmdlets.Texts;

/// <summary>What the cmdlets themselves say, in the language of the session's user interface. Numbers are written as that language writes them.</summary>
internal static class Sentence
{
    private static readonly ResourceManager Texts = new("TikTokBan.Cmdlets.Texts.Sentences", typeof(Sentence).Assembly);

    public static string Of(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, Text(key), Array.ConvertAll(values, Shown));

    private static object? Shown(object? value) => value switch
    {
        int number => Number(number),
        long number => Number(number),
        _ => value,
    };

    // The separator stands with the texts, so that a text that falls back to English has English numbers in it.
    private static string Number(long number) =>
        number.ToString("N0", new NumberFormatInfo { NumberGroupSeparator = Sentence.Of("NumberGroup") });

    private static string Text(string key) =>
        Texts.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"no text for {key}");
}
