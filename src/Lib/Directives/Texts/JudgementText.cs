using System.Globalization;
using System.Resources;

namespace TikTokBan.Directives;

/// <summary>The judge's sentences in one language.</summary>
internal sealed class JudgementText
{
    private readonly CultureInfo _culture;

    /// <param name="language">Such as <c>fr</c> or <c>fr-BE</c>; a language without texts gets the English ones.</param>
    public JudgementText(string language) => _culture = CultureOf(language.Split('-')[0]);

    // A resource manager only caches what is in the assembly, so it is not a state that sessions could share.
    internal static ResourceManager Resources { get; } = new("TikTokBan.Directives.Texts.Judgements", typeof(JudgementText).Assembly);

    public string Sentence(string key, params object?[] arguments) => string.Format(CultureInfo.InvariantCulture, Get("Sentence." + key), arguments);

    public string Label(Fact fact) => Get("Fact." + FactTable.Path(fact));

    public string Value(string value) => Get("Value." + value);

    public string Verdict(Verdict verdict) => Get("Verdict." + verdict);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CultureInfo CultureOf(string language) =>
        LocalText.Languages.Contains(language) ? CultureInfo.GetCultureInfo(language) : CultureInfo.InvariantCulture;

    private string Get(string key) => Resources.GetString(key, _culture) ?? throw new InvalidOperationException($"There is no text '{key}'.");
}
