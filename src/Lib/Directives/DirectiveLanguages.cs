using TikTokBan.Yaml;

namespace TikTokBan.Directives;

/// <summary>Finds the texts of a directive's file that lack a language.</summary>
internal static class DirectiveLanguages
{
    private static readonly string AllLanguages = string.Join(", ", LocalText.Languages);

    public static IEnumerable<DirectiveFinding> Run(Directive directive, YamlMapping file)
    {
        var names = Names(file).ToList();
        foreach (var text in Sentences(file).Concat(names).Concat(Citations(file)).OfType<YamlMapping>())
        {
            string[] missing = [.. LocalText.Languages.Where(language => text.Find(language) is null)];
            if (missing.Length > 0)
                yield return At(text, $"this text lacks {string.Join(", ", missing)}; another language will stand in");
        }

        if (!IsBelgian(directive))
            yield break;
        foreach (var name in names.OfType<YamlScalar>())
            yield return At(name, $"this text stands in one language, and a directive for Belgian authorities is read in four; write it by language: {AllLanguages}");
    }

    // Belgium has three official languages, and who is bound reads the act in one of them.
    private static bool IsBelgian(Directive directive) =>
        directive.Populations.Append(directive.Id).Any(name => name.StartsWith("be-", StringComparison.Ordinal));

    private static IEnumerable<YamlNode?> Sentences(YamlMapping file) =>
        [file.Find("title"), file.Find("text"), .. Fields(file, "text", "rules", "exceptions", "reporting")];

    private static IEnumerable<YamlNode?> Names(YamlMapping file) =>
        [file.Find("authority"), file.Find("instrument"), file.Find("legalBasis"), .. Fields(file, "instrument", "inForce"), .. Fields(file, "basis", "rules", "exceptions")];

    // An address or the name of a newspaper is the same in every language, so these are only held to be complete once they are begun.
    private static IEnumerable<YamlNode?> Citations(YamlMapping file) => [.. file.Items("sources"), .. Fields(file, "to", "reporting")];

    private static IEnumerable<YamlNode?> Fields(YamlMapping file, string field, params string[] lists) =>
        lists.SelectMany(file.Items).Select(item => item.AsMapping("an item").Find(field));

    private static DirectiveFinding At(YamlNode node, string message) => new(message, node.Line, node.Column);
}
