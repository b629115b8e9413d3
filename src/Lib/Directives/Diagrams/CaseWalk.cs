namespace TikTokBan.Directives;

/// <summary>Walks the outcome diagram of a case along every branch that its known facts leave open.</summary>
internal static class CaseWalk
{
    /// <summary>The outcomes that are possible, in the order in which the directive's rules stand.</summary>
    public static IReadOnlyList<Outcome> Outcomes(CompiledDirective compiled, int[] known)
    {
        var results = new SortedSet<int>();
        Walk(compiled, known, results, []);

        // Outcomes were numbered from the last rule to the first.
        return [.. results.Reverse().Select(result => compiled.Outcomes[result])];
    }

    /// <summary>The variables whose known values decided the way, in their order.</summary>
    public static IReadOnlyList<Variable> DecisiveFacts(CompiledDirective compiled, int[] known)
    {
        var asked = new SortedSet<int>();
        Walk(compiled, known, [], asked);
        return [.. asked.Where(variable => known[variable] >= 0).Select(variable => compiled.Variables[variable])];
    }

    private static void Walk(CompiledDirective compiled, int[] known, SortedSet<int> results, SortedSet<int> asked)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([compiled.OutcomeRoot]);
        while (open.TryPop(out var node))
        {
            if (node < 0)
            {
                results.Add(~node);
                continue;
            }

            if (!seen.Add(node))
                continue;
            var (variable, children) = compiled.Nodes[node];
            asked.Add(variable);
            if (known[variable] >= 0)
                open.Push(children[known[variable]]);
            else
                Array.ForEach(children, open.Push);
        }
    }
}
