using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>One fact of a case and the values that a test gives it; number 0 leaves it unknown where that is allowed.</summary>
internal sealed record Dimension(string Path, bool OfWaiver, bool AlwaysKnown, IReadOnlyList<Func<CaseFacts, CaseFacts>> Values);

/// <summary>
/// The cases that matter for a directive: every fact that one of its conditions names, with enough values to fall on both sides of
/// each. Worked out from the conditions alone, without the diagrams that are under test.
/// </summary>
internal sealed class CaseDomain
{
    private static readonly Dictionary<string, bool> NoConditions = [];

    public CaseDomain(Directive directive)
    {
        Directive = directive;
        var leaves = directive.Rules.SelectMany(rule => Leaves(rule.When)).ToList();
        var days = leaves.OfType<DayCondition>().Where(leaf => leaf.Fact == Fact.Date)
            .SelectMany(leaf => new[] { leaf.From, leaf.Until })
            .Concat(directive.Periods.SelectMany(period => new[] { period.From, period.To }))
            .OfType<DateOnly>().SelectMany(Around).Append(new DateOnly(2024, 7, 1)).Distinct().Order();
        var dimensions = new List<Dimension>
        {
            new("date", false, true, [.. days.Select(day => (Func<CaseFacts, CaseFacts>)(c => c with { Date = day }))]),
            new("application", false, true, [.. Applications(directive).Select(id => (Func<CaseFacts, CaseFacts>)(c => c with { Application = id }))]),
            new("conduct", false, true, [.. Enum.GetValues<Conduct>().Select(conduct => (Func<CaseFacts, CaseFacts>)(c => c with { Conduct = conduct }))]),
            new("person.population", false, false, [.. Populations(directive, leaves).Select(names => (Func<CaseFacts, CaseFacts>)(c => c with { Person = new PersonFacts { Population = names } }))]),
        };
        foreach (var fact in leaves.OfType<FactCondition>().Select(leaf => leaf.Fact).Append(Fact.Network).Distinct().Where(fact => fact != Fact.Conduct).Order())
            dimensions.Add(new Dimension(FactTable.Path(fact), false, false, [.. Enumerable.Range(0, FactTable.RawValues(fact)).Select(value => FactSetter.For(fact, value))]));
        var installed = leaves.OfType<DayCondition>().Where(leaf => leaf.Fact == Fact.InstalledSince).SelectMany(leaf => new[] { leaf.From, leaf.Until }).OfType<DateOnly>().SelectMany(Around).Distinct().ToList();
        if (installed.Count > 0)
            dimensions.Add(new Dimension("installedSince", false, false, [.. installed.Select(day => (Func<CaseFacts, CaseFacts>)(c => c with { InstalledSince = day }))]));

        dimensions.Add(new Dimension("waiver", false, false, [c => c with { HasNoWaiver = true }, c => c with { Waiver = new WaiverFacts() }]));
        dimensions.Add(new Dimension("waiver.expires", true, false, [c => c with { Waiver = c.Waiver! with { Expires = c.Date.AddDays(-1) } }, c => c with { Waiver = c.Waiver! with { Expires = c.Date } }]));
        if (directive.Exceptions.Count > 0)
        {
            dimensions.Add(new Dimension("waiver.kind", true, false, [.. FactTable.Values(Fact.WaiverKind).Select(kind => (Func<CaseFacts, CaseFacts>)(c => c with { Waiver = c.Waiver! with { Kind = kind } }))]));
            dimensions.Add(new Dimension("waiver.approver", true, false, [.. FactTable.Values(Fact.WaiverApprover).Select(by => (Func<CaseFacts, CaseFacts>)(c => c with { Waiver = c.Waiver! with { Approver = by } }))]));
            if (directive.Exceptions.Any(exception => exception.Documented is not null))
                dimensions.Add(new Dimension("waiver.documented", true, false, [.. Truths.Select(truth => (Func<CaseFacts, CaseFacts>)(c => c with { Waiver = c.Waiver! with { Documented = truth } }))]));
            if (directive.Exceptions.Any(exception => exception.Blanket is not null))
                dimensions.Add(new Dimension("waiver.blanket", true, false, [.. Truths.Select(truth => (Func<CaseFacts, CaseFacts>)(c => c with { Waiver = c.Waiver! with { Blanket = truth } }))]));
            foreach (var name in directive.Exceptions.SelectMany(exception => exception.Conditions.Keys).Distinct())
                dimensions.Add(new Dimension("waiver.conditions." + name, true, false, [.. Truths.Select(truth => (Func<CaseFacts, CaseFacts>)(c => c with { Waiver = c.Waiver! with { Conditions = With(c.Waiver!.Conditions, name, truth) } }))]));
        }

        Dimensions = dimensions;
    }

    public Directive Directive { get; }

    public IReadOnlyList<Dimension> Dimensions { get; }

    private static bool[] Truths => [false, true];

    /// <summary>The case that some choices make: for each dimension 0 for unknown, else the number of a value counted from 1.</summary>
    public CaseFacts Case(IReadOnlyList<int> choices)
    {
        var facts = new CaseFacts { Directive = Directive.Id, Date = default, Application = "", Conduct = default };
        for (var i = 0; i < Dimensions.Count; i++)
        {
            if (choices[i] > 0 && !(Dimensions[i].OfWaiver && facts.Waiver is null))
                facts = Dimensions[i].Values[choices[i] - 1](facts);
        }

        return facts;
    }

    /// <summary>Choices from any numbers: each is brought into the range of its dimension.</summary>
    public int[] Choose(IReadOnlyList<int> numbers) =>
        [.. Dimensions.Select((dimension, i) => dimension.AlwaysKnown
            ? 1 + (numbers[i % numbers.Count] % dimension.Values.Count)
            : numbers[i % numbers.Count] % (dimension.Values.Count + 1))];

    private static Dictionary<string, bool> With(IReadOnlyDictionary<string, bool>? conditions, string name, bool met) =>
        new(conditions ?? NoConditions) { [name] = met };

    private static IEnumerable<DateOnly> Around(DateOnly day) => [day.AddDays(-1), day, day.AddDays(1)];

    private static IEnumerable<string> Applications(Directive directive) =>
        new[] { "tiktok", "tiktok-studio", "musically", "capcut", "elsewhere", "deepseek" }.OrderByDescending(id => directive.Applications.Covers(id, KnownApplications.Find(id)));

    private static IEnumerable<IReadOnlyList<string>> Populations(Directive directive, List<Condition> leaves)
    {
        var named = leaves.OfType<PopulationCondition>().SelectMany(leaf => leaf.Names).Concat(directive.Populations).Distinct().ToList();
        return named.Select(name => (IReadOnlyList<string>)[name]).Append([]).Append(["citizen"]).Append(["citizen", .. named.Take(2)]);
    }

    private static IEnumerable<Condition> Leaves(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Leaves),
        AnyOf any => any.Parts.SelectMany(Leaves),
        _ => [condition],
    };
}
