using System.Text.RegularExpressions;
using System.Xml.Linq;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;
using TikTokBan.Sources;

namespace TikTokBan.Tests.Reports;

/// <summary>Every language says everything, with the same values in it.</summary>
public sealed partial class ReportTextTests
{
    public static TheoryData<string> Translations => [.. ReportText.Languages.Where(language => language != "en")];

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_language_has_every_text_and_no_other(string language)
    {
        var (english, other) = (Read("en"), Read(language));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(english.Where(pair => pair.Value.Length > 0 && other[pair.Key].Length == 0).Select(pair => pair.Key));
        Assert.DoesNotContain(english.Keys, key => Places(english[key]) != Places(other[key]));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_sentence_is_not_left_in_english(string language)
    {
        var (english, other) = (Read("en"), Read(language));
        Assert.Empty(english.Where(pair => pair.Value.Count(character => character == ' ') > 3 && other[pair.Key] == pair.Value).Select(pair => pair.Key));
    }

    [Fact]
    public void Everything_that_a_scan_can_name_has_words()
    {
        var text = new ReportText("en");
        var spots = typeof(SourceDescriptors).GetProperties().Select(property => property.GetValue(null)).OfType<SourceDescriptor>().SelectMany(source => source.BlindTo).Select(spot => "blind." + spot.Id);
        string[] others =
        [
            .. spots,
            .. SourceDescriptors.All.Select(source => "source." + source.Id),
            .. Payers.Keys.Select(key => "payer." + key),
            .. FigureSources.Names.Select(name => "figure." + name),
            .. Enum.GetNames<Verdict>().SelectMany(name => new[] { "verdict." + name, $"verdict.{name}.meaning" }),
            .. Enum.GetNames<Confidence>().Select(name => "confidence." + name),
            .. Facts(typeof(DeviceFacts), "device.").Concat(Facts(typeof(PayerFacts), "device.payer.")).Concat(Facts(typeof(PersonFacts), "person.")).Select(path => "field." + path),
            .. new[] { "read", "partial", "failed" }.Select(state => "state." + state),
        ];
        Assert.True(others.Length > 60);
        Assert.DoesNotContain(others, key => text.Find(key) is null);
    }

    [Fact]
    public void Numbers_and_days_are_written_as_the_language_does()
    {
        var day = new DateOnly(2023, 3, 10);
        Assert.Equal(("12,345", "10 March 2023", "8.3%"), Forms("en"));
        Assert.Equal(("12\u202F345", "10 mars 2023", "8,3\u202F%"), Forms("fr"));
        Assert.Equal(("12.345", "10 maart 2023", "8,3\u00A0%"), Forms("nl"));
        Assert.Equal(("12.345", "10. März 2023", "8,3\u00A0%"), Forms("de"));

        (string, string, string) Forms(string language)
        {
            var text = new ReportText(language);
            return (text.Number(12345), text.Day(day), text.Percent(1, 12));
        }
    }

    [Fact]
    public void A_count_takes_the_form_that_goes_with_it()
    {
        var text = new ReportText("en");
        Assert.Equal("1 device cannot be seen by any source.", text.Count("point.unseen", new Figure(1)));
        Assert.Equal("0 devices cannot be seen by any source.", text.Count("point.unseen", new Figure(0)));
        Assert.Equal("1,200 devices cannot be seen by any source.", text.Count("point.unseen", new Figure(1200)));
        Assert.Equal("≈\u00A070 devices cannot be seen by any source.", text.Count("point.unseen", new Figure(70, FigureState.Rounded)));
        Assert.Equal("How many devices cannot be seen by any source is withheld here.", text.Count("point.unseen", new Figure(70, FigureState.Withheld)));
        Assert.Equal("Fewer than 5 devices cannot be seen by any source.", text.Count("point.unseen", new Figure(3, FigureState.Small)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("nl")]
    [InlineData("de")]
    public void A_sentence_with_a_number_that_is_withheld_is_another_one(string language)
    {
        var text = new ReportText(language);
        var counted = Read(language).Keys.Where(key => key.EndsWith(".few", StringComparison.Ordinal)).Select(key => key[..^4]).Where(key => text.Find(key + ".many") is not null).ToList();
        Assert.Contains("point.unseen", counted);
        Assert.All(counted, key =>
        {
            var sentence = text.Count(key, new Figure(7, FigureState.Withheld));
            Assert.DoesNotContain("{0}", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain('7', sentence);
            Assert.NotEqual(text.Count(key, new Figure(7)), sentence);
        });
    }

    [Fact]
    public void French_counts_nought_as_one_and_keeps_its_marks_with_their_words()
    {
        var text = new ReportText("fr");
        Assert.Equal("0 appareil n’est visible par aucune source.", text.Count("point.unseen", new Figure(0)));
        Assert.Equal("1er mars 2023", text.Day(new DateOnly(2023, 3, 1)));
        var loose = Read("fr").Keys.Where(key => LooseMark().IsMatch(text.Find(key) ?? ""));
        Assert.Empty(loose);
    }

    [Theory]
    [InlineData("Vu : « rien » ; 5 % !", "Vu\u202F: «\u202Frien\u202F»\u202F; 5\u202F%\u202F!")]
    [InlineData("à 9:30", "à 9:30")]
    [InlineData("«\u00A0déjà\u00A0»", "«\u202Fdéjà\u202F»")]
    public void French_marks_get_a_narrow_space_that_no_line_breaks_at(string typed, string set) => Assert.Equal(set, FrenchSpacing.Set(typed));

    private static IEnumerable<string> Facts(Type type, string prefix) =>
        type.GetProperties().Select(property => prefix + char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);

    private static Dictionary<string, string> Read(string language) => ReportText.Files
        .SelectMany(file => XDocument.Load(Repository.At("src", "Lib", "Reports", "Texts", language == "en" ? $"{file}.resx" : $"{file}.{language}.resx")).Descendants("data"))
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex("[ \u00A0][:;!?»%]|«[^\u202F]")]
    private static partial Regex LooseMark();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
