namespace TikTokBan.Tenant.Hunting;

/// <summary>Runs the part of the query language that a scan needs, honestly: each operator does what the service's does, and what isn't known is refused.</summary>
internal sealed class KqlQuery(IReadOnlyDictionary<string, HuntingTable> tables, ISet<string> unlicensed, DateTime now)
{
    public HuntingResult Run(string query, DateTime? from, DateTime? until)
    {
        var reader = new KqlReader(query);
        var table = Table(reader.Name());
        var result = new HuntingResult(table.Columns, Within(table, from, until));
        var expressions = new KqlExpressions(reader, now);
        var aggregates = new KqlAggregates(reader, expressions);
        reader.Take(";");
        while (!reader.IsAtEnd)
        {
            reader.Expect("|");
            result = Apply(reader, expressions, aggregates, result);
            reader.Take(";");
        }
        return result;
    }

    private HuntingTable Table(string name) => tables.TryGetValue(name, out var table) && !unlicensed.Contains(name)
        ? table
        : throw new KqlException($"'where' operator: Failed to resolve table or column expression named '{name}'");

    private static IEnumerable<object?[]> Within(HuntingTable table, DateTime? from, DateTime? until)
    {
        var time = table.Columns.Select((column, i) => (column, i)).Where(pair => pair.column.Name == "Timestamp").Select(pair => pair.i).DefaultIfEmpty(-1).First();
        return time < 0 ? table.Rows : table.Rows.Where(row => row[time] is not DateTime at || ((from is null || at >= from) && (until is null || at <= until)));
    }

    private static HuntingResult Apply(KqlReader reader, KqlExpressions expressions, KqlAggregates aggregates, HuntingResult input)
    {
        var operation = reader.Name();
        switch (operation)
        {
            case "where" or "filter":
                var condition = expressions.Condition(input.Columns);
                return input with { Rows = input.Rows.Where(row => condition(row) is true) };
            case "project" or "extend":
                return Project(reader, expressions, input, keep: operation == "extend");
            case "take" or "limit":
                var count = (int)reader.Number();
                return input with { Rows = input.Rows.Take(count) };
            case "count":
                return new HuntingResult([new("Count", "Int64")], [[(long)input.Rows.Count()]]);
            case "order" or "sort" or "top":
                return Sort(reader, expressions, input, operation == "top");
            case "distinct":
                return aggregates.Distinct(input);
            case "summarize":
                return aggregates.Summarize(input);
            default:
                throw new KqlException($"Syntax error: Unknown operator '{operation}'.");
        }
    }

    private static HuntingResult Project(KqlReader reader, KqlExpressions expressions, HuntingResult input, bool keep)
    {
        var columns = new List<HuntingColumn>(keep ? input.Columns : []);
        var values = new List<KqlExpressions.Value>(keep ? input.Columns.Select((_, i) => (KqlExpressions.Value)(row => row[i])) : []);
        do
        {
            var alias = reader.Alias();
            var known = input.Columns.FirstOrDefault(column => column.Name == reader.Peek.Text);
            values.Add(expressions.Condition(input.Columns));
            columns.Add(alias is not null ? new(alias, known?.Type ?? "String") : known ?? throw new KqlException("Syntax error: a projected expression needs a name."));
        }
        while (reader.Take(","));
        return new HuntingResult(columns, input.Rows.Select(row => values.Select(value => value(row)).ToArray()));
    }

    private static HuntingResult Sort(KqlReader reader, KqlExpressions expressions, HuntingResult input, bool top)
    {
        var limit = top ? (int)reader.Number() : int.MaxValue;
        if (!reader.TakeWord("by"))
            throw new KqlException("Syntax error: Expected: by.");
        IOrderedEnumerable<object?[]>? ordered = null;
        var order = Comparer<object?>.Create((a, b) => (a, b) switch { (null, null) => 0, (null, _) => -1, (_, null) => 1, _ => KqlValues.Compare(a, b) ?? 0 });
        do
        {
            var key = expressions.Condition(input.Columns);
            var ascending = reader.TakeWord("asc");
            if (!ascending)
                reader.TakeWord("desc");
            ordered = (ordered, ascending) switch
            {
                (null, true) => input.Rows.OrderBy(row => key(row), order),
                (null, false) => input.Rows.OrderByDescending(row => key(row), order),
                (_, true) => ordered.ThenBy(row => key(row), order),
                _ => ordered.ThenByDescending(row => key(row), order),
            };
        }
        while (reader.Take(","));
        return input with { Rows = ordered.Take(limit) };
    }
}

/// <summary>Columns and rows so far.</summary>
internal sealed record HuntingResult(IReadOnlyList<HuntingColumn> Columns, IEnumerable<object?[]> Rows);
