using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tenants.Requests;

/// <summary>Sends requests to a tenant: Microsoft.Graph's builders make them, the session's one pipeline sends them.</summary>
internal sealed class GraphClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClientRequestAdapter _adapter;
    private readonly ITokenSource _tokens;

    public GraphClient(TenantEndpoints endpoints, ITokenSource tokens, HttpClient http)
    {
        Endpoints = endpoints;
        _tokens = tokens;
        _http = http;
        _adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = new Uri(endpoints.Graph, "v1.0").AbsoluteUri };
        V1 = new GraphServiceClient(_adapter);
    }

    /// <summary>Where services are reached.</summary>
    public TenantEndpoints Endpoints { get; }

    /// <summary>How much each service still lets the session ask, for those that were asked something.</summary>
    public IReadOnlyList<ServiceQuota> Quotas { get; } = [];

    /// <summary>
    /// Builders of v1.0 requests. Only their <c>To…RequestInformation</c> methods are used: what they would send themselves
    /// would pass by the budgets.
    /// </summary>
    public GraphServiceClient V1 { get; }

    /// <summary>A request that the builders don't know: beta, or newer than they are.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathAndQuery">Path below Graph's endpoint with its version, no leading slash, escaped: <c>beta/networkAccess/logs/traffic?$top=1000</c>.</param>
    /// <param name="json">Body; null for none.</param>
    public RequestInformation Raw(HttpMethod method, string pathAndQuery, ReadOnlyMemory<byte>? json = null)
    {
        var request = new RequestInformation
        {
            HttpMethod = method == HttpMethod.Get ? Method.GET : method == HttpMethod.Post ? Method.POST : method == HttpMethod.Patch ? Method.PATCH : method == HttpMethod.Put ? Method.PUT : Method.DELETE,
            URI = new Uri(Endpoints.Graph, pathAndQuery),
        };
        if (json is { } body)
            request.SetStreamContent(new MemoryStream(body.ToArray(), writable: false), "application/json");
        return request;
    }

    /// <summary>Reads a list page by page, following next links whole, with the first request's headers.</summary>
    /// <param name="operation">What is asked for; the request's path must be its path.</param>
    /// <param name="first">The first request.</param>
    /// <param name="cancellationToken">Stops the reading, and any waiting for the service.</param>
    /// <exception cref="TenantException">A page can't be had, a link leads to another host, or the links run in a circle.</exception>
    public async IAsyncEnumerable<GraphPage> PagesAsync(TenantOperation operation, RequestInformation first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = first;
        for (var number = 1; ; number++)
        {
            var answer = await SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
            var (next, delta, count) = Links(answer.Json);
            yield return new GraphPage(answer.Json, number, count, delta);
            if (next is null)
                yield break;
            var following = new RequestInformation { HttpMethod = Method.GET, URI = new Uri(next) };
            foreach (var header in first.Headers)
                following.Headers.Add(header.Key, [.. header.Value]);
            request = following;
        }
    }

    /// <summary>Sends one request and reads its answer whole.</summary>
    /// <param name="operation">What is asked for; the request's path must be its path.</param>
    /// <param name="request">The request; sent again as it is where that is allowed and needed.</param>
    /// <param name="cancellationToken">Stops it, and any waiting for the service.</param>
    /// <exception cref="TenantException">The service refused or failed.</exception>
    public async Task<GraphAnswer> SendAsync(TenantOperation operation, RequestInformation request, CancellationToken cancellationToken)
    {
        using var message = await _adapter.ConvertToNativeRequestAsync<HttpRequestMessage>(request, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The request could not be made.");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.GetAsync(Endpoints.Graph.GetLeftPart(UriPartial.Authority) + "/.default", null, cancellationToken).ConfigureAwait(false));
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new TenantException(TenantFailure.Refused, $"{operation.Id}: the service answered {(int)response.StatusCode}.") { Status = response.StatusCode };
        return new GraphAnswer(response.StatusCode, body);
    }

    /// <summary>Opens a file that an export job left in storage. No token is sent. A connection that breaks is taken up where it broke; <see cref="Stream.Read(Span{byte})"/> throws <see cref="TenantException"/> when that can't be done.</summary>
    /// <param name="operation">A storage operation.</param>
    /// <param name="link">Where it is.</param>
    /// <param name="renew">Gives a new link to the same file when the old one has expired; null where there is none.</param>
    /// <param name="cancellationToken">Stops it, for as long as the stream is read.</param>
    public async Task<Stream> OpenFileAsync(TenantOperation operation, Uri link, Func<CancellationToken, Task<Uri?>> renew, CancellationToken cancellationToken)
    {
        var response = await _http.GetAsync(link, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        V1.Dispose();
        _adapter.Dispose();
        _http.Dispose();
    }

    private static (string? Next, string? Delta, long? Count) Links(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true });
        var root = document.RootElement;
        return (
            root.TryGetProperty("@odata.nextLink", out var next) ? next.GetString() : null,
            root.TryGetProperty("@odata.deltaLink", out var delta) ? delta.GetString() : null,
            root.TryGetProperty("@odata.count", out var count) && count.TryGetInt64(out var number) ? number : null);
    }
}
