using System.Text.Json;

namespace TikTokBan.Tenants.Requests;

/// <summary>What the text of a page says about itself. Looking also shows that the text is whole.</summary>
/// <param name="Next">Link to the next page.</param>
/// <param name="Delta">Link for the next delta.</param>
/// <param name="Count">Number of rows in all, where it was asked for.</param>
/// <param name="IsEmpty">Whether it is a list without rows.</param>
/// <param name="IsError">Whether it is an error in spite of its status.</param>
internal readonly record struct PageText(string? Next, string? Delta, long? Count, bool IsEmpty, bool IsError)
{
    // What documentation, and some services, put beyond the letter of JSON.
    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    /// <summary>Reads it without building anything of it.</summary>
    /// <exception cref="JsonException">The text is not JSON, or breaks off.</exception>
    public static PageText Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        if (!reader.Read())
            throw new JsonException("There is nothing.");
        string? next = null, delta = null;
        long? count = null;
        bool empty = false, error = false, rows = false;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isNext, isDelta, isCount) = (reader.ValueTextEquals("@odata.nextLink"u8), reader.ValueTextEquals("@odata.deltaLink"u8), reader.ValueTextEquals("@odata.count"u8));
                var (isValue, isError) = (reader.ValueTextEquals("value"u8), reader.ValueTextEquals("error"u8));
                reader.Read();
                if (isNext && reader.TokenType == JsonTokenType.String)
                    next = reader.GetString();
                else if (isDelta && reader.TokenType == JsonTokenType.String)
                    delta = reader.GetString();
                else if (isCount && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
                    count = number;
                else if (isValue && reader.TokenType == JsonTokenType.StartArray)
                    (rows, empty) = (true, IsEmptyArray(reader));
                else if (isError)
                    error = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
        }
        else
        {
            reader.Skip();
        }

        // Reading on past the end is how trailing text is found.
        while (reader.Read())
        {
        }

        return new PageText(next, delta, count, empty, error && !rows);
    }

    private static bool IsEmptyArray(Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.EndArray;
}
