using System.Globalization;

namespace TikTokBan.Yaml;

/// <summary>A part of a YAML file that knows where it stands, so that every complaint about it can say so.</summary>
internal abstract class YamlNode(YamlSource source, long line, long column)
{
    public string Path => source.Path;

    public long Line { get; } = line;

    public long Column { get; } = column;

    /// <summary>What this is called in a message: <c>a list</c>, <c>a mapping</c> or <c>a text</c>.</summary>
    public abstract string Shape { get; }

    public UnusableInputException Error(string message, Exception? inner = null) => source.Error(message, Line, Column, inner);

    public YamlMapping AsMapping(string what) =>
        this as YamlMapping ?? throw Error($"{what} must be a mapping of fields, and is {Shape}");

    public YamlSequence AsSequence(string what) =>
        this as YamlSequence ?? throw Error($"{what} must be a list, and is {Shape}");

    public string AsText(string what)
    {
        var scalar = this as YamlScalar ?? throw Error($"{what} must be a text, and is {Shape}");
        return scalar.IsNull ? throw Error($"{what} has no value; write one or leave the field out") : scalar.Text;
    }

    public bool AsBoolean(string what) => AsText(what) switch
    {
        "true" => true,
        "false" => false,
        var other => throw Error($"{what} must be true or false, and is '{Shorten(other)}'"),
    };

    public int AsInteger(string what, int minimum = 0, int maximum = int.MaxValue)
    {
        var text = AsText(what);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw Error($"{what} must be a whole number from {minimum} to {maximum}, and is '{Shorten(text)}'");
    }

    public decimal AsNumber(string what, decimal minimum, decimal maximum)
    {
        var text = AsText(what);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw Error(string.Create(CultureInfo.InvariantCulture, $"{what} must be a number from {minimum} to {maximum}, and is '{Shorten(text)}'"));
    }

    public DateOnly AsDate(string what)
    {
        var text = AsText(what);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Error($"{what} must be a day that exists, written yyyy-MM-dd, and is '{Shorten(text)}'");
    }

    /// <summary>One of a closed set of words, compared with case.</summary>
    public T AsOneOf<T>(string what, IReadOnlyDictionary<string, T> words)
    {
        var text = AsText(what);
        return words.TryGetValue(text, out var value)
            ? value
            : throw Error($"{what} must be one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}, and is '{Shorten(text)}'");
    }

    protected static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}

/// <summary>A text, number, date or truth value: whichever the reader of the field takes it for.</summary>
internal sealed class YamlScalar(YamlSource source, long line, long column, string text, bool plain) : YamlNode(source, line, column)
{
    public string Text { get; } = text;

    /// <summary>Left empty, or written <c>null</c> or <c>~</c> without quotes.</summary>
    public bool IsNull { get; } = plain && text is ("" or "~" or "null");

    public override string Shape => IsNull ? "empty" : $"'{Shorten(Text)}'";
}

/// <summary>A list.</summary>
internal sealed class YamlSequence(YamlSource source, long line, long column, IReadOnlyList<YamlNode> items) : YamlNode(source, line, column)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Shape => "a list";

    public IReadOnlyList<string> AsTexts(string what) => [.. Items.Select(item => item.AsText($"each of {what}"))];
}
