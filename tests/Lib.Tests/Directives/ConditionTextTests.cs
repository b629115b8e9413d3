using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Yaml;

namespace TikTokBan.Tests.Directives;

/// <summary>Conditions in words.</summary>
public sealed partial class ConditionTextTests
{
    [Theory]
    [InlineData("payer: paid", "nl", "de aankoop, het abonnement of het gebruik van het toestel wordt geheel of gedeeltelijk door de overheid betaald")]
    [InlineData("payer: unpaid", "fr", "ni l'achat, ni l'abonnement, ni l'utilisation de l'appareil ne sont, même en partie, à charge de l'autorité")]
    [InlineData("conduct: [installed, used]", "nl", "de toepassing is geïnstalleerd of wordt gebruikt")]
    [InlineData("conduct: {not: [installed, used, web, traffic]}", "en", "the application is downloaded (an attempt to install it included) or shows in nothing but an account")]
    [InlineData("installedSince: {before: 2023-03-10}", "nl", "de toepassing is geïnstalleerd vóór 10 maart 2023")]
    [InlineData("date: {until: 2023-03-31}", "nl", "de datum is uiterlijk 31 maart 2023")]
    [InlineData("date: {before: 2025-12-01}", "fr", "la date est antérieure au 1er décembre 2025")]
    [InlineData("date: {after: 2023-03-31}", "de", "das Datum liegt nach dem 31. März 2023")]
    [InlineData("date: {from: 2026-01-22}", "de", "das Datum ist der 22. Januar 2026 oder ein späterer Tag")]
    [InlineData("device.owner: {not: service}", "fr", "il s'agit d'un appareil personnel ou d'un appareil de tiers")]
    [InlineData("device.payer.purchase: [part, full]", "en", "the share of the purchase of the device that the authority pays is partial or the whole")]
    [InlineData("device.internalAccess: false", "nl", "het toestel heeft geen toegang tot de interne netwerken of systemen")]
    [InlineData("device.holds: [professional, defence]", "nl", "het toestel bevat professionele informatie of gegevens van Defensie")]
    [InlineData("device.holds: {not: sensitive}", "fr", "l'appareil ne contient pas d'informations sensibles")]
    [InlineData("device.holds: []", "en", "the device does not hold professional information, sensitive information or data of Defence")]
    [InlineData("device.owner: {not: [service, personal, other]}", "en", "no case at all")]
    [InlineData("person.population: [be-federal, x-own]", "nl", "de persoon behoort tot de federale overheidsdiensten en -instellingen (be-federal) of x-own")]
    [InlineData("application.class: tiktok_companion", "de", "die Anwendung ist eine der folgenden: Begleitanwendungen von TikTok (Klasse tiktok_companion)")]
    [InlineData("application.origin: [CN, BR]", "nl", "de toepassing is een van de volgende: toepassingen uit China of BR")]
    public void A_condition_is_said_in_the_language(string condition, string language, string clause)
    {
        var clauses = Clauses(condition, language);

        // The space before a French colon is one that no line breaks at.
        Assert.Equal(clause, Assert.Single(clauses).Replace('\u00a0', ' '));
    }

    [Fact]
    public void Alternatives_inside_alternatives_keep_labels_of_their_own()
    {
        const string Nested = """
            any:
              - device.owner: service
                any:
                  - device.managed: true
                  - device.enrolled: true
              - necessary: false
            """;

        Assert.Equal(
            "at least one of these cases arises: (a) the device is a service device, and at least one of these cases arises: (a.1) the device is managed by the authority; "
            + "(a.2) the device is registered with the institution; (b) the application is not necessary for the work",
            Assert.Single(Clauses(Nested, "en")));
    }

    [Fact]
    public void Two_bounds_of_a_day_are_two_clauses() =>
        Assert.Equal(["the date is after 1 May 2023", "the date is 3 May 2023 at the latest"], Clauses("date: {after: 2023-05-01, until: 2023-05-03}", "en"));

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("nl")]
    [InlineData("de")]
    public void Every_value_population_and_class_has_words(string language)
    {
        var words = new ResourceWords(ResourceWords.Conditions, language);
        var values = FactTable.All.Where(fact => fact < Fact.Waiver).SelectMany(fact => FactTable.Values(fact).Select(value => $"When.{FactTable.Path(fact)}.{value}"));
        var classes = CoveredCatalogue.Load(ProductFiles.Catalogue).Classes.Keys.Select(known => "Class." + known);

        Assert.All(values.Concat(classes).Concat(FactTable.Populations.Select(name => "Population." + name)), key => Assert.NotNull(words.Find(key)));
        Assert.Equal(12, words.Get("Calendar.months").Split('|').Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(JudgementTextTests.Translations), MemberType = typeof(JudgementTextTests))]
    public void Both_resources_are_complete_with_the_same_places_to_fill(string language)
    {
        foreach (var resources in new[] { ResourceWords.Conditions, ResourceWords.Documents })
        {
            var english = Texts(resources, CultureInfo.InvariantCulture);
            var translated = Texts(resources, CultureInfo.GetCultureInfo(language));

            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
            Assert.All(english, text => Assert.Equal(Places(text.Value), Places(translated[text.Key])));
            Assert.All(english.Where(text => text.Value.Count(letter => letter == ' ') > 3), text => Assert.NotEqual(text.Value, translated[text.Key]));
        }
    }

    private static IReadOnlyList<string> Clauses(string when, string language)
    {
        var file = YamlFile.Load("when.yaml", System.Text.Encoding.UTF8.GetBytes(when));
        return new ConditionText(language).Clauses(ConditionReader.ReadAll(file));
    }

    private static Dictionary<string, string> Texts(System.Resources.ResourceManager resources, CultureInfo culture) =>
        resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
