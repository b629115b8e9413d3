namespace TikTokBan.Exposures;

/// <summary>Shares equal texts: platforms, models and departments recur on thousands of devices and people.</summary>
internal sealed class TextPool
{
    private const int Most = 65_536;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public string? Share(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (_texts.TryGetValue(text, out var shared))
            return shared;
        if (_texts.Count < Most)
            _texts.Add(text, text);
        return text;
    }
}
