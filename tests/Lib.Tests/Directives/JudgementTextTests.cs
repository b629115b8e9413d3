using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

public sealed partial class JudgementTextTests
{
    public static TheoryData<string> Translations => [.. LocalText.Languages.Where(language => language != "en")];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_text_is_there_in_every_language_with_the_same_places_to_fill(string language)
    {
        var english = Texts(CultureInfo.InvariantCulture);
        var translated = Texts(CultureInfo.GetCultureInfo(language));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(translated[text.Key])));
        Assert.All(translated.Values, text => Assert.NotEqual("", text.Trim()));
        Assert.All(english.Where(text => text.Key.StartsWith("Sentence.", StringComparison.Ordinal) && text.Value.Length > 20), text => Assert.NotEqual(text.Value, translated[text.Key]));
    }

    [Fact]
    public void Every_fact_value_and_verdict_has_a_word()
    {
        var keys = Texts(CultureInfo.InvariantCulture).Keys.ToHashSet();

        Assert.Empty(FactTable.All.Select(fact => "Fact." + FactTable.Path(fact)).Except(keys));
        Assert.Empty(FactTable.All.Where(fact => fact != Fact.WaiverExpires).SelectMany(FactTable.Values).Select(value => "Value." + value).Except(keys));
        Assert.Empty(Enum.GetNames<Verdict>().Select(verdict => "Verdict." + verdict).Except(keys));
    }

    private static Dictionary<string, string> Texts(CultureInfo culture) =>
        JudgementText.Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
