using System.Text.Json;
using TikTokBan.Catalogue.Reading;
using TikTokBan.Yaml;

namespace TikTokBan.Tests.Catalogue;

/// <summary>The schema for those who write catalogue files knows the words that the loader knows, and every field of the shipped files.</summary>
public sealed class SchemaTests
{
    private static JsonElement Schema { get; } = JsonDocument.Parse(File.ReadAllText(Repository.At("schemas", "catalogue.schema.json"))).RootElement;

    [Fact]
    public void TheClosedSetsAreThoseOfTheLoader()
    {
        Assert.Equal(CatalogueVocabulary.Kinds.Keys.Order(StringComparer.Ordinal), Words("$defs", "kind"));
        Assert.Equal(CatalogueVocabulary.Outcomes.Keys.Order(StringComparer.Ordinal), Words("$defs", "outcome"));
        Assert.Equal(CatalogueVocabulary.Platforms.Keys.Order(StringComparer.Ordinal), Words("$defs", "indicator", "properties", "platform"));
        Assert.Equal(CatalogueVocabulary.Roles.Keys.Order(StringComparer.Ordinal), Words("$defs", "indicator", "properties", "role"));
        Assert.Equal(CatalogueVocabulary.Categories.Keys.Order(StringComparer.Ordinal), Words("$defs", "application", "properties", "category"));
        Assert.Equal(CatalogueVocabulary.Tiers.Keys.Order(StringComparer.Ordinal), Words("properties", "sources", "additionalProperties", "properties", "tier"));
    }

    [Fact]
    public void EveryFieldOfTheShippedFilesIsInIt()
    {
        foreach (var path in CatalogueFolder.Files(Repository.At("data", "catalogue")))
        {
            var file = YamlFile.Load(path);
            Known(file, At("properties"));
            foreach (var application in file.Items("applications"))
            {
                Known(application, At("$defs", "application", "properties"));
                foreach (var indicator in application.AsMapping("application").Items("indicators"))
                    Known(indicator, At("$defs", "indicator", "properties"));
            }

            foreach (var group in file.Items("indicators"))
            {
                Known(group, At("$defs", "group", "properties"));
                foreach (var value in group.AsMapping("group").Items("values").OfType<YamlMapping>())
                    Known(value, At("$defs", "group", "properties", "values", "items", "anyOf")[1].GetProperty("properties"));
            }
        }
    }

    private static void Known(YamlNode node, JsonElement properties)
    {
        foreach (var (key, _) in node.AsMapping("part").Entries)
            Assert.True(properties.TryGetProperty(key.Text, out _), $"{key.Path}:{key.Line}: {key.Text}");
    }

    private static JsonElement At(params string[] path) => path.Aggregate(Schema, (element, name) => element.GetProperty(name));

    private static IEnumerable<string> Words(params string[] path) => At(path).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal);
}
