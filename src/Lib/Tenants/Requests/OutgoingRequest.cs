using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Kiota.Abstractions;

namespace TikTokBan.Tenants.Requests;

/// <summary>A request that can be sent as often as it must: each attempt gets a message of its own.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Address">Where it goes, exactly as it is sent.</param>
/// <param name="Headers">Headers of the request.</param>
/// <param name="Body">Body; null for none.</param>
/// <param name="BodyHeaders">Headers of the body.</param>
internal sealed record OutgoingRequest(
    HttpMethod Method,
    Uri Address,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body,
    IReadOnlyList<KeyValuePair<string, string>> BodyHeaders)
{
    private static readonly string Agent = $"NONISV|TikTokBan|TikTokBan/{typeof(OutgoingRequest).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Takes over what Microsoft.Graph's builders made.</summary>
    public static async Task<OutgoingRequest> OfAsync(RequestInformation request, IRequestAdapter adapter, CancellationToken cancellationToken)
    {
        using var message = await adapter.ConvertToNativeRequestAsync<HttpRequestMessage>(request, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The request could not be made.");
        var body = message.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : null;
        return new OutgoingRequest(message.Method, message.RequestUri!, Pairs(message.Headers), body, message.Content is null ? [] : Pairs(message.Content.Headers));
    }

    /// <summary>The request for what a link leads to, with this request's headers.</summary>
    public OutgoingRequest Following(Uri link) => this with { Method = HttpMethod.Get, Address = link, Body = null, BodyHeaders = [] };

    /// <summary>Makes the message of one attempt.</summary>
    /// <param name="token">The token; null where none may be sent.</param>
    /// <param name="attempt">Id of the attempt, which the service's support can find it by.</param>
    public HttpRequestMessage ToMessage(string? token, string attempt)
    {
        var message = new HttpRequestMessage(Method, Address);
        foreach (var (name, value) in Headers)
        {
            if (!name.Equals("Prefer", StringComparison.OrdinalIgnoreCase) && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Headers.Remove("User-Agent");
        message.Headers.TryAddWithoutValidation("User-Agent", Agent);
        message.Headers.Remove("client-request-id");
        message.Headers.TryAddWithoutValidation("client-request-id", attempt);

        // Even an empty body keeps the framework from sending a request again by itself, when a connection ends before the answer.
        if (Body is null && Method != HttpMethod.Get)
            message.Content = new ByteArrayContent([]);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            foreach (var (name, value) in BodyHeaders)
                message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (token is not null)
            AddServiceHeaders(message, token);
        return message;
    }

    /// <summary>Draws the id of an attempt.</summary>
    public static string NewId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();

    private void AddServiceHeaders(HttpRequestMessage message, string token)
    {
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.TryAddWithoutValidation("x-ms-throttle-priority", "Low");
        var prefer = Headers.Where(header => header.Key.Equals("Prefer", StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
        message.Headers.TryAddWithoutValidation("Prefer", string.Join(", ", prefer.Append("include-unknown-enum-members").Distinct(StringComparer.OrdinalIgnoreCase)));
        if (!message.Headers.Contains("Accept"))
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (!message.Headers.Contains("Accept-Encoding"))
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
    }

    private static List<KeyValuePair<string, string>> Pairs(HttpHeaders headers) =>
        [.. headers.NonValidated.Where(header => header.Key != "Content-Length").Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))];
}
