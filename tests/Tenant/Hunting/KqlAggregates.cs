namespace TikTokBan.Tenant.Hunting;

/// <summary><c>summarize</c> and <c>distinct</c>.</summary>
internal sealed class KqlAggregates(KqlReader reader, KqlExpressions expressions)
{
    private sealed record Aggregate(IReadOnlyList<HuntingColumn> Columns, Func<List<object?[]>, IEnumerable<object?>> Values);

    public HuntingResult Distinct(HuntingResult input)
    {
        var keys = Names(input);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new HuntingResult([.. keys.Select(key => input.Columns[key])], input.Rows.Select(row => keys.Select(key => row[key]).ToArray()).Where(row => seen.Add(Key(row))));
    }

    public HuntingResult Summarize(HuntingResult input)
    {
        var aggregates = new List<Aggregate>();
        while (!reader.IsAtEnd && reader.Peek.Text is not ("by" or "|"))
        {
            aggregates.Add(Read(input));
            reader.Take(",");
        }
        var keys = reader.TakeWord("by") ? Names(input) : [];
        var shown = aggregates.Select(aggregate => aggregate with { Columns = [.. aggregate.Columns.Where(column => !keys.Any(key => input.Columns[key].Name == column.Name))] }).ToList();
        var groups = input.Rows.GroupBy(row => Key(keys.Select(key => row[key])), StringComparer.Ordinal).Select(group => group.ToList());
        if (keys.Count == 0)
            groups = groups.DefaultIfEmpty([]);
        return new HuntingResult(
            [.. keys.Select(key => input.Columns[key]), .. shown.SelectMany(aggregate => aggregate.Columns)],
            groups.Select(group => Row(group, keys, aggregates, input)));
    }

    private static object?[] Row(List<object?[]> group, List<int> keys, List<Aggregate> aggregates, HuntingResult input)
    {
        var row = new List<object?>(keys.Select(key => group[0][key]));
        foreach (var aggregate in aggregates)
            row.AddRange(aggregate.Columns.Zip(aggregate.Values(group)).Where(pair => !keys.Any(key => input.Columns[key].Name == pair.First.Name)).Select(pair => pair.Second));
        return [.. row];
    }

    private Aggregate Read(HuntingResult input)
    {
        var alias = reader.Alias();
        var name = reader.Name();
        reader.Expect("(");
        switch (name)
        {
            case "count":
                reader.Expect(")");
                return new([new(alias ?? "count_", "Int64")], group => [(long)group.Count]);
            case "min" or "max" or "any" or "take_any" or "dcount":
                var column = input.Columns.FirstOrDefault(column => column.Name == reader.Peek.Text);
                var value = expressions.Condition(input.Columns);
                reader.Expect(")");
                var type = name == "dcount" ? "Int64" : column?.Type ?? "String";
                return new([new(alias ?? $"{name}_{column?.Name}", type)], group => [Fold(name, group.Select(row => value(row)))]);
            case "arg_max" or "arg_min":
                return Extreme(name, input);
            default:
                throw new KqlException($"Unknown function: '{name}'.");
        }
    }

    private static object? Fold(string name, IEnumerable<object?> values) => name switch
    {
        "dcount" => (long)values.Select(KqlValues.Text).Distinct(StringComparer.Ordinal).Count(),
        "min" => values.Aggregate((object?)null, (a, b) => a is null || KqlValues.Compare(b, a) < 0 ? b : a),
        "max" => values.Aggregate((object?)null, (a, b) => a is null || KqlValues.Compare(b, a) > 0 ? b : a),
        _ => values.FirstOrDefault(),
    };

    private Aggregate Extreme(string name, HuntingResult input)
    {
        var by = reader.Column(input.Columns, reader.Name());
        var taken = new List<int> { by };
        while (reader.Take(","))
        {
            if (reader.Take("*"))
                taken.AddRange(Enumerable.Range(0, input.Columns.Count).Where(i => i != by));
            else
                taken.Add(reader.Column(input.Columns, reader.Name()));
        }
        reader.Expect(")");
        var sign = name == "arg_max" ? 1 : -1;
        return new([.. taken.Select(i => input.Columns[i])], group =>
        {
            var best = group.Aggregate((a, b) => a[by] is null || sign * KqlValues.Compare(b[by], a[by]) > 0 ? b : a);
            return taken.Select(i => best[i]);
        });
    }

    private List<int> Names(HuntingResult input)
    {
        var keys = new List<int>();
        do
            keys.Add(reader.Column(input.Columns, reader.Name()));
        while (reader.Take(","));
        return keys;
    }

    private static string Key(IEnumerable<object?> values) => string.Join('\u001f', values.Select(KqlValues.Text));
}
