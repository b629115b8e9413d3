using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TikTokBan.Ledger.Scans;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// Takes somebody out of JSON: each string that is or contains one of the identifiers becomes <c>"(erased)"</c>. The length in
/// bytes stays (blanks follow, or asterisks stand where there is too little room), so that what else is known by its place still is.
/// </summary>
internal sealed class Redactor
{
    /// <summary>What stands in its place.</summary>
    public const string Erased = "(erased)";

    // A shorter text stands in too many words that mean nobody.
    private const int ShortestWithin = 3;
    private const int NoObject = -1;

    private static readonly byte[] Replacement = Encoding.UTF8.GetBytes($"\"{Erased}\"");

    private readonly Pattern _strong;
    private readonly Pattern _weak;

    /// <param name="strong">Identifiers that are looked for everywhere.</param>
    /// <param name="weak">Names that are looked for only where an object holds one of <paramref name="strong"/>; a name of several words is looked for everywhere.</param>
    public Redactor(IEnumerable<string> strong, IEnumerable<string> weak)
    {
        var names = weak.ToList();
        _strong = new Pattern(strong.Concat(names.Where(IsTelling)));
        _weak = new Pattern(names.Where(name => !IsTelling(name)));
    }

    /// <summary>A copy without them; null where they are not in it.</summary>
    /// <param name="content">JSON in UTF-8, or plain text.</param>
    public byte[]? Redact(ReadOnlySpan<byte> content)
    {
        List<Found> tokens;
        try
        {
            tokens = Strings(content);
        }
        catch (JsonException)
        {
            return _strong.IsIn(Encoding.UTF8.GetString(content)) ? Encoding.UTF8.GetBytes(Erased) : null;
        }

        var objects = tokens.Where(token => token.Strong).Select(token => token.Object).ToHashSet();
        var hits = tokens.Where(token => token.Strong || (token.Weak && token.Around.Any(objects.Contains))).ToList();
        if (hits.Count == 0)
            return null;
        var copy = content.ToArray();
        foreach (var hit in hits)
            Blank(copy.AsSpan(hit.Start, hit.Length));
        return copy;
    }

    /// <summary>Whether it is one whole JSON document.</summary>
    public static bool IsJson(ReadOnlySpan<byte> content)
    {
        try
        {
            var reader = new Utf8JsonReader(ExposureText.Readable(content));
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether a text is or contains one of the identifiers.</summary>
    public bool IsIn(string text) => _strong.IsIn(text);

    private List<Found> Strings(ReadOnlySpan<byte> content)
    {
        var tokens = new List<Found>();
        var (around, count) = (new Stack<int>(), 0);
        var reader = new Utf8JsonReader(ExposureText.Readable(content));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    around.Push(count++);
                    break;
                case JsonTokenType.EndObject:
                    around.Pop();
                    break;
                case JsonTokenType.String or JsonTokenType.PropertyName:
                    var text = reader.GetString()!;
                    var (strong, weak) = (_strong.IsIn(text), _weak.IsIn(text));
                    // Of a member's name the colon is part of what was read, so the end is looked for by its length.
                    if (strong || weak)
                        tokens.Add(new Found((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2, around.TryPeek(out var inner) ? inner : NoObject, [.. around], strong, weak));
                    break;
            }
        }

        return tokens;
    }

    private static void Blank(Span<byte> token)
    {
        // A gap is filled again with a time or a number when the text is put together.
        if (token.Length < Replacement.Length || ExposureText.HasGap(token))
        {
            foreach (ref var one in token[1..^1])
                one = ExposureText.HasGap([one]) ? one : (byte)'*';
            return;
        }

        token.Fill((byte)' ');
        Replacement.CopyTo(token);
    }

    private static bool IsTelling(string name) => name.Trim().Contains(' ', StringComparison.Ordinal) && !name.Any(char.IsAsciiDigit);

    private readonly record struct Found(int Start, int Length, int Object, int[] Around, bool Strong, bool Weak);

    private sealed class Pattern
    {
        private readonly HashSet<string> _whole;
        private readonly Regex? _within;

        public Pattern(IEnumerable<string> names)
        {
            _whole = names.Select(name => name.Trim()).Where(name => name.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var within = _whole.Where(name => name.Length >= ShortestWithin).Select(Regex.Escape).ToList();
            _within = within.Count == 0 ? null : new Regex($@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', within)})(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        // An address in the path of a request is written with its at sign escaped.
        public bool IsIn(string text) => _whole.Contains(text.Trim()) || _within?.IsMatch(text) == true
            || (text.Contains('%', StringComparison.Ordinal) && _within?.IsMatch(Uri.UnescapeDataString(text)) == true);
    }
}
