using System.Text;
using System.Text.Json;

namespace TikTokBan.Reports.Proof;

/// <summary>Takes a few values out of a JSON document of any length, in one pass, holding no more of it than one value.</summary>
internal static class JsonFacts
{
    // No report has a longer text; a document with one is refused rather than held.
    private const int LongestToken = 4 * 1024 * 1024;

    /// <summary>The wanted values as text, by their paths (<c>scan.id</c>); what is not there, or is an object or array, is left out.</summary>
    /// <exception cref="JsonException">It is not JSON, has a name twice in one object, or a value that is too long.</exception>
    public static async Task<Dictionary<string, string>> ReadAsync(Stream document, IReadOnlySet<string> wanted, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var (held, pass) = (0, new Pass(wanted));
        for (var last = false; !last;)
        {
            if (held == buffer.Length)
            {
                if (held >= LongestToken)
                    throw new JsonException("it holds a value that is too long");
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await document.ReadAsync(buffer.AsMemory(held), cancellationToken).ConfigureAwait(false);
            held += read;
            last = read == 0;
            var used = pass.Take(buffer.AsSpan(0, held), last);
            buffer.AsSpan(used, held - used).CopyTo(buffer);
            held -= used;
        }

        return pass.Found;
    }

    private sealed class Pass(IReadOnlySet<string> wanted)
    {
        private readonly JsonKeyWatch _watch = new();
        private readonly List<string> _path = [];
        private readonly int _deepest = wanted.Max(path => path.Split('.').Length);
        private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 64 });

        public Dictionary<string, string> Found { get; } = new(StringComparer.Ordinal);

        public int Take(ReadOnlySpan<byte> bytes, bool last)
        {
            var reader = new Utf8JsonReader(bytes, last, _state);
            while (reader.Read())
            {
                if (_watch.Sees(ref reader) is { } twice)
                    throw new JsonException($"it has \"{FolderContent.Shown(twice)}\" twice in one object");
                Follow(ref reader);
            }

            _state = reader.CurrentState;
            return (int)reader.BytesConsumed;
        }

        private void Follow(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    Name(reader.CurrentDepth, reader.GetString()!);
                    break;
                case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    if (reader.CurrentDepth <= _deepest && wanted.Contains(string.Join('.', _path.Take(reader.CurrentDepth))))
                        Found[string.Join('.', _path.Take(reader.CurrentDepth))] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
                    break;
                case JsonTokenType.StartArray:
                    // What stands in an array has no path of its own.
                    Name(reader.CurrentDepth + 1, "[]");
                    break;
            }
        }

        private void Name(int depth, string name)
        {
            if (_path.Count >= depth)
                _path.RemoveRange(depth - 1, _path.Count - depth + 1);
            while (_path.Count < depth - 1)
                _path.Add("[]");
            _path.Add(name);
        }
    }
}
