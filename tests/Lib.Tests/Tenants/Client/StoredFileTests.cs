using System.Net;
using System.Net.Http.Headers;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class StoredFileTests
{
    private const string Link = "https://agency716.blob.core.windows.net/reports/716.zip?sig=made-up";

    private static readonly byte[] File = [.. Enumerable.Range(0, 1000).Select(number => (byte)number)];

    [Theory]
    [InlineData("https://agency716.blob.core.windows.net/r.zip?sig=a", true)]
    [InlineData("https://agency716.blob.core.usgovcloudapi.net/r.zip", true)]
    [InlineData("https://agency716.blob.core.chinacloudapi.cn/r.zip", true)]
    [InlineData("https://graph.microsoft.com/r.zip", true)]
    [InlineData("http://agency716.blob.core.windows.net/r.zip", false)]
    [InlineData("https://agency716.blob.core.windows.net:8443/r.zip", false)]
    [InlineData("https://agency716.blob.core.windows.net.evil.example/r.zip", false)]
    [InlineData("https://evilblob.core.windows.net.example/r.zip", false)]
    [InlineData("https://a@agency716.blob.core.windows.net/r.zip", false)]
    [InlineData("https://blob.core.windows.net/r.zip", false)]
    [InlineData("http://127.0.0.1/r.zip", false)]
    [InlineData("http://169.254.169.254/metadata", false)]
    [InlineData("file:///etc/passwd", false)]
    public async Task Files_come_from_storage_and_from_nowhere_else(string link, bool taken)
    {
        using var tenant = ClientFixture.Answering(() => Whole());
        await using var session = await tenant.ConnectAsync();

        if (taken)
            Assert.Equal(File, await ReadAsync(session, link: link));
        else
            Assert.Contains("not Azure storage", (await Assert.ThrowsAsync<TenantException>(() => ReadAsync(session, link: link))).Message, StringComparison.Ordinal);

        Assert.Equal(taken ? 1 : 0, tenant.Requests.Count);
        Assert.All(tenant.Requests, request => Assert.Equal((false, "identity"), (request.Headers.ContainsKey("Authorization"), request.Headers["Accept-Encoding"])));
    }

    [Fact]
    public async Task A_link_that_has_expired_is_renewed_once_before_and_once_within_the_file()
    {
        using var tenant = ClientFixture.Answering(
            () => new(HttpStatusCode.Forbidden) { Content = new StringContent("<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code></Error>") },
            () => Whole(cut: 400),
            () => new(HttpStatusCode.Forbidden),
            () => Rest(400));
        await using var session = await tenant.ConnectAsync();
        var renewed = 0;

        var read = await ReadAsync(session, _ => Task.FromResult<Uri?>(new Uri($"{Link}{++renewed}")));

        Assert.Equal(File, read);
        Assert.Equal(["made-up", "made-up1", "made-up1", "made-up2"], tenant.Requests.Select(request => request.Uri.Query[5..]));
    }

    [Fact]
    public async Task A_link_that_stays_refused_is_a_failure_that_does_not_show_it()
    {
        using var tenant = ClientFixture.Answering(() => new(HttpStatusCode.Forbidden) { Content = new StringContent("<Error><Code>AuthenticationFailed</Code><Message>sig=canary</Message></Error>") });
        await using var session = await tenant.ConnectAsync();

        var failure = await Assert.ThrowsAsync<TenantException>(() => ReadAsync(session, _ => Task.FromResult<Uri?>(new Uri(Link))));

        Assert.Equal((HttpStatusCode.Forbidden, "AuthenticationFailed", 2), (failure.Status, failure.Code, tenant.Requests.Count));
        Assert.DoesNotContain("made-up", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"0x717\"", 1000, 400)]
    [InlineData("\"0x716\"", 1001, 400)]
    [InlineData("\"0x716\"", 1000, 399)]
    public async Task A_file_that_is_another_one_by_now_is_not_pieced_together(string tag, int length, int from)
    {
        using var tenant = ClientFixture.Answering(() => Whole(cut: 400), () => Rest(400, tag, length, from));
        await using var session = await tenant.ConnectAsync();

        var failure = await Assert.ThrowsAsync<TenantException>(() => ReadAsync(session));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
        Assert.Contains("changed", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.RequestedRangeNotSatisfiable)]
    public async Task Nor_is_one_of_which_storage_says_so(HttpStatusCode status)
    {
        using var tenant = ClientFixture.Answering(() => Whole(cut: 400), () => new(status));
        await using var session = await tenant.ConnectAsync();

        Assert.Equal(TenantFailure.BadAnswer, (await Assert.ThrowsAsync<TenantException>(() => ReadAsync(session))).Failure);
    }

    [Fact]
    public async Task A_connection_that_always_breaks_is_given_up()
    {
        using var tenant = ClientFixture.Answering(() => Whole(cut: 400), () => Rest(400, cut: 0));
        await using var session = await tenant.ConnectAsync();

        var failure = await Assert.ThrowsAsync<TenantException>(() => ReadAsync(session));

        Assert.Equal(TenantFailure.Unavailable, failure.Failure);
        Assert.InRange(tenant.Requests.Count, 3, 10);
    }

    [Fact]
    public async Task One_that_breaks_after_every_byte_is_not()
    {
        var served = 0;
        using var tenant = new StubTenant().On(_ => true, _ => served++ == 0 ? Whole(cut: 1) : Rest(served - 1, cut: 1));
        await using var session = await tenant.ConnectAsync();

        Assert.Equal(File[..200], await ReadAsync(session, most: 200));
    }

    [Fact]
    public async Task Who_stops_reading_ends_the_download()
    {
        using var tenant = ClientFixture.Answering(() => Whole());
        await using var session = await tenant.ConnectAsync();

        var stream = await session.Client.OpenFileAsync(TestOperations.File, new Uri(Link), _ => Task.FromResult<Uri?>(null), CancellationToken.None);
        await stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ReadExactlyAsync(new byte[10]));
        Assert.Single(tenant.Requests);
    }

    private static async Task<byte[]> ReadAsync(TenantSession session, Func<CancellationToken, Task<Uri?>>? renew = null, string link = Link, int most = int.MaxValue)
    {
        await using var stream = await session.Client.OpenFileAsync(TestOperations.File, new Uri(link), renew ?? (_ => Task.FromResult<Uri?>(null)), CancellationToken.None);
        using var copy = new MemoryStream();
        var buffer = new byte[64];
        for (int read; copy.Length < most && (read = await stream.ReadAsync(buffer)) > 0;)
            copy.Write(buffer, 0, read);
        return copy.ToArray();
    }

    private static HttpResponseMessage Whole(int? cut = null) => Tagged(new HttpResponseMessage { Content = Bytes(0, cut) }, "\"0x716\"", File.Length);

    private static HttpResponseMessage Rest(int position, string tag = "\"0x716\"", int length = 1000, int? from = null, int? cut = null)
    {
        var response = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = Bytes(position, cut) };
        response.Content.Headers.ContentRange = new ContentRangeHeaderValue(from ?? position, length - 1, length);
        return Tagged(response, tag, File.Length - position);
    }

    private static HttpResponseMessage Tagged(HttpResponseMessage response, string tag, int length)
    {
        response.Headers.ETag = new EntityTagHeaderValue(tag);
        response.Content.Headers.ContentLength = length;
        return response;
    }

    private static StreamContent Bytes(int position, int? cut) => new(cut is { } length ? new BreakingStream(File[position..(position + length)]) : new MemoryStream(File[position..]));
}
