namespace TikTokBan.Directives;

/// <summary>
/// Builds reduced ordered decision diagrams over variables with finitely many classes. Equal functions get equal numbers, because
/// every node is made once and a node whose children are all the same is never made.
/// A node is a number from 0; a result is the negative number <c>~result</c>.
/// </summary>
internal sealed class Diagram(IReadOnlyList<int> classes)
{
    /// <summary>The results of a diagram that says yes or no.</summary>
    public const int No = ~0, Yes = ~1;

    // Far above what any directive needs; it keeps a hostile file from taking the machine.
    private const int MostNodes = 200_000;

    private readonly List<(int Variable, int[] Children)> _nodes = [];
    private readonly Dictionary<NodeKey, int> _made = [];

    public IReadOnlyList<(int Variable, int[] Children)> Nodes => _nodes;

    /// <summary>The node that asks for a variable and goes on to one child for each of its classes.</summary>
    /// <exception cref="UnusableInputException">The directive's conditions are too intertwined.</exception>
    public int Node(int variable, int[] children)
    {
        if (Array.TrueForAll(children, child => child == children[0]))
            return children[0];
        var key = new NodeKey(variable, children);
        if (_made.TryGetValue(key, out var node))
            return node;
        if (_nodes.Count == MostNodes)
            throw new UnusableInputException(InputProblem.DirectiveUnusable, "the conditions depend on each other in too many ways; split the directive");
        node = _nodes.Count;
        _nodes.Add((variable, children));
        _made.Add(key, node);
        return node;
    }

    /// <summary>Yes when the variable's class is among those allowed (one bit each).</summary>
    public int Literal(int variable, ulong allowed)
    {
        var children = new int[classes[variable]];
        for (var i = 0; i < children.Length; i++)
            children[i] = (allowed >> i & 1) != 0 ? Yes : No;
        return Node(variable, children);
    }

    public int And(int left, int right) => Choose(left, right, No);

    public int Or(int left, int right) => Choose(left, Yes, right);

    /// <summary>What <paramref name="then"/> says where the condition holds, and what <paramref name="otherwise"/> says elsewhere.</summary>
    public int Choose(int condition, int then, int otherwise) => Choose(condition, then, otherwise, []);

    /// <summary>The same diagram with other results.</summary>
    public int Map(int node, Func<int, int> result) => Map(node, result, []);

    /// <summary>The results that can be reached from a node, in ascending order.</summary>
    public IReadOnlyCollection<int> Results(int root)
    {
        var results = new SortedSet<int>();
        var seen = new HashSet<int>();
        var open = new Stack<int>([root]);
        while (open.TryPop(out var node))
        {
            if (node < 0)
            {
                results.Add(~node);
                continue;
            }

            if (!seen.Add(node))
                continue;
            foreach (var child in _nodes[node].Children)
                open.Push(child);
        }

        return results;
    }

    private int Choose(int condition, int then, int otherwise, Dictionary<(int, int, int), int> done)
    {
        if (condition == Yes || then == otherwise)
            return then;
        if (condition == No)
            return otherwise;
        if (done.TryGetValue((condition, then, otherwise), out var known))
            return known;

        // The recursion is as deep as there are variables, of which a directive has a few dozen at most.
        var variable = Math.Min(_nodes[condition].Variable, Math.Min(VariableOf(then), VariableOf(otherwise)));
        var children = new int[classes[variable]];
        for (var i = 0; i < children.Length; i++)
            children[i] = Choose(Child(condition, variable, i), Child(then, variable, i), Child(otherwise, variable, i), done);
        return done[(condition, then, otherwise)] = Node(variable, children);
    }

    private int Map(int node, Func<int, int> result, Dictionary<int, int> done)
    {
        if (node < 0)
            return ~result(~node);
        if (done.TryGetValue(node, out var known))
            return known;
        var (variable, children) = _nodes[node];
        return done[node] = Node(variable, Array.ConvertAll(children, child => Map(child, result, done)));
    }

    private int VariableOf(int node) => node < 0 ? int.MaxValue : _nodes[node].Variable;

    private int Child(int node, int variable, int i) => VariableOf(node) == variable ? _nodes[node].Children[i] : node;
}

/// <summary>A node by its content.</summary>
internal readonly struct NodeKey(int variable, int[] children) : IEquatable<NodeKey>
{
    private readonly int _variable = variable;
    private readonly int[] _children = children;

    public bool Equals(NodeKey other) => _variable == other._variable && _children.AsSpan().SequenceEqual(other._children);

    public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = _variable;
        foreach (var child in _children)
            hash = unchecked((hash * 31) + child);
        return hash;
    }
}
