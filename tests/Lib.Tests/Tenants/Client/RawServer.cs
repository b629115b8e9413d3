using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TikTokBan.Tests.Tenants.Client;

/// <summary>A server on this machine that says what a test wants on the wire, down to cutting it.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawRequest, Socket, Task> _answer;
    private readonly List<RawRequest> _requests = [];
    private readonly Task _serving;

    /// <param name="answer">Answers a request; a connection that it leaves open is used for the next.</param>
    public RawServer(Func<RawRequest, Socket, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public IReadOnlyList<RawRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Sends a whole answer.</summary>
    public static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> body, string status = "200 OK", params string[] headers)
    {
        await SendHeadAsync(socket, body.Length, status, headers);
        await socket.SendAsync(body);
    }

    public static async Task SendHeadAsync(Socket socket, long length, string status = "200 OK", params string[] headers) =>
        await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n"));

    /// <summary>Ends a connection as a failing network does.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(TalkAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        using var ended = socket;
        using var registration = _stop.Token.Register(socket.Dispose);
        try
        {
            var buffer = new byte[64 * 1024];
            var length = 0;
            while (true)
            {
                var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
                if (end < 0)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                    if (read == 0)
                        return;
                    length += read;
                    continue;
                }

                var request = RawRequest.Of(Encoding.ASCII.GetString(buffer, 0, end));
                buffer.AsSpan(end + 4, length - end - 4).CopyTo(buffer);
                length -= end + 4;
                lock (_requests)
                    _requests.Add(request);
                await _answer(request, socket);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Either side may end it at any time.
        }
    }
}

/// <summary>A request as it came over the wire.</summary>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public static RawRequest Of(string head)
    {
        var lines = head.Split("\r\n");
        var first = lines[0].Split(' ');
        return new RawRequest(
            first[0],
            first[1],
            lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The byte at which a range begins; 0 without one.</summary>
    public long From => Headers.TryGetValue("Range", out var range) ? long.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;
}
