using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using TikTokBan.Tenants.Files;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tenants.Requests;

/// <summary>Sends requests to a tenant: Microsoft.Graph's builders make them, the session's one pipeline sends them.</summary>
internal sealed class GraphClient : IDisposable
{
    private readonly HttpClient _builders = new(new NoTransport(), disposeHandler: true);
    private readonly ConcurrentDictionary<TenantOperation, DeclaredPath> _paths = new();
    private readonly HttpClientRequestAdapter _adapter;
    private readonly RequestPipeline _pipeline;

    public GraphClient(TenantEndpoints endpoints, ITokenSource tokens, HttpMessageInvoker transport, TimeProvider time)
    {
        Endpoints = endpoints;
        _pipeline = new RequestPipeline(endpoints, tokens, transport, time);
        _adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: _builders) { BaseUrl = new Uri(endpoints.Graph, "v1.0").AbsoluteUri };
        V1 = new GraphServiceClient(_adapter);
    }

    /// <summary>Where services are reached.</summary>
    public TenantEndpoints Endpoints { get; }

    /// <summary>How much each service still lets the session ask, for those that were asked something.</summary>
    public IReadOnlyList<ServiceQuota> Quotas => _pipeline.Budgets.Quotas;

    /// <summary>What stands between us and the whole tenant, such as a token that no service takes; null for nothing.</summary>
    public TenantException? Barrier => _pipeline.Reach.Barrier;

    /// <summary>
    /// Builders of v1.0 requests. Only their <c>To…RequestInformation</c> methods are used: what they would send themselves
    /// would pass by the budgets, so they can't.
    /// </summary>
    public GraphServiceClient V1 { get; }

    /// <summary>A request that the builders don't know: beta, newer than they are, or a link that the service gave earlier.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathAndQuery">Path below Graph's endpoint with its version, no leading slash, escaped: <c>beta/networkAccess/logs/traffic?$top=1000</c>. A whole link is taken as it is, and refused when it is sent if it leads elsewhere.</param>
    /// <param name="json">Body; null for none.</param>
    /// <param name="endpoint">The service's address; null for Graph's.</param>
    public RequestInformation Raw(HttpMethod method, string pathAndQuery, ReadOnlyMemory<byte>? json = null, Uri? endpoint = null)
    {
        var request = new RequestInformation
        {
            HttpMethod = method == HttpMethod.Get ? Method.GET : method == HttpMethod.Post ? Method.POST : method == HttpMethod.Patch ? Method.PATCH : method == HttpMethod.Put ? Method.PUT : Method.DELETE,
            URI = WireAddress.TryTake(pathAndQuery, out var link) ? link : new Uri(endpoint ?? Endpoints.Graph, pathAndQuery),
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
        var request = await DeclaredAsync(operation, first, cancellationToken).ConfigureAwait(false);
        var links = new NextLinks(operation, request.Address);
        using var buffer = new BodyBuffer();
        for (var number = 1; ; number++)
        {
            var page = await ReadAsync(operation, request, buffer, cancellationToken).ConfigureAwait(false);
            yield return new GraphPage(buffer.Text, number, page.Count, page.Delta);
            if (links.After(page, request.Address) is not { } next)
                yield break;
            request = request.Following(next);
        }
    }

    /// <summary>Sends one request and reads its answer whole.</summary>
    /// <param name="operation">What is asked for; the request's path must be its path.</param>
    /// <param name="request">The request; sent again as it is where that is allowed and needed.</param>
    /// <param name="cancellationToken">Stops it, and any waiting for the service.</param>
    /// <exception cref="TenantException">The service refused or failed.</exception>
    public async Task<GraphAnswer> SendAsync(TenantOperation operation, RequestInformation request, CancellationToken cancellationToken)
    {
        return await AnswerAsync(operation, await DeclaredAsync(operation, request, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a file that an export job left in storage. No token is sent. A connection that breaks is taken up where it broke; <see cref="Stream.Read(Span{byte})"/> throws <see cref="TenantException"/> when that can't be done.</summary>
    /// <param name="operation">A storage operation.</param>
    /// <param name="link">Where it is.</param>
    /// <param name="renew">Gives a new link to the same file when the old one has expired; null where there is none.</param>
    /// <param name="cancellationToken">Stops it, for as long as the stream is read.</param>
    /// <exception cref="TenantException">The link leads to a place that isn't storage, or the file can't be had.</exception>
    public async Task<Stream> OpenFileAsync(TenantOperation operation, Uri link, Func<CancellationToken, Task<Uri?>> renew, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (operation.Service != ServiceFamily.Storage || operation.Method != HttpMethod.Get)
            throw new InvalidOperationException($"{operation.Id} is not declared as reading from storage.");
        var file = new StoredFile(_pipeline, operation, link, renew);
        return await file.OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks at an address that needs no token, since it is the permission itself; the caller has made sure of where it leads. It is in no sentence and no log.</summary>
    /// <param name="operation">An operation of uploads.</param>
    /// <param name="link">The address, as the service gave it.</param>
    /// <param name="range">Which bytes of the file the body is, as <c>Content-Range</c> says it; null for no body.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TenantException">The service refused or failed.</exception>
    public async Task<GraphAnswer> SendAtAsync(TenantOperation operation, Uri link, string? range, byte[]? body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        if (operation.Service != ServiceFamily.Uploads)
            throw new InvalidOperationException($"{operation.Id} is not declared as an upload.");
        KeyValuePair<string, string>[] described = range is null ? [] : [new("Content-Range", range), new("Content-Type", "application/octet-stream")];
        return await AnswerAsync(operation, new OutgoingRequest(operation.Method, link, [new("Accept", "application/json")], body, described), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        V1.Dispose();
        _adapter.Dispose();
        _builders.Dispose();
        _pipeline.Dispose();
    }

    private async Task<GraphAnswer> AnswerAsync(TenantOperation operation, OutgoingRequest outgoing, CancellationToken cancellationToken)
    {
        using var buffer = new BodyBuffer();
        var status = HttpStatusCode.OK;
        string? id = null;
        await _pipeline.SendAsync(
            operation,
            outgoing,
            async (response, stop) =>
            {
                (status, id) = (response.StatusCode, Exchange.RequestId(response));
                await buffer.ReadAsync(response.Content, stop).ConfigureAwait(false);
                if (buffer.Text.Length > 0)
                    Answers.Check(buffer.Text.Span, response.Content.Headers.ContentType?.MediaType);
                return false;
            },
            cancellationToken).ConfigureAwait(false);
        return new GraphAnswer(status, buffer.Detach(), id);
    }

    private async Task<PageText> ReadAsync(TenantOperation operation, OutgoingRequest request, BodyBuffer buffer, CancellationToken cancellationToken)
    {
        var page = default(PageText);
        await _pipeline.SendAsync(
            operation,
            request,
            async (response, stop) =>
            {
                await buffer.ReadAsync(response.Content, stop).ConfigureAwait(false);
                page = Answers.Check(buffer.Text.Span, "application/json");
                return false;
            },
            cancellationToken).ConfigureAwait(false);
        return page;
    }

    // Only what is declared is sent, so that what the product asks of a tenant can be read in one place.
    private async Task<OutgoingRequest> DeclaredAsync(TenantOperation operation, RequestInformation request, CancellationToken cancellationToken)
    {
        var outgoing = await OutgoingRequest.OfAsync(request, _adapter, cancellationToken).ConfigureAwait(false);
        var service = Endpoints.Of(operation.Service);
        NextLinks.Checked(outgoing.Address.OriginalString, service, operation);
        var path = outgoing.Address.AbsolutePath;
        if (outgoing.Method != operation.Method
            || !path.StartsWith(service.AbsolutePath, StringComparison.Ordinal)
            || !_paths.GetOrAdd(operation, static declared => new DeclaredPath(declared)).Matches(path[service.AbsolutePath.Length..]))
        {
            throw new InvalidOperationException($"{outgoing.Method.Method} {path} is not what {operation.Id} declares: {operation.Method.Method} {operation.Path}.");
        }

        return outgoing;
    }

    /// <summary>Makes sure that a builder sends nothing itself.</summary>
    private sealed class NoTransport : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Requests are sent through the client, which keeps to the budgets; a builder only makes them.");
    }
}
