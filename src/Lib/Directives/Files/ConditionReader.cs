using TikTokBan.Yaml;

namespace TikTokBan.Directives;

/// <summary>Reads the conditions of a rule. A field is a fact's path; its value is a word, a list of words of which one must fit, or <c>not</c> with either.</summary>
internal static class ConditionReader
{
    private static readonly Fact[] PayerParts = [Fact.Purchase, Fact.Subscription, Fact.Use];

    /// <summary>All conditions of a mapping, which must all be met.</summary>
    public static Condition ReadAll(YamlMapping when)
    {
        if (when.Entries.Count == 0)
            throw when.Error("there is no condition here; a rule for every remaining case has no 'when' at all");
        return new AllOf(MarkOf(when), [.. when.Entries.Select(Read)]);
    }

    /// <summary>The conditions as lines of text.</summary>
    public static IEnumerable<string> Describe(YamlMapping when) => when.Entries.Select(entry => $"{entry.Key.Text}: {Describe(entry.Value)}");

    public static FileMark MarkOf(YamlNode node) => new(node.Line, node.Column);

    private static Condition Read(YamlEntry entry)
    {
        var (key, value) = (entry.Key.Text, entry.Value);
        var mark = MarkOf(entry.Key);
        switch (key)
        {
            case "any":
                var alternatives = value.AsSequence("'any'").Items;
                if (alternatives.Count == 0)
                    throw value.Error("'any' lists no alternative");
                return new AnyOf(mark, [.. alternatives.Select(item => ReadAll(item.AsMapping("each alternative of 'any'")))]);
            case "payer":
                return ReadPayer(mark, value);
            case "person.population":
                var (populations, member) = WordsOrNot(key, value);
                return new PopulationCondition(mark, [.. populations.Select(ReadPopulation)], member);
            case "date" or "installedSince":
                return ReadDays(mark, FactTable.Find(key)!.Value, value.AsMapping($"'{key}'"));
            case "application.id" or "application.class" or "application.origin" or "application.category":
                var words = Words(key, value).Select(word => word.Text).ToList();
                return new ApplicationCondition(mark, key switch
                {
                    "application.id" => new ApplicationScope { Ids = words },
                    "application.class" => new ApplicationScope { Classes = words },
                    "application.origin" => new ApplicationScope { Origins = words },
                    _ => new ApplicationScope { Categories = words },
                });
            default:
                if (key.StartsWith("waiver", StringComparison.Ordinal))
                    throw entry.Key.Error("a rule does not ask for a waiver; write an exception instead");
                if (FactTable.Find(key) is not { } fact || FactTable.Values(fact).Count == 0)
                    throw entry.Key.Error($"the fact '{key}' is not known; known are {string.Join(", ", KnownKeys())}");
                return ReadValues(mark, fact, key, value);
        }
    }

    private static Condition ReadPayer(FileMark mark, YamlNode value) => value.AsText("'payer'") switch
    {
        // Any part that the authority bears makes the device paid for; only three times none makes it unpaid.
        "paid" => new AnyOf(mark, [.. PayerParts.Select(part => new FactCondition(mark, part, 0b110))]),
        "unpaid" => new AllOf(mark, [.. PayerParts.Select(part => new FactCondition(mark, part, 0b001))]),
        var other => throw value.Error($"'payer' must be paid or unpaid, and is '{other}'"),
    };

    private static DayCondition ReadDays(FileMark mark, Fact fact, YamlMapping days)
    {
        days.AllowOnly("from", "until", "before", "after");
        var from = days.Date("from") ?? days.Date("after")?.AddDays(1);
        var until = days.Date("until") ?? days.Date("before")?.AddDays(-1);
        if ((days.Find("from") is not null && days.Find("after") is not null) || (days.Find("until") is not null && days.Find("before") is not null))
            throw days.Error("write either 'from' or 'after', and either 'until' or 'before'");
        if (from is null && until is null)
            throw days.Error("a day must be bounded by at least one of from, after, until and before");
        if (from > until)
            throw days.Error("no day fits: the first day comes after the last");
        return new DayCondition(mark, fact, from, until) { WrittenAfter = days.Find("after") is not null, WrittenBefore = days.Find("before") is not null };
    }

    private static FactCondition ReadValues(FileMark mark, Fact fact, string key, YamlNode value)
    {
        var (words, member) = WordsOrNot(key, value);
        var named = 0UL;
        foreach (var word in words)
            named |= 1UL << NumberOf(fact, key, word);

        var allowed = 0UL;
        for (var raw = 0; raw < FactTable.RawValues(fact); raw++)
        {
            var fits = fact != Fact.Holds ? (named >> raw & 1) != 0
                : words.Count == 0 ? raw == 0
                : ((ulong)raw & named) != 0;
            if (fits == member)
                allowed |= 1UL << raw;
        }

        return new FactCondition(mark, fact, allowed);
    }

    private static int NumberOf(Fact fact, string key, YamlNode word)
    {
        var text = word.AsText($"'{key}'");
        if (fact == Fact.Conduct && text == "account")
            throw word.Error("a rule does not ask for the conduct account: an account name is always for review");
        var number = FactTable.Values(fact).ToList().IndexOf(text);
        return number >= 0 ? number : throw word.Error($"'{key}' must be one of {string.Join(", ", FactTable.Values(fact))}, and is '{text}'");
    }

    /// <summary>A population that the contract knows, or an authority's own.</summary>
    public static string ReadPopulation(YamlNode node)
    {
        var name = node.AsText("a population");
        return FactTable.IsPopulation(name)
            ? name
            : throw node.Error($"the population '{name}' is not known; an authority's own begins with x-, and known are {string.Join(", ", FactTable.Populations)}");
    }

    private static (IReadOnlyList<YamlNode> Words, bool Member) WordsOrNot(string key, YamlNode value)
    {
        if (value is not YamlMapping not)
            return (Texts(key, value), true);
        not.AllowOnly("not");
        return (Texts(key, not.Require("not")), false);
    }

    private static IReadOnlyList<YamlNode> Texts(string key, YamlNode value)
    {
        if (value is not YamlSequence list)
            return [value];
        return list.Items.Count == 0 && key != "device.holds" ? throw value.Error($"'{key}' lists no value, so nothing would fit") : list.Items;
    }

    private static IEnumerable<YamlScalar> Words(string key, YamlNode value) =>
        Texts(key, value).Select(word => word as YamlScalar ?? throw word.Error($"'{key}' must be a word or a list of words"));

    private static IEnumerable<string> KnownKeys() =>
        [
            "any", "payer", "application.id", "application.class", "application.origin", "application.category",
            .. FactTable.All.Where(fact => fact is not Fact.Application and < Fact.Waiver).Select(FactTable.Path),
        ];

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Text,
        YamlSequence list => list.Items is [YamlMapping, ..]
            ? string.Join(" or ", list.Items.Select(Describe))
            : $"[{string.Join(", ", list.Items.Select(Describe))}]",
        YamlMapping mapping => $"({string.Join(", ", Describe(mapping))})",
        _ => "",
    };
}
