using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Answers on this machine what a tenant would: by path, 404 for the rest. Keeps what was asked.</summary>
internal sealed class LoopbackTenant : IDisposable
{
    public const string Id = "716aaaaa-0000-4000-8000-000000000001";

    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, (HttpStatusCode Status, string Json, string? RetryAfter)> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Path, string? Authorization)> _requests = new();

    public LoopbackTenant()
    {
        Endpoint = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Endpoint);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Endpoint { get; }

    public IReadOnlyList<(string Path, string? Authorization)> Requests => [.. _requests];

    public LoopbackTenant On(string path, string json, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null)
    {
        _answers[path] = (status, json, retryAfter);
        return this;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = context.Request.Url!.AbsolutePath;
            _requests.Enqueue((path, context.Request.Headers["Authorization"]));
            var (status, json, retryAfter) = _answers.GetValueOrDefault(path, (HttpStatusCode.NotFound, """{"error":{"code":"ResourceNotFound","message":"Resource not found for the segment."}}""", null));
            context.Response.StatusCode = (int)status;
            context.Response.ContentType = "application/json";
            if (retryAfter is not null)
                context.Response.Headers["Retry-After"] = retryAfter;
            try
            {
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(json));
                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
            {
                // Whoever asked has left.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
