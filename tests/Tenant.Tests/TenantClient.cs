using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

/// <summary>Asks a tenant with nothing but HTTP.</summary>
internal sealed class TenantClient : IDisposable
{
    // Its own handler, so that connections that a test breaks are nobody else's.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None }, disposeHandler: true);
    private readonly FakeTenant _tenant;

    public TenantClient(FakeTenant tenant, string? token = null)
    {
        _tenant = tenant;
        _http.BaseAddress = tenant.Endpoint;
        Token = token ?? tenant.Tokens.Issue();
    }

    public string? Token { get; set; }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, target);
        if (Token is not null && !target.Contains("/storage/", StringComparison.Ordinal))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded");
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
    }

    public async Task<JsonElement> GetAsync(string target, params (string Name, string Value)[] headers) => await JsonAsync(await SendAsync(HttpMethod.Get, target, null, headers));

    public async Task<JsonElement> PostAsync(string target, string body) => await JsonAsync(await SendAsync(HttpMethod.Post, target, body));

    public async Task<(int Status, string Code, string Message)> RefusedAsync(string target, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(HttpMethod.Get, target, null, headers);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var error = document.RootElement.GetProperty("error");
        return ((int)response.StatusCode, error.GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
    }

    /// <summary>Status of a request that changes something.</summary>
    public async Task<int> WriteAsync(HttpMethod method, string target, string? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, target, body, headers);
        return (int)response.StatusCode;
    }

    public async Task<(int Status, string Message)> RefusedWriteAsync(HttpMethod method, string target, string? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, target, body, headers);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return ((int)response.StatusCode, document.RootElement.GetProperty("error").GetProperty("message").GetString()!);
    }

    /// <summary>All rows of a list, from link to link.</summary>
    public async Task<List<JsonElement>> AllAsync(string target, params (string Name, string Value)[] headers)
    {
        var rows = new List<JsonElement>();
        for (string? next = target; next is not null;)
        {
            var page = await GetAsync(next, headers);
            rows.AddRange(page.GetProperty("value").EnumerateArray());
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }
        return rows;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{_tenant.Log.Requests[^1]}: {text}");
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
    }
}
