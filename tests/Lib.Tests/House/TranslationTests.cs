using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TikTokBan.Tests.House;

/// <summary>Every file of texts says in each language what it says in English, with the same values in it.</summary>
public sealed partial class TranslationTests
{
    private static readonly string[] Translations = ["fr", "nl", "de"];

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var path in CommittedFiles.All.Where(path => path.EndsWith(".resx", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(path) is var name && !name.Contains('.', StringComparison.Ordinal)))
            {
                foreach (var language in Translations)
                    files.Add(path, language);
            }

            return files;
        }
    }

    [Fact]
    public void There_are_files_of_texts() => Assert.True(Files.Count >= 10 * Translations.Length);

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_text_is_there_with_its_values_and_is_not_left_in_english(string path, string language)
    {
        var (english, other) = (Read(path), Read(Path.ChangeExtension(path, language + ".resx")));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(english.Where(pair => (pair.Value.Length == 0) != (other[pair.Key].Length == 0)).Select(pair => pair.Key));
        Assert.DoesNotContain(english.Keys, key => Values(english[key]) != Values(other[key]));
        Assert.Empty(english.Where(pair => pair.Value.Count(character => character == ' ') > 3 && other[pair.Key] == pair.Value).Select(pair => pair.Key));
    }

    private static Dictionary<string, string> Read(string path) => XDocument.Load(Repository.At(path.Split('/')))
        .Descendants("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string Values(string text) => string.Join(' ', Value().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Value();
}
