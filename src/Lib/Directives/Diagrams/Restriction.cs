namespace TikTokBan.Directives;

/// <summary>
/// What is left of a verdict diagram once the known facts are filled in. It is reduced again on the way, so the variables that
/// remain are exactly the unknown facts on which the verdict still depends.
/// </summary>
internal readonly ref struct Restriction
{
    private readonly CompiledDirective _compiled;
    private readonly int[] _known;
    private readonly Dictionary<int, int> _done = [];
    private readonly Dictionary<NodeKey, int> _made = [];
    private readonly List<(int Variable, int[] Children)> _nodes = [];

    /// <param name="compiled">The directive.</param>
    /// <param name="known">For each variable the class of the case's value, or <see cref="FactTable.Unknown"/>.</param>
    public Restriction(CompiledDirective compiled, int[] known)
    {
        _compiled = compiled;
        _known = known;
        Root = Restrict(compiled.VerdictRoot);
    }

    /// <summary>A result (<c>~result</c>) when the verdict is settled.</summary>
    public int Root { get; }

    /// <summary>Unknown facts that the verdict depends on, each once, in their order. Of a waiver that nothing is known of only the whole is named.</summary>
    public string[] Missing()
    {
        var remaining = new SortedSet<int>();
        foreach (var (variable, _) in Remaining())
            remaining.Add(variable);
        var paths = new List<string>();
        var waiverUnknown = false;
        foreach (var variable in remaining)
        {
            var fact = _compiled.Variables[variable].Fact;
            waiverUnknown |= fact == Fact.Waiver;
            var path = FactTable.Path(waiverUnknown && fact > Fact.Waiver ? Fact.Waiver : fact);
            if (!paths.Contains(path))
                paths.Add(path);
        }

        return [.. paths];
    }

    /// <summary>The verdicts that are still possible.</summary>
    public IEnumerable<int> Results() => Remaining().SelectMany(node => node.Children).Where(child => child < 0).Select(child => ~child).Distinct().Order();

    // Nodes that were made on the way and then fell away, as their parents' children turned out the same, don't count.
    private List<(int Variable, int[] Children)> Remaining()
    {
        var remaining = new List<(int Variable, int[] Children)>();
        var seen = new HashSet<int>();
        var open = new Stack<int>([Root]);
        while (open.TryPop(out var node))
        {
            if (node < 0 || !seen.Add(node))
                continue;
            remaining.Add(_nodes[node]);
            foreach (var child in _nodes[node].Children)
                open.Push(child);
        }

        return remaining;
    }

    private int Restrict(int node)
    {
        if (node < 0)
            return node;
        if (_done.TryGetValue(node, out var done))
            return done;
        var (variable, children) = _compiled.Nodes[node];
        var restricted = _known[variable] is >= 0 and var value ? Restrict(children[value]) : Make(variable, children);
        return _done[node] = restricted;
    }

    private int Make(int variable, int[] children)
    {
        var restricted = new int[children.Length];
        for (var i = 0; i < restricted.Length; i++)
            restricted[i] = Restrict(children[i]);
        if (Array.TrueForAll(restricted, child => child == restricted[0]))
            return restricted[0];
        var key = new NodeKey(variable, restricted);
        if (_made.TryGetValue(key, out var node))
            return node;
        node = _nodes.Count;
        _nodes.Add((variable, restricted));
        _made.Add(key, node);
        return node;
    }
}
