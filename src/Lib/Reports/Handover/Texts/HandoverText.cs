using System.Globalization;
using System.Resources;

namespace TikTokBan.Reports.Handover.Texts;

/// <summary>What is written for people when a report is handed over, in one language.</summary>
internal sealed class HandoverText
{
    private static readonly ResourceManager Texts = new("TikTokBan.Reports.Handover.Texts.HandoverText", typeof(HandoverText).Assembly);

    private readonly CultureInfo _culture;

    /// <param name="language"><c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</param>
    /// <exception cref="UnusableInputException">There are no texts in it.</exception>
    public HandoverText(string language)
    {
        if (language is not ("en" or "fr" or "nl" or "de"))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"There are no texts in the language '{language}'; choose en, fr, nl or de.");
        _culture = CultureInfo.GetCultureInfo(language);
        Language = language;
    }

    public string Language { get; }

    /// <summary>The text of a key; a key without text is an error of this program.</summary>
    public string this[string key] => Texts.GetString(key, _culture) ?? throw new InvalidOperationException($"there is no text \"{key}\"");

    public string Format(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);
}
