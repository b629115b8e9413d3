using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tests.Tenants.Client;

/// <summary>The client against a real network, such as it is on one machine.</summary>
public sealed class WireTests
{
    private static readonly byte[] File = MakeFile(3_000_000);

    [Fact]
    public async Task A_page_that_breaks_off_on_the_wire_is_read_again_and_counted_once()
    {
        var answers = 0;
        await using var server = new RawServer(async (request, socket) =>
        {
            var number = request.Target.Contains("p=", StringComparison.Ordinal) ? int.Parse(request.Target[^1..], System.Globalization.CultureInfo.InvariantCulture) : 1;
            var page = Encoding.UTF8.GetBytes($$"""{"value":[{"id":"{{number}}"}]{{(number < 4 ? $",\"@odata.nextLink\":\"http://{request.Headers["Host"]}/v1.0/users?p={number + 1}\"" : "")}}}""");
            switch (answers++ % 4)
            {
                case 0:
                    await RawServer.SendHeadAsync(socket, page.Length);
                    await socket.SendAsync(page.AsMemory(0, page.Length / 2));
                    RawServer.Reset(socket);
                    break;
                case 1:
                    RawServer.Reset(socket);
                    break;
                case 2:
                    await RawServer.SendHeadAsync(socket, page.Length);
                    await socket.SendAsync(page.AsMemory(0, page.Length - 1));
                    socket.Shutdown(SocketShutdown.Both);
                    break;
                default:
                    await RawServer.SendAsync(socket, page);
                    break;
            }
        });
        await using var session = await ConnectAsync(server);

        var pages = await ClientFixture.PagesAsync(session, TestOperations.Users);

        Assert.Equal(["1", "2", "3", "4"], pages.Select(page => page[17..18]));
        Assert.All(server.Requests, request => Assert.Equal("Bearer made-up-token", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task An_idle_connection_that_the_service_has_closed_costs_nothing_but_a_new_one()
    {
        await using var server = new RawServer(async (_, socket) =>
        {
            await RawServer.SendAsync(socket, """{"value":[]}"""u8.ToArray());
            socket.Close();
        });
        await using var session = await ConnectAsync(server);

        for (var i = 0; i < 5; i++)
            await ClientFixture.PagesAsync(session, TestOperations.Users);

        Assert.InRange(server.Requests.Count, 5, 10);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_file_that_breaks_off_again_and_again_arrives_whole(bool ranges, bool synchronously)
    {
        var random = new Random(716);
        await using var server = new RawServer(async (request, socket) =>
        {
            var from = ranges ? (int)request.From : 0;
            await RawServer.SendHeadAsync(socket, File.Length - from, from > 0 ? "206 Partial Content" : "200 OK", "ETag: \"0x716\"", $"Content-Range: bytes {from}-{File.Length - 1}/{File.Length}");

            // What doesn't know ranges must get further each time, or never to the end.
            var length = ranges ? random.Next(1, 900_000) : (int)request.From + random.Next(200_000, 900_000);
            await socket.SendAsync(File.AsMemory(from, Math.Min(length, File.Length - from)));
            if (from + length >= File.Length)
                return;
            if (random.Next(2) == 0)
                RawServer.Reset(socket);
            else
                socket.Shutdown(SocketShutdown.Both);
        });
        await using var session = await ConnectAsync(server);

        await using var stream = await session.Client.OpenFileAsync(TestOperations.File, new Uri(server.Address, "reports/716.zip?sig=made-up"), _ => Task.FromResult<Uri?>(null), CancellationToken.None);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[50_000];
        for (int read; (read = synchronously ? stream.Read(buffer) : await stream.ReadAsync(buffer)) > 0;)
            hash.AppendData(buffer, 0, read);

        Assert.Equal(SHA256.HashData(File), hash.GetCurrentHash());
        Assert.All(server.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
        Assert.All(server.Requests.Skip(1).Where(request => request.From > 0), request => Assert.Equal("\"0x716\"", request.Headers["If-Match"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_stops_arriving_can_be_cancelled(bool synchronously)
    {
        await using var server = new RawServer(async (_, socket) =>
        {
            await RawServer.SendHeadAsync(socket, File.Length);
            await socket.SendAsync(File.AsMemory(0, 1000));
        });
        await using var session = await ConnectAsync(server);
        using var stop = new CancellationTokenSource();
        await using var stream = await session.Client.OpenFileAsync(TestOperations.File, new Uri(server.Address, "716.zip"), _ => Task.FromResult<Uri?>(null), stop.Token);
        var buffer = new byte[1000];
        await stream.ReadExactlyAsync(buffer);

        var reading = synchronously ? Task.Run(() => stream.Read(buffer, 0, buffer.Length)) : stream.ReadAsync(buffer, CancellationToken.None).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_file_that_stops_arriving_is_asked_for_again()
    {
        var clock = new ManualTimeProvider();
        var answers = 0;
        await using var server = new RawServer(async (request, socket) =>
        {
            var from = (int)request.From;
            await RawServer.SendHeadAsync(socket, 2000 - from, from > 0 ? "206 Partial Content" : "200 OK");
            await socket.SendAsync(File.AsMemory(from, answers++ == 0 ? 1000 : 2000 - from));
        });
        await using var session = await ConnectAsync(server, clock);
        await using var stream = await session.Client.OpenFileAsync(TestOperations.File, new Uri(server.Address, "716.zip"), _ => Task.FromResult<Uri?>(null), CancellationToken.None);
        var whole = new byte[2000];

        var reading = stream.ReadExactlyAsync(whole).AsTask();
        while (!reading.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(5);
        }

        await reading;
        Assert.Equal(File[..2000], whole);
        Assert.InRange(server.Requests.Count, 2, 4);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        await using var server = new RawServer((request, socket) =>
            RawServer.SendAsync(socket, ReadOnlyMemory<byte>.Empty, "302 Found", $"Location: http://{request.Headers["Host"]}/elsewhere"));
        await using var session = await ConnectAsync(server);

        var failure = await Assert.ThrowsAsync<TenantException>(() => ClientFixture.PagesAsync(session, TestOperations.Users));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
        Assert.Single(server.Requests);
    }

    private static Task<TenantSession> ConnectAsync(RawServer server, TimeProvider? clock = null) => TenantSession.ConnectAsync(
        new TenantOptions
        {
            Tenant = StubTenant.TenantId,
            Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: server.Address.AbsoluteUri),
            SignIn = new TokenSignIn((_, _) => ValueTask.FromResult("made-up-token"), renews: true),
            Time = clock ?? new ManualTimeProvider(impatient: true),
        },
        CancellationToken.None);

    private static byte[] MakeFile(int length)
    {
        var bytes = new byte[length];
        new Random(716).NextBytes(bytes);
        return bytes;
    }
}
