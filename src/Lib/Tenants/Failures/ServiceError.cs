using System.Text;
using System.Text.Json;

namespace TikTokBan.Tenants.Failures;

/// <summary>What a service says about its refusal, whichever of its ways it takes to say so.</summary>
/// <param name="Code">Its code, such as <c>Authorization_RequestDenied</c>.</param>
/// <param name="Message">Its words, as they are: not yet fit to be shown.</param>
/// <param name="RequestId">Its id of the request.</param>
internal sealed record ServiceError(string? Code, string? Message, string? RequestId)
{
    public static ServiceError None { get; } = new(null, null, null);

    /// <summary>Reads the body of a refusal.</summary>
    public static ServiceError Of(ReadOnlySpan<byte> body)
    {
        var text = Trimmed(body);
        if (text.IsEmpty)
            return None;
        if (text[0] == (byte)'<')
            return OfMarkup(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4096)]));
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            using var document = JsonDocument.ParseValue(ref reader);
            return OfJson(document.RootElement);
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <summary>Whether text is a web page or another markup document, where data was asked for.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> body) => Trimmed(body) is [(byte)'<', ..];

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body[3..];
        return body.Trim(" \t\r\n"u8);
    }

    // Storage answers in XML; a gateway in front of a service, in HTML of its own.
    private static ServiceError OfMarkup(string text)
    {
        var start = text.IndexOf("<Code>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("</Code>", start, StringComparison.Ordinal);
        return end < 0 ? None : new ServiceError(text[(start + 6)..end], null, null);
    }

    private static ServiceError OfJson(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return None;
        if (!root.TryGetProperty("error", out var error))
            return Text(root, "Message", "message") is { } bare ? new ServiceError(Text(root, "ErrorCode", "code"), bare, null) : None;
        if (error.ValueKind == JsonValueKind.String)
            return new ServiceError(error.GetString(), Text(root, "error_description", "message"), null);
        if (error.ValueKind != JsonValueKind.Object)
            return None;
        var inner = error.TryGetProperty("innerError", out var found) || error.TryGetProperty("innererror", out found) ? found : default;
        return new ServiceError(
            Text(error, "code"),
            Unwrapped(Text(error, "message")),
            inner.ValueKind == JsonValueKind.Object ? Text(inner, "request-id", "requestId") : null);
    }

    // Intune puts a JSON document into the message, and sometimes another one into that.
    private static string? Unwrapped(string? message, int depth = 0)
    {
        if (depth > 3 || message?.TrimStart() is not ['{', ..] document)
            return message;
        try
        {
            using var nested = JsonDocument.Parse(document);
            return Unwrapped(Text(nested.RootElement, "Message", "message"), depth + 1) ?? message;
        }
        catch (JsonException)
        {
            return message;
        }
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
