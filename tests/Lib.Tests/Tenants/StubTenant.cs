using System.Net;
using System.Text;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tests.Tenants;

/// <summary>Answers requests without a network: each by the first route that takes it. Keeps what was asked.</summary>
internal sealed class StubTenant : HttpMessageHandler
{
    public const string TenantId = "716aaaaa-0000-4000-8000-000000000001";

    private readonly List<(Func<StubRequest, bool> Takes, Func<StubRequest, HttpResponseMessage> Answer)> _routes = [];
    private readonly List<StubRequest> _requests = [];

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<StubRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>A session with this tenant. Without a clock of the test's own, waits take no time.</summary>
    public Task<TenantSession> ConnectAsync(TimeProvider? time = null) => TenantSession.ConnectAsync(
        new TenantOptions
        {
            Tenant = TenantId,
            SignIn = new TokenSignIn((_, _) => ValueTask.FromResult("made-up-token"), renews: true),
            Time = time ?? new ManualTimeProvider(impatient: true, TimeProvider.System.GetUtcNow()),
            Transport = this,
        },
        CancellationToken.None);

    /// <summary>Answers a path (without query, such as <c>/v1.0/users</c>) with JSON.</summary>
    public StubTenant Json(string path, string json, HttpStatusCode status = HttpStatusCode.OK) => On(request => request.Path == path, _ => JsonAnswer(json, status));

    /// <summary>Answers what a condition takes.</summary>
    public StubTenant On(Func<StubRequest, bool> takes, Func<StubRequest, HttpResponseMessage> answer)
    {
        _routes.Add((takes, answer));
        return this;
    }

    public static HttpResponseMessage JsonAnswer(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = new StubRequest(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        lock (_requests)
            _requests.Add(asked);
        foreach (var (takes, answer) in _routes)
        {
            if (takes(asked))
                return answer(asked);
        }

        return JsonAnswer("""{"error":{"code":"ResourceNotFound","message":"Resource not found for the segment."}}""", HttpStatusCode.NotFound);
    }
}

/// <summary>A request as it was sent.</summary>
internal sealed record StubRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    public string Path => Uri.UnescapeDataString(Uri.AbsolutePath);

    /// <summary>The query without its question mark, unescaped.</summary>
    public string Query => Uri.UnescapeDataString(Uri.Query.TrimStart('?').Replace('+', ' '));
}
