using System.Text.Json;
using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>The schemas that others rely on name the same fields and words as the readers.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Case = Load("case.schema.json").GetProperty("$defs").GetProperty("case").GetProperty("properties");
    private static readonly JsonElement Definitions = Load("directive.schema.json").GetProperty("$defs");

    [Fact]
    public void The_schema_of_cases_knows_every_fact_and_its_values()
    {
        foreach (var fact in FactTable.All.Where(fact => fact is not (Fact.Waiver or Fact.WaiverExpires)))
        {
            var at = Case;
            foreach (var step in FactTable.Path(fact).Split('.'))
                at = (at.TryGetProperty("properties", out var properties) ? properties : at).GetProperty(step);
            if (at.TryGetProperty("$ref", out var reference))
                at = Load("case.schema.json").GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
            if (at.TryGetProperty("items", out var items))
                at = items;
            if (at.TryGetProperty("enum", out var words))
                Assert.Equal(FactTable.Values(fact).Order(StringComparer.Ordinal), Words(words));
            else if (FactTable.Values(fact).Count > 0)
                Assert.Equal("""["boolean","null"]""", at.GetProperty("type").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("case.schema.json")]
    [InlineData("directive.schema.json")]
    public void Both_schemas_know_the_populations(string schema) =>
        Assert.Equal(
            FactTable.Populations.Order(StringComparer.Ordinal),
            Words(Load(schema).GetProperty("$defs").GetProperty("population").GetProperty("anyOf")[0].GetProperty("enum")));

    [Fact]
    public void The_schema_of_directives_knows_every_condition()
    {
        var conditions = Definitions.GetProperty("when").GetProperty("properties").EnumerateObject().Select(property => property.Name);
        string[] own = ["any", "payer", "application.id", "application.class", "application.origin", "application.category"];

        Assert.Equal(
            FactTable.All.Where(fact => fact is < Fact.Waiver and not Fact.Application).Select(FactTable.Path).Concat(own).Order(StringComparer.Ordinal),
            conditions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_of_directives_knows_every_verdict_and_what_an_exception_asks()
    {
        var exception = Definitions.GetProperty("exception").GetProperty("properties");

        Assert.Equal(Enum.GetNames<Verdict>().Order(StringComparer.Ordinal), Words(Definitions.GetProperty("rule").GetProperty("properties").GetProperty("verdict").GetProperty("enum")));
        Assert.Equal(FactTable.Values(Fact.WaiverKind).Order(StringComparer.Ordinal), Words(exception.GetProperty("kinds").GetProperty("items").GetProperty("enum")));
        Assert.Equal(FactTable.Values(Fact.WaiverApprover).Order(StringComparer.Ordinal), Words(exception.GetProperty("approvers").GetProperty("items").GetProperty("enum")));
        Assert.Equal(
            FactTable.WaiverConditions.Order(StringComparer.Ordinal),
            exception.GetProperty("conditions").GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    private static JsonElement Load(string schema)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.At("schemas", schema)));
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Words(JsonElement list) =>
        list.EnumerateArray().Where(word => word.ValueKind != JsonValueKind.Null).Select(word => word.GetString()!).Order(StringComparer.Ordinal);
}
