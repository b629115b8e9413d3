using System.Text.Json;

namespace TikTokBan.Reports.Handover;

/// <summary>What a report says of itself at the head of its document.</summary>
/// <param name="Detail">How much it tells of whom; null where it doesn't say.</param>
/// <param name="Authority">Whose report it is; null where it doesn't say.</param>
/// <param name="AsOf">The day as of which cases were judged, as it writes it; null where it doesn't say.</param>
internal sealed record ReportFacts(string? Detail, string? Authority, string? AsOf)
{
    /// <summary>Whether it holds numbers only. One that doesn't say so is taken to name people.</summary>
    public bool IsAggregate => Detail == "aggregate";

    /// <summary>Reads them of a document, which may be long, without holding it.</summary>
    /// <exception cref="UnusableInputException">It is no report.</exception>
    public static async Task<ReportFacts> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(path);
        await using var _ = stream.ConfigureAwait(false);
        var (buffer, filled, state) = (new byte[1 << 16], 0, new JsonReaderState());
        var seen = new Seen();
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                filled += read;
                var used = seen.Take(buffer.AsSpan(0, filled), read == 0, ref state);
                if (read == 0 || seen.HasAll)
                    return seen.Facts;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new UnusableInputException(InputProblem.ReportUnusable, "This is no report: it isn't the JSON that a report is; write the report again.", path, inner: broken);
        }
    }

    private sealed class Seen
    {
        private string? _detail;
        private string? _authority;
        private string? _asOf;
        private string? _above;
        private string? _name;
        private bool _scanRead;

        public ReportFacts Facts => new(_detail, _authority, _asOf);

        public bool HasAll => _detail is not null && _scanRead;

        public int Take(ReadOnlySpan<byte> text, bool isLast, ref JsonReaderState state)
        {
            var reader = new Utf8JsonReader(text, isLast, state);
            while (!HasAll && reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName when reader.CurrentDepth <= 2:
                        _name = reader.GetString();
                        break;
                    case JsonTokenType.StartObject when reader.CurrentDepth == 1:
                        _above = _name;
                        break;
                    case JsonTokenType.EndObject when reader.CurrentDepth == 1:
                        _scanRead |= _above == "scan";
                        _above = null;
                        break;
                    case JsonTokenType.String:
                        Keep(reader.CurrentDepth, reader.GetString());
                        break;
                    default:
                        break;
                }
            }

            state = reader.CurrentState;
            return (int)reader.BytesConsumed;
        }

        private void Keep(int depth, string? value)
        {
            if (depth == 1 && _name == "detail")
                _detail = value;
            else if (depth == 2 && _above == "scan" && _name == "authority")
                _authority = value;
            else if (depth == 2 && _above == "scan" && _name == "asOf")
                _asOf = value;
        }
    }
}
