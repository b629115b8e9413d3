using System.Globalization;

namespace TikTokBan.Tenant.Hunting;

/// <summary>Reads the expressions of a query: conditions, columns, literals and the few functions that a scan needs.</summary>
internal sealed class KqlExpressions(KqlReader reader, DateTime now)
{
    /// <summary>Value of an expression for a row.</summary>
    public delegate object? Value(object?[] row);

    public Value Condition(IReadOnlyList<HuntingColumn> columns)
    {
        var left = Conjunction(columns);
        while (reader.TakeWord("or"))
        {
            var (a, b) = (left, Conjunction(columns));
            left = row => a(row) is true || b(row) is true;
        }
        return left;
    }

    private Value Conjunction(IReadOnlyList<HuntingColumn> columns)
    {
        var left = Comparison(columns);
        while (reader.TakeWord("and"))
        {
            var (a, b) = (left, Comparison(columns));
            left = row => a(row) is true && b(row) is true;
        }
        return left;
    }

    private Value Comparison(IReadOnlyList<HuntingColumn> columns)
    {
        var left = Sum(columns);
        var operation = reader.Peek.Text;
        switch (operation)
        {
            case "==" or "=~" or "!=" or "!~":
                reader.Next();
                var same = Sum(columns);
                var (ignoreCase, wanted) = (operation.EndsWith('~'), operation[0] == '=');
                return row => KqlValues.Same(left(row), same(row), ignoreCase) == wanted;
            case "<" or "<=" or ">" or ">=":
                reader.Next();
                var other = Sum(columns);
                return row => KqlValues.Compare(left(row), other(row)) is { } order && operation switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
            case "between":
                reader.Next();
                reader.Expect("(");
                var low = Sum(columns);
                reader.Expect("..");
                var high = Sum(columns);
                reader.Expect(")");
                return row => KqlValues.Compare(left(row), low(row)) >= 0 && KqlValues.Compare(left(row), high(row)) <= 0;
            case "has" or "contains" or "startswith" or "endswith" or "!has" or "!contains" or "!startswith" or "!endswith":
                reader.Next();
                var term = Sum(columns);
                return row => Matches(operation.TrimStart('!'), KqlValues.Text(left(row)), KqlValues.Text(term(row))) != (operation[0] == '!');
            case "has_any" or "!has_any" or "in" or "in~" or "!in" or "!in~":
                reader.Next();
                var terms = List(columns);
                return row => Any(operation.TrimStart('!'), left(row), terms, row) != (operation[0] == '!');
            default:
                return left;
        }
    }

    private static bool Matches(string operation, string text, string term) => operation switch
    {
        "has" => KqlValues.Has(text, term),
        "contains" => text.Contains(term, StringComparison.OrdinalIgnoreCase),
        "startswith" => text.StartsWith(term, StringComparison.OrdinalIgnoreCase),
        _ => text.EndsWith(term, StringComparison.OrdinalIgnoreCase),
    };

    private static bool Any(string operation, object? value, List<Value> terms, object?[] row) => operation == "has_any"
        ? terms.Exists(term => KqlValues.Has(KqlValues.Text(value), KqlValues.Text(term(row))))
        : terms.Exists(term => KqlValues.Same(value, term(row), operation == "in~"));

    private List<Value> List(IReadOnlyList<HuntingColumn> columns)
    {
        reader.Expect("(");
        var dynamic = reader.TakeWord("dynamic");
        if (dynamic)
        {
            reader.Expect("(");
            reader.Expect("[");
        }
        var values = new List<Value>();
        do
            values.Add(Sum(columns));
        while (reader.Take(","));
        if (dynamic)
        {
            reader.Expect("]");
            reader.Expect(")");
        }
        reader.Expect(")");
        return values;
    }

    private Value Sum(IReadOnlyList<HuntingColumn> columns)
    {
        var left = Single(columns);
        while (reader.Peek.Text is "+" or "-" && reader.Peek.Kind == KqlKind.Sign)
        {
            var sign = reader.Next().Text == "+" ? 1 : -1;
            var (a, b) = (left, Single(columns));
            left = row => (a(row), b(row)) switch
            {
                (DateTime time, TimeSpan span) => time + sign * span,
                (long x, long y) => x + sign * y,
                _ => null,
            };
        }
        return left;
    }

    private Value Single(IReadOnlyList<HuntingColumn> columns)
    {
        var token = reader.Next();
        switch (token.Kind)
        {
            case KqlKind.Text:
                return _ => token.Text;
            case KqlKind.Number:
                var number = long.Parse(token.Text, CultureInfo.InvariantCulture);
                return _ => number;
            case KqlKind.Span:
                var span = KqlValues.Span(token.Text);
                return _ => span;
            case KqlKind.Sign when token.Text == "(":
                var inner = Condition(columns);
                reader.Expect(")");
                return inner;
            case KqlKind.Name when token.Text is "true" or "false":
                return _ => token.Text == "true";
            case KqlKind.Name when reader.Peek.Text == "(":
                return Call(token.Text, columns);
            case KqlKind.Name:
                var column = reader.Column(columns, token.Text);
                return row => row[column];
            default:
                throw new KqlException($"Syntax error: A recognition error occurred near '{token.Text}'.");
        }
    }

    private Value Call(string function, IReadOnlyList<HuntingColumn> columns)
    {
        if (function == "datetime")
            return Literal();
        reader.Expect("(");
        var arguments = new List<Value>();
        while (!reader.Take(")"))
        {
            arguments.Add(Condition(columns));
            reader.Take(",");
        }
        return (function, arguments.Count) switch
        {
            ("now", 0) => _ => now,
            ("ago", 1) => row => now - (TimeSpan)arguments[0](row)!,
            ("not", 1) => row => arguments[0](row) is not true,
            ("hash", 2) => row => KqlValues.Hash(arguments[0](row), (long)arguments[1](row)!),
            ("tolower", 1) => row => KqlValues.Text(arguments[0](row)).ToLowerInvariant(),
            ("tostring", 1) => row => KqlValues.Text(arguments[0](row)),
            ("isempty", 1) => row => KqlValues.Text(arguments[0](row)).Length == 0,
            ("isnotempty", 1) => row => KqlValues.Text(arguments[0](row)).Length > 0,
            ("todatetime", 1) => row => DateTime.TryParse(KqlValues.Text(arguments[0](row)), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null,
            _ => throw new KqlException($"Unknown function: '{function}'."),
        };
    }

    // What stands in datetime( ) is not an expression of its own.
    private Value Literal()
    {
        var text = reader.RawArgument();
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? _ => time
            : throw new KqlException($"Syntax error: '{text}' is not a datetime.");
    }
}
