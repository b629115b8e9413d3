using TikTokBan.Catalogue.Text;
using TikTokBan.Yaml;

namespace TikTokBan.Catalogue.Reading;

/// <summary>Reads one application.</summary>
internal static class ApplicationReader
{
    public static ApplicationDraft Application(YamlMapping fields, CatalogueDraft draft)
    {
        fields.AllowOnly("id", "names", "titles", "ambiguous", "class", "outcome", "vendor", "origin", "category", "publishers", "note", "indicators");
        var id = Identifier(fields.Require("id"));
        var kind = ClassOf(fields, draft);
        var names = Names(fields.RequireMapping("names"));
        var titles = fields.Texts("titles");
        var outcome = fields.OneOf("outcome", CatalogueVocabulary.Outcomes);
        IndicatorReader.RefuseRaise(fields, outcome, kind);

        var ambiguous = fields.Items("ambiguous");
        var hidden = ambiguous.Select(item => NameText.Fold(item.AsText("each of 'ambiguous'"))).ToHashSet(StringComparer.Ordinal);
        var indicators = new List<IndicatorDraft>();
        indicators.AddRange(fields.RequireMapping("names").Entries
            .Where(entry => !hidden.Contains(NameText.Fold(entry.Value.AsText("a name"))))
            .Select(entry => Title(entry.Value, id, kind.Id, ambiguous: false)));
        indicators.AddRange(fields.Items("titles").Select(item => Title(item, id, kind.Id, ambiguous: false)));
        indicators.AddRange(ambiguous.Select(item => Title(item, id, kind.Id, ambiguous: true)));
        indicators.AddRange(fields.Items("indicators").Select(item => IndicatorReader.Own(item.AsMapping("an indicator"), id, kind, draft)));

        return new ApplicationDraft(
            fields.Require("id"),
            id,
            names,
            [.. titles, .. ambiguous.Select(item => item.AsText("a title")).Where(title => !names.Values.Contains(title, StringComparer.Ordinal))],
            kind.Id,
            outcome,
            fields.RequireText("vendor"),
            Origin(fields.Require("origin")),
            fields.RequireOneOf("category", CatalogueVocabulary.Categories),
            fields.Texts("publishers"),
            fields.Text("note"),
            draft.Shipped,
            indicators);
    }

    public static ApplicationClass ClassOf(YamlMapping fields, CatalogueDraft draft)
    {
        var name = fields.Require("class");
        var text = name.AsText("'class'");
        return draft.Classes.TryGetValue(text, out var one)
            ? one
            : throw name.Error($"the class '{text}' is not defined; known are {string.Join(", ", draft.Classes.Keys.Order(StringComparer.Ordinal))}, and 'classes' can add one");
    }

    private static IndicatorDraft Title(YamlNode item, string application, string kind, bool ambiguous)
    {
        var text = item.AsText("a title");
        return new IndicatorDraft(item, IndicatorKind.Name, text, IndicatorText.Canonical(IndicatorKind.Name, text, item), application, kind) { Ambiguous = ambiguous };
    }

    private static Dictionary<string, string> Names(YamlMapping names)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, name) in names.Entries)
        {
            if (language.Text is not { Length: 2 or 3 } code || !code.All(char.IsAsciiLetterLower))
                throw language.Error($"'{language.Text}' is no language; write a code of two or three small letters, such as fr");
            all.Add(code, name.AsText("a name"));
        }

        return all.ContainsKey("en") ? all : throw names.Error("the English name 'en' is missing; it stands in where a language has none");
    }

    private static string Identifier(YamlNode node)
    {
        var id = node.AsText("'id'");
        return id.Length <= 60 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') && char.IsAsciiLetterLower(id[0])
            ? id
            : throw node.Error($"the id '{id}' must be small letters, digits and hyphens, and begin with a letter");
    }

    private static string Origin(YamlNode node)
    {
        var origin = node.AsText("'origin'");
        return origin.Length == 2 && origin.All(char.IsAsciiLetterUpper)
            ? origin
            : throw node.Error($"'origin' must be a country in two capital letters, and is '{origin}'");
    }
}
