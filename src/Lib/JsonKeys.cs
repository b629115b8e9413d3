using System.Text.Json;

namespace TikTokBan;

/// <summary>Finds a member that one object has twice: two readers would take different values for the one.</summary>
internal static class JsonKeys
{
    /// <summary>The first such name; null where there is none.</summary>
    /// <exception cref="JsonException">This is not JSON.</exception>
    public static string? FirstDuplicate(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        var watch = new JsonKeyWatch();
        while (reader.Read())
        {
            if (watch.Sees(ref reader) is { } twice)
                return twice;
        }

        return null;
    }
}

/// <summary>The names that the objects open at a place of a document have had so far.</summary>
internal sealed class JsonKeyWatch
{
    private readonly Stack<HashSet<string>> _open = new();

    /// <summary>Takes the next token; the name, where it is one that its object had before.</summary>
    public string? Sees(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _open.Push(new HashSet<string>(StringComparer.Ordinal));
                return null;
            case JsonTokenType.EndObject:
                _open.Pop();
                return null;
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                return _open.Peek().Add(name) ? null : name;
            default:
                return null;
        }
    }
}
