namespace TikTokBan.Tenant.Queries;

/// <summary>What a service does with a filter on a property.</summary>
internal enum FilterVerdict
{
    Honoured,
    NeedsAdvancedQuery,
    Ignored,
    Refused,
}

/// <summary>Which filters a list takes: for each property its operators, and what becomes of the others.</summary>
/// <param name="Plain">Taken as they are: <c>property: eq in</c>, one to a line.</param>
/// <param name="Advanced">Properties that need an advanced query: the header and a count.</param>
/// <param name="Otherwise">What becomes of any other.</param>
internal sealed record FilterRules(string Plain, string Advanced = "", FilterVerdict Otherwise = FilterVerdict.Refused)
{
    private readonly Dictionary<string, string[]> _plain = Read(Plain);
    private readonly HashSet<string> _advanced = [.. Advanced.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public static FilterRules None { get; } = new("");

    public FilterVerdict Judge(FilterExpression filter)
    {
        var verdicts = filter.Comparisons.Select(Judge).ToList();
        if (verdicts.Contains(FilterVerdict.Refused))
            return FilterVerdict.Refused;
        if (verdicts.Contains(FilterVerdict.Ignored))
            return FilterVerdict.Ignored;

        // Negations are for advanced queries, whatever they negate.
        return verdicts.Contains(FilterVerdict.NeedsAdvancedQuery) || (_advanced.Count > 0 && filter.HasNot) ? FilterVerdict.NeedsAdvancedQuery : FilterVerdict.Honoured;
    }

    private FilterVerdict Judge(Comparison comparison)
    {
        if (_plain.TryGetValue(comparison.Property, out var operators) && operators.Contains(comparison.Operator))
            return FilterVerdict.Honoured;
        var isKnown = operators is not null || _advanced.Contains(comparison.Property);
        if (isKnown && _advanced.Count > 0)
            return comparison.Operator == "contains" ? FilterVerdict.Refused : FilterVerdict.NeedsAdvancedQuery;
        return Otherwise;
    }

    private static Dictionary<string, string[]> Read(string rules) => rules
        .Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(':'))
        .SelectMany(parts => parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(property => (property, operators: parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))))
        .ToDictionary(rule => rule.property, rule => rule.operators, StringComparer.Ordinal);
}
