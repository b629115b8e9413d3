using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TikTokBan.Ledger.Tests.Chaos;

/// <summary>A bad network between writers and server, on loopback: cuts connections in the middle of a message, right after a COMMIT was sent and before the answer, or lets them hang for a while first.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private const int CutOneIn = 400;
    private const int CutCommitOneIn = 60;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(1.5);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly Random _random;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = [];
    private readonly Task _accepting;
    private int _cuts;
    private int _commitCuts;
    private int _hangs;

    public CuttingProxy(int port, int seed)
    {
#pragma warning disable CA5394 // Chance for a test.
        (_port, _random) = (port, new Random(seed));
#pragma warning restore CA5394
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were cut in the middle of a message.</summary>
    public int Cuts => _cuts;

    /// <summary>Connections that were cut between a COMMIT and its answer.</summary>
    public int CommitCuts => _commitCuts;

    /// <summary>Connections that hung before they were cut.</summary>
    public int Hangs => _hangs;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                var carrying = CarryAsync(client);
                _connections[carrying] = true;
                _ = carrying.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port, stop.Token);
                client.NoDelay = server.NoDelay = true;
                var both = new[] { PumpAsync(client.GetStream(), server.GetStream(), fromClient: true, stop.Token), PumpAsync(server.GetStream(), client.GetStream(), fromClient: false, stop.Token) };
                await Task.WhenAny(both);
                await stop.CancelAsync();
                await Task.WhenAll(both);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or InvalidOperationException)
            {
                // Cut by either side.
            }
            finally
            {
                // Without a farewell, as when a cable is drawn and plugged in elsewhere.
                client.LingerState = server.LingerState = new LingerOption(true, 0);
            }
        }
    }

    // Ends when the connection is to be cut, or was.
    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool fromClient, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var length = await from.ReadAsync(buffer, cancellationToken);
            if (length == 0)
                return;
            if (fromClient && buffer.AsSpan(0, length).IndexOf("COMMIT"u8) >= 0 && Happens(CutCommitOneIn))
            {
                await to.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
                if (Happens(2))
                    await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
                Interlocked.Increment(ref _commitCuts);
                return;
            }

            if (Happens(CutOneIn))
            {
                await to.WriteAsync(buffer.AsMemory(0, length / 2), cancellationToken);
                if (Happens(4))
                {
                    Interlocked.Increment(ref _hangs);
                    await Task.Delay(Hang, cancellationToken);
                }

                Interlocked.Increment(ref _cuts);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
        }
    }

    private bool Happens(int oneIn)
    {
        lock (_random)
        {
#pragma warning disable CA5394 // Chance for a test.
            return _random.Next(oneIn) == 0;
#pragma warning restore CA5394
        }
    }
}
