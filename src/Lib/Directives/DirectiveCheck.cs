using TikTokBan.Yaml;

namespace TikTokBan.Directives;

/// <summary>Something about a directive's file that its author should mend.</summary>
/// <param name="Message">What, and what to do.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record DirectiveFinding(string Message, long Line, long Column);

/// <summary>Checks a directive's file beyond its schema: what can never apply, what is missing, what contradicts itself.</summary>
public static class DirectiveCheck
{
    // A chain of directives longer than this is a cycle, or as good as one.
    private const int LongestSuccession = 100;

    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="others">The directives it will live among; null leaves out what concerns them.</param>
    /// <returns>Findings in the order of the file; none when all is well.</returns>
    public static IReadOnlyList<DirectiveFinding> Run(string path, DirectiveSet? others = null)
    {
        try
        {
            var directive = Directive.LoadFile(path);
            var file = YamlFile.Load(path, problem: InputProblem.DirectiveUnusable);
            var findings = new List<DirectiveFinding>();
            findings.AddRange(Overlaps(directive));
            findings.AddRange(DirectiveLanguages.Run(directive, file));
            findings.AddRange(Exceptions(directive));
            findings.AddRange(Reach(directive));
            if (others is not null)
                findings.AddRange(Relations(directive, file, others));
            return [.. findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column)];
        }
        catch (UnusableInputException problem)
        {
            return [new DirectiveFinding(problem.Sentence, problem.Line ?? 1, problem.Column ?? 1)];
        }
    }

    private static IEnumerable<DirectiveFinding> Overlaps(Directive directive)
    {
        foreach (var (earlier, later) in directive.Periods.Zip(directive.Periods.Skip(1)))
        {
            if (earlier.To is not { } to || later.From is not { } from || to >= from)
                yield return At(later.Mark, "this time in force overlaps the one before it; end that one on the day before this one begins");
        }
    }

    private static IEnumerable<DirectiveFinding> Exceptions(Directive directive)
    {
        foreach (var exception in directive.Exceptions)
        {
            if (exception.Kinds.Count == 0)
                yield return At(exception.Mark, $"the exception '{exception.Id}' accepts no kind of waiver, so it never applies; name its 'kinds'");
            if (exception.Approvers.Count == 0)
                yield return At(exception.Mark, $"the exception '{exception.Id}' names nobody who may approve it, so it never applies; name its 'approvers'");
        }
    }

    private static IEnumerable<DirectiveFinding> Reach(Directive directive)
    {
        // What never came into force still has rules that are to make sense if it does.
        var inForce = directive.Periods.Count > 0 ? directive : directive with { Periods = [new DirectivePeriod(null, null, directive.Instrument)] };
        var compiled = new CompiledDirective(inForce);
        var reachable = compiled.Reachable.ToList();
        foreach (var rule in directive.Rules)
        {
            if (reachable.Any(outcome => outcome.Rule?.Id == rule.Id))
            {
                if (rule.Deadline is { } deadline && ReachesAfter(inForce, rule, deadline))
                    yield return At(rule.Mark, $"the rule '{rule.Id}' gives the deadline {deadline:yyyy-MM-dd} also on days after it; bound its 'date' with 'until'");
                continue;
            }

            yield return At(rule.Mark, compiled.CanBeMet(rule.When)
                ? $"the rule '{rule.Id}' can never decide: other rules, the populations, the applications or the time in force leave it no case"
                : $"the conditions of the rule '{rule.Id}' contradict each other, so no case can meet them");
        }

        foreach (var exception in directive.Exceptions.Where(exception => exception.Kinds.Count > 0 && exception.Approvers.Count > 0))
        {
            if (reachable.All(outcome => outcome.Exception?.Id != exception.Id))
                yield return At(exception.Mark, $"the exception '{exception.Id}' can never apply: no rule gives a verdict that it lifts, or an exception before it takes every case");
        }
    }

    private static bool ReachesAfter(Directive directive, DirectiveRule rule, DateOnly deadline)
    {
        var late = rule with { Id = "late", When = new AllOf(rule.Mark, [rule.When, new DayCondition(rule.Mark, Fact.Date, deadline.AddDays(1), null)]) };
        var rules = directive.Rules.SelectMany(other => ReferenceEquals(other, rule) ? new[] { late, rule } : [other]);
        return new CompiledDirective(directive with { Rules = [.. rules] }).Reachable.Any(outcome => ReferenceEquals(outcome.Rule, late));
    }

    private static IEnumerable<DirectiveFinding> Relations(Directive directive, YamlMapping file, DirectiveSet others)
    {
        var known = others.All.Where(other => !SameFile(other.Path, directive.Path)).ToDictionary(other => other.Id, StringComparer.Ordinal);
        if (known.TryGetValue(directive.Id, out var twin))
            yield return At(ConditionReader.MarkOf(file.Require("id")), $"the id '{directive.Id}' is also that of {twin.Path}; choose another, unless this file is to take its place");
        known[directive.Id] = directive;
        foreach (var (field, next) in new (string, Func<Directive, string?>)[] { ("successor", d => d.Successor), ("predecessor", d => d.Predecessor) })
        {
            if (Follow(directive, known, next) is { } problem)
                yield return At(ConditionReader.MarkOf(file.Require(field)), problem);
        }
    }

    private static string? Follow(Directive directive, Dictionary<string, Directive> known, Func<Directive, string?> next)
    {
        var current = directive;
        for (var steps = 0; steps < LongestSuccession; steps++)
        {
            if (next(current) is not { } id)
                return null;
            if (id == directive.Id)
                return $"the succession of '{directive.Id}' leads back to itself by way of '{current.Id}'";
            if (!known.TryGetValue(id, out var following))
                return current == directive ? $"there is no directive '{id}'" : null;
            current = following;
        }

        return $"the succession that begins here runs in a circle further on, or over more than {LongestSuccession} directives";
    }

    private static bool SameFile(string left, string right) => Path.GetFullPath(left) == Path.GetFullPath(right);

    private static DirectiveFinding At(FileMark mark, string message) => new(message, mark.Line, mark.Column);
}
