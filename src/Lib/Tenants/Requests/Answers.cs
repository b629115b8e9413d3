using System.Text.Json;
using TikTokBan.Tenants.Failures;

namespace TikTokBan.Tenants.Requests;

/// <summary>Tells an answer from what only has an answer's status.</summary>
internal static class Answers
{
    /// <summary>Looks at a text that came with a good status.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">What it says it is.</param>
    /// <exception cref="BadAnswerException">It is a web page, or an error.</exception>
    /// <exception cref="JsonException">It is broken.</exception>
    public static PageText Check(ReadOnlySpan<byte> text, string? type)
    {
        if (ServiceError.IsMarkup(text))
            throw new BadAnswerException("was answered with a web page instead of data; check that the endpoint is Microsoft Graph's and that no proxy asks for a sign-in");
        if (type is not null && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return default;
        var page = PageText.Of(text);
        if (page.IsError && ServiceError.Of(text) is { Code: not null } error)
            throw new BadAnswerException($"was answered with an error in the place of data{(Redaction.Code(error.Code) is { } code ? $" ({code})" : "")}; try again later");
        return page;
    }
}
