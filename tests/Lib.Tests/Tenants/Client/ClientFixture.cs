using System.Net;
using System.Text;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tests.Tenants.Client;

/// <summary>What tests of the client say often.</summary>
internal static class ClientFixture
{
    public static Microsoft.Kiota.Abstractions.RequestInformation Get(TenantSession session, TenantOperation operation, string query = "") =>
        session.Client.Raw(operation.Method, operation.Path.TrimStart('/').Replace("{id}", "716", StringComparison.Ordinal) + query);

    public static Func<HttpResponseMessage> Answer(HttpStatusCode status, string text, params (string Name, string Value)[] headers) => () =>
    {
        var answer = StubTenant.JsonAnswer(text, status);
        foreach (var (name, value) in headers)
            answer.Headers.TryAddWithoutValidation(name, value);
        return answer;
    };

    public static Func<HttpResponseMessage> Error(HttpStatusCode status, string code, string message) =>
        Answer(status, $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");

    public static StubTenant Answering(params Func<HttpResponseMessage>[] answers)
    {
        var left = new Queue<Func<HttpResponseMessage>>(answers);
        return new StubTenant().On(_ => true, _ => (left.Count > 1 ? left.Dequeue() : left.Peek())());
    }

    public static async Task<TenantException> FailureAsync(TenantOperation operation, params Func<HttpResponseMessage>[] answers)
    {
        using var tenant = Answering(answers);
        await using var session = await tenant.ConnectAsync();
        return await Assert.ThrowsAsync<TenantException>(() => session.Client.SendAsync(operation, Get(session, operation), CancellationToken.None));
    }

    public static async Task<List<string>> PagesAsync(TenantSession session, TenantOperation operation, CancellationToken cancellationToken = default)
    {
        var pages = new List<string>();
        await foreach (var page in session.Client.PagesAsync(operation, Get(session, operation), cancellationToken))
            pages.Add(Encoding.UTF8.GetString(page.Json.Span));
        return pages;
    }
}
