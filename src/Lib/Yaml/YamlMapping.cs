namespace TikTokBan.Yaml;

/// <summary>Fields with their values, in the order of the file. A key stands in it once: the file would not have loaded otherwise.</summary>
internal sealed class YamlMapping(YamlSource source, long line, long column, IReadOnlyList<YamlEntry> entries) : YamlNode(source, line, column)
{
    private readonly Dictionary<string, YamlEntry> _byKey = entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);

    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Shape => "a mapping";

    /// <summary>The value of a field; null when the field is not there. A field written without value counts as there.</summary>
    public YamlNode? Find(string key) => _byKey.TryGetValue(key, out var entry) ? entry.Value : null;

    public YamlNode Require(string key) => Find(key) ?? throw Error($"the field '{key}' is missing");

    /// <summary>Refuses every field but these, so that a misspelt one is never silently without effect.</summary>
    public void AllowOnly(params ReadOnlySpan<string> known)
    {
        foreach (var entry in Entries)
        {
            if (!known.Contains(entry.Key.Text))
                throw entry.Key.Error($"the field '{entry.Key.Text}' is not known here; known are {string.Join(", ", known.ToArray())}");
        }
    }

    public string RequireText(string key) => Require(key).AsText($"'{key}'");

    public string? Text(string key) => Find(key)?.AsText($"'{key}'");

    public bool? Boolean(string key) => Find(key)?.AsBoolean($"'{key}'");

    public int? Integer(string key, int minimum = 0, int maximum = int.MaxValue) => Find(key)?.AsInteger($"'{key}'", minimum, maximum);

    public DateOnly? Date(string key) => Find(key)?.AsDate($"'{key}'");

    public YamlMapping? Mapping(string key) => Find(key)?.AsMapping($"'{key}'");

    public YamlMapping RequireMapping(string key) => Require(key).AsMapping($"'{key}'");

    /// <summary>The items of a list; none when the field is not there.</summary>
    public IReadOnlyList<YamlNode> Items(string key) => Find(key)?.AsSequence($"'{key}'").Items ?? [];

    /// <summary>The texts of a list; none when the field is not there.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key)?.AsSequence($"'{key}'").AsTexts($"'{key}'") ?? [];

    public T RequireOneOf<T>(string key, IReadOnlyDictionary<string, T> words) => Require(key).AsOneOf($"'{key}'", words);

    public T? OneOf<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct => Find(key)?.AsOneOf($"'{key}'", words);
}

/// <summary>One field of a mapping.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
