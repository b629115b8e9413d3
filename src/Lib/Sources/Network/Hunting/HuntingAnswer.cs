using System.Text.Json;

namespace TikTokBan.Sources.Network.Hunting;

/// <summary>Looks at an answer without reading its rows.</summary>
internal static class HuntingAnswer
{
    /// <summary>The number of rows; the names of the answer's parts come in either case.</summary>
    public static int Rows(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                    continue;
                var isRows = string.Equals(reader.GetString(), "results", StringComparison.OrdinalIgnoreCase);
                reader.Read();
                if (isRows && reader.TokenType == JsonTokenType.StartArray)
                    return Elements(ref reader);
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Whoever reads the rows says what is broken.
        }

        return 0;
    }

    private static int Elements(ref Utf8JsonReader reader)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }

        return count;
    }
}
