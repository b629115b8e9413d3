using System.Text.RegularExpressions;

namespace TikTokBan.Tenant.Hunting;

/// <summary>Goes through the words of a query.</summary>
internal sealed partial class KqlReader
{
    private readonly List<KqlToken> _tokens;
    private int _at;

    // A datetime's digits and signs are one literal; in quotes it is one word.
    public KqlReader(string query) => _tokens = KqlTokens.Read(Instant().Replace(query, "datetime(\"$1\")"));

    public KqlToken Peek => _tokens[_at];

    public bool IsAtEnd => Peek.Kind == KqlKind.End;

    public KqlToken Next() => _tokens[_at == _tokens.Count - 1 ? _at : _at++];

    public bool Take(string sign)
    {
        if (Peek.Kind != KqlKind.Sign || Peek.Text != sign)
            return false;
        _at++;
        return true;
    }

    public bool TakeWord(string word)
    {
        if (Peek.Kind != KqlKind.Name || Peek.Text != word)
            return false;
        _at++;
        return true;
    }

    public void Expect(string sign)
    {
        if (!Take(sign))
            throw new KqlException($"Syntax error: Expected: {sign}, found '{Peek.Text}'.");
    }

    public string Name() => Peek.Kind == KqlKind.Name ? Next().Text : throw new KqlException($"Syntax error: a name was expected, found '{Peek.Text}'.");

    public long Number() => Peek.Kind == KqlKind.Number && long.TryParse(Next().Text, out var number) ? number : throw new KqlException("Syntax error: a number was expected.");

    /// <summary>The name before an equals sign; null where there is none.</summary>
    public string? Alias()
    {
        if (Peek.Kind != KqlKind.Name || _at + 1 >= _tokens.Count || _tokens[_at + 1] is not { Kind: KqlKind.Sign, Text: "=" })
            return null;
        _at += 2;
        return _tokens[_at - 2].Text;
    }

    public string RawArgument()
    {
        Expect("(");
        var text = Next().Text;
        Expect(")");
        return text;
    }

    /// <summary>Where a column is; the service knows no other casing of its name.</summary>
    public int Column(IReadOnlyList<HuntingColumn> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == name)
                return i;
        }
        throw new KqlException($"'{(IsAtEnd ? "project" : "where")}' operator: Failed to resolve scalar expression named '{name}'");
    }

    [GeneratedRegex("""datetime\(\s*([0-9][^")]*?)\s*\)""")]
    private static partial Regex Instant();
}
