using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>
/// Judges the slow, plain way, to hold the judge against: a case of which everything is known goes through the directive from top to
/// bottom, and a case with unknown facts through every way in which they could be filled in.
/// </summary>
internal sealed class Oracle(CaseDomain domain)
{
    private Directive Directive => domain.Directive;

    /// <summary>Verdict, deadline and missing facts by trying every completion.</summary>
    public (Verdict Verdict, DateOnly? Deadline, IReadOnlyList<string> Missing) Decide(int[] choices)
    {
        var completions = Completions(choices).ToList();
        var verdicts = completions.Select(completion => Complete(domain.Case(completion))).ToList();
        if (verdicts.Distinct().Count() == 1)
            return (verdicts[0].Verdict, verdicts[0].Deadline, []);

        var missing = new List<string>();
        foreach (var (path, members) in UnknownFacts(choices))
        {
            // A fact matters when two completions differ in it alone and in the verdict.
            var groups = new Dictionary<string, (Verdict, DateOnly?)>(StringComparer.Ordinal);
            for (var i = 0; i < completions.Count; i++)
            {
                var others = string.Join(",", completions[i].Where((_, index) => !members.Contains(index)));
                if (groups.TryAdd(others, verdicts[i]) || groups[others] == verdicts[i])
                    continue;
                missing.Add(path);
                break;
            }
        }

        return (Verdict.Review, null, missing);
    }

    /// <summary>The verdict on a case of which everything is known that matters.</summary>
    public (Verdict Verdict, DateOnly? Deadline) Complete(CaseFacts facts)
    {
        if (!Directive.Periods.Any(period => !(facts.Date < period.From) && !(facts.Date > period.To)))
            return (Verdict.NotInForce, null);
        var application = KnownApplications.Find(facts.Application);
        var disputed = Directive.DisputedApplications.Covers(facts.Application, application) == true;
        if (Directive.Applications.Covers(facts.Application, application) != true && !disputed)
            return (Verdict.OutOfScope, null);
        if (Directive.Populations.Count > 0 && !Directive.Populations.Intersect(facts.Person?.Population ?? []).Any())
            return (Verdict.OutOfScope, null);
        if (disputed)
            return (Verdict.Review, null);
        if (facts.Conduct == Conduct.Account && Directive.Rules.Any(rule => rule.Verdict is not (Verdict.OutOfScope or Verdict.NotInForce)))
            return (Verdict.Review, null);

        var rule = Directive.Rules.FirstOrDefault(rule => Holds(rule.When, facts, application));
        var verdict = rule?.Verdict ?? Verdict.OutOfScope;
        if (facts.Waiver is not { } waiver || waiver.Expires is not { } last || last < facts.Date)
            return (verdict, rule?.Deadline);
        if (Directive.Exceptions.Count == 0)
            return verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block ? (Verdict.Review, null) : (verdict, rule?.Deadline);
        return Directive.Exceptions.Any(exception => exception.Lifts.Contains(verdict) && Fits(exception, waiver)) ? (Verdict.Exempt, null) : (verdict, rule?.Deadline);
    }

    private static bool Fits(DirectiveExemption exception, WaiverFacts waiver) =>
        waiver.Kind is not null && exception.Kinds.Contains(waiver.Kind)
        && waiver.Approver is not null && exception.Approvers.Contains(waiver.Approver)
        && (exception.Documented is null || exception.Documented == waiver.Documented)
        && (exception.Blanket is null || exception.Blanket == waiver.Blanket)
        && exception.Conditions.All(asked => waiver.Conditions is not null && waiver.Conditions.TryGetValue(asked.Key, out var met) && met == asked.Value);

    private static bool Holds(Condition condition, CaseFacts facts, ApplicationFacts? application) => condition switch
    {
        AllOf all => all.Parts.All(part => Holds(part, facts, application)),
        AnyOf any => any.Parts.Any(part => Holds(part, facts, application)),
        FactCondition fact => FactTable.Read(fact.Fact, facts) is >= 0 and var value && (fact.Allowed >> value & 1) != 0,
        DayCondition day => (day.Fact == Fact.Date ? facts.Date : facts.InstalledSince) is { } on && !(on < day.From) && !(on > day.Until),
        PopulationCondition population => population.Names.Intersect(facts.Person?.Population ?? []).Any() == population.Member,
        ApplicationCondition named => named.Scope.Covers(facts.Application, application) == true,
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    // Each fact that the case leaves open, with the dimensions it consists of: a waiver that nothing is known of is one fact.
    private IEnumerable<(string Path, IReadOnlyList<int> Members)> UnknownFacts(int[] choices)
    {
        var waiver = IndexOf("waiver");
        for (var i = 0; i < choices.Length; i++)
        {
            if (choices[i] != 0 || domain.Dimensions[i].OfWaiver)
                continue;
            yield return i == waiver
                ? ("waiver", [i, .. Enumerable.Range(0, choices.Length).Where(member => domain.Dimensions[member].OfWaiver)])
                : (domain.Dimensions[i].Path, [i]);
        }

        if (choices[waiver] != 2)
            yield break;
        for (var i = 0; i < choices.Length; i++)
        {
            if (choices[i] == 0 && domain.Dimensions[i].OfWaiver)
                yield return (domain.Dimensions[i].Path, [i]);
        }
    }

    private IEnumerable<int[]> Completions(int[] choices)
    {
        IEnumerable<int[]> all = [[.. choices]];
        var waiver = IndexOf("waiver");
        for (var i = 0; i < choices.Length; i++)
        {
            var (index, dimension) = (i, domain.Dimensions[i]);
            if (dimension.OfWaiver)
            {
                // Without a waiver its parts are nothing, whatever was chosen for them.
                all = all.SelectMany(choice => choice[waiver] != 2 ? [With(choice, index, 0)]
                    : choices[waiver] == 2 && choices[index] != 0 ? [choice]
                    : Enumerable.Range(1, dimension.Values.Count).Select(value => With(choice, index, value)));
            }
            else if (choices[i] == 0)
            {
                // Where a directive knows no exception, a waiver that nothing is known of counts as none.
                var last = index == waiver && Directive.Exceptions.Count == 0 ? 1 : dimension.Values.Count;
                all = all.SelectMany(choice => Enumerable.Range(1, last).Select(value => With(choice, index, value)));
            }
        }

        return all;
    }

    private int IndexOf(string path) => domain.Dimensions.ToList().FindIndex(dimension => dimension.Path == path);

    private static int[] With(int[] choice, int index, int value)
    {
        int[] changed = [.. choice];
        changed[index] = value;
        return changed;
    }
}
