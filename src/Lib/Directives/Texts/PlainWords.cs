using System.Globalization;

namespace TikTokBan.Directives;

/// <summary>Days, lists, populations and applications as a language writes them.</summary>
internal sealed class PlainWords(string language)
{
    private readonly ResourceWords _words = new(ResourceWords.Conditions, language);

    /// <summary>A day written out, such as <c>10 March 2023</c> or <c>1er décembre 2025</c>.</summary>
    public string Day(DateOnly day) => _words.Format(
        day.Day == 1 ? "Calendar.first" : "Calendar.day",
        day.Day,
        _words.Get("Calendar.months").Split('|')[day.Month - 1],
        day.Year.ToString("0000", CultureInfo.InvariantCulture));

    /// <summary>Alternatives in one phrase: <c>a, b or c</c>.</summary>
    public string Or(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : string.Join(", ", items.SkipLast(1)) + _words.Get("List.or") + items[^1];

    /// <summary>Statements one after the other, set apart by semicolons.</summary>
    public string Listed(IEnumerable<string> items) => string.Join(_words.Get("List.semicolon"), items);

    /// <summary>A population with its id; one of the authority's own has no other name.</summary>
    public string Population(string id) => _words.Find("Population." + id) is { } name ? _words.Format("Population", name, id) : id;

    /// <summary>The applications that a scope names, one phrase for each way in which it names them.</summary>
    public IEnumerable<string> Applications(ApplicationScope scope)
    {
        if (scope.All)
            yield return _words.Get("Scope.all");
        foreach (var name in scope.Classes)
            yield return _words.Find("Class." + name) is { } title ? _words.Format("Scope.class", title, name) : _words.Format("Scope.class.other", name);
        if (scope.Ids.Count > 0)
            yield return _words.Format("Scope.ids", string.Join(", ", scope.Ids));
        if (scope.Origins.Count > 0)
            yield return _words.Format("Scope.origin", Or([.. scope.Origins.Select(origin => _words.Find("Country." + origin) ?? origin)]));
        foreach (var category in scope.Categories)
            yield return _words.Find("Category." + category) ?? category;
    }
}
