namespace TikTokBan.Directives;

/// <summary>Headings, labels and fixed sentences of a directive's document in one language.</summary>
internal sealed class DocumentWords(string language)
{
    private readonly ResourceWords _words = new(ResourceWords.Documents, language);

    public PlainWords Plain { get; } = new(language);

    public string Get(string key) => _words.Get(key);

    public string? Find(string key) => _words.Find(key);

    public string Format(string key, params object?[] arguments) => _words.Format(key, arguments);

    /// <summary>A label with its colon, before which French puts a space.</summary>
    public string Labelled(string label) => Format("Label", label);

    public DocumentEntry Entry(string label, params IReadOnlyList<string> lines) => new(Labelled(Get("Label." + label)), lines);

    public DocumentEntry Sentence(string key) => new(null, [Get(key)]);

    public DocumentSection Section(string heading, IReadOnlyList<DocumentEntry> entries, IReadOnlyList<DocumentSection>? articles = null) =>
        new(Get("Heading." + heading), entries, articles ?? []);
}
