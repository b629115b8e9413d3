using System.Globalization;

namespace TikTokBan.Directives;

/// <summary>Says the conditions of a rule in words, from what the judge goes by rather than from how the file writes it.</summary>
internal sealed class ConditionText(string language)
{
    private readonly ResourceWords _words = new(ResourceWords.Conditions, language);
    private readonly PlainWords _plain = new(language);

    /// <summary>One clause for each condition; all must be met.</summary>
    public IReadOnlyList<string> Clauses(Condition condition) => [.. Clauses(condition, "")];

    private IEnumerable<string> Clauses(Condition condition, string label) => condition switch
    {
        AllOf { Parts.Count: 0 } => [_words.Get("When.all")],
        AllOf all when IsPayer(all.Parts, 0b001) => [_words.Get("When.payer.unpaid")],
        AllOf all => all.Parts.SelectMany(part => Clauses(part, label)),
        AnyOf any when IsPayer(any.Parts, 0b110) => [_words.Get("When.payer.paid")],
        AnyOf any => [_words.Format("When.any", _plain.Listed(any.Parts.Select((part, i) => Alternative(part, Label(label, i)))))],
        FactCondition { Fact: Fact.Holds } holds => [Holds(holds)],
        FactCondition fact => [Values(fact)],
        PopulationCondition people => [_words.Format(people.Member ? "When.person.population" : "When.person.population.not", _plain.Or([.. people.Names.Select(_plain.Population)]))],
        DayCondition days => Days(days),
        ApplicationCondition applications => [_words.Format("When.application", _plain.Or([.. _plain.Applications(applications.Scope)]))],
        _ => throw new InvalidOperationException($"There are no words for {condition.GetType().Name}."),
    };

    // Each alternative has a label of its own, so that one inside another cannot be mistaken for its neighbour.
    private string Alternative(Condition part, string label) => $"({label}) {string.Join(_words.Get("List.and"), Clauses(part, label))}";

    private static string Label(string outer, int number)
    {
        var count = (number + 1).ToString(CultureInfo.InvariantCulture);
        return outer.Length > 0 ? $"{outer}.{count}" : number < 26 ? ((char)('a' + number)).ToString() : count;
    }

    private static bool IsPayer(IReadOnlyList<Condition> parts, ulong allowed) =>
        parts.Count == 3 && parts.OfType<FactCondition>().Where(part => part.Allowed == allowed).Select(part => part.Fact).SequenceEqual([Fact.Purchase, Fact.Subscription, Fact.Use]);

    private string Values(FactCondition condition)
    {
        var key = "When." + FactTable.Path(condition.Fact);
        string[] values = [.. FactTable.Values(condition.Fact).Where((_, i) => (condition.Allowed >> i & 1) != 0).Select(value => _words.Get($"{key}.{value}"))];
        if (values.Length == 0)
            return _words.Get("When.never");
        return _words.Find(key) is { } subject ? string.Format(CultureInfo.InvariantCulture, subject, _plain.Or(values)) : _plain.Or(values);
    }

    /// <summary>What a device holds is a set, and its condition the sets that fit: those with any of some names, or with none of them.</summary>
    private string Holds(FactCondition condition)
    {
        var sets = FactTable.RawValues(Fact.Holds);
        for (var named = 1; named < sets; named++)
        {
            var any = 0UL;
            for (var set = 0; set < sets; set++)
                any |= (set & named) != 0 ? 1UL << set : 0;
            var none = ~any & ((1UL << sets) - 1);
            if (condition.Allowed != any && condition.Allowed != none)
                continue;
            var key = condition.Allowed == any ? "When.device.holds" : "When.device.holds.not";
            return _words.Format(key, _plain.Or([.. FactTable.Values(Fact.Holds).Where((_, i) => (named >> i & 1) != 0).Select(value => _words.Get($"{key}.{value}"))]));
        }

        return _words.Get("When.never");
    }

    private IEnumerable<string> Days(DayCondition days)
    {
        var key = "When." + FactTable.Path(days.Fact);
        if (days.From is { } from)
            yield return days.WrittenAfter ? _words.Format(key + ".after", _plain.Day(from.AddDays(-1))) : _words.Format(key + ".from", _plain.Day(from));
        if (days.Until is { } until)
            yield return days.WrittenBefore ? _words.Format(key + ".before", _plain.Day(until.AddDays(1))) : _words.Format(key + ".until", _plain.Day(until));
    }
}
