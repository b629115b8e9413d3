using System.Net;
using System.Text;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class RepetitionTests
{
    private const string Page = """{"value":[{"id":"1"}]}""";

    private readonly ManualTimeProvider _clock = new(impatient: true);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("2.128", 2.128)]
    [InlineData("0.25", 0.25)]
    [InlineData(" 12 ", 12)]
    public async Task A_refusal_for_load_is_waited_out_for_as_long_as_it_says(string retryAfter, double seconds)
    {
        await SendAsync(TestOperations.Users, Refusal(("Retry-After", retryAfter)), Good());

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(_clock.Waits));
    }

    [Fact]
    public async Task A_date_is_counted_from_the_date_of_the_answer_whatever_our_clock_says()
    {
        await SendAsync(TestOperations.Users, Refusal(("Retry-After", "Thu, 01 Jan 2026 00:01:30 GMT"), ("Date", "Thu, 01 Jan 2026 00:00:00 GMT")), Good());

        Assert.Equal(TimeSpan.FromSeconds(90), Assert.Single(_clock.Waits));
    }

    [Fact]
    public async Task A_date_in_an_answer_without_one_is_counted_from_our_clock()
    {
        await SendAsync(TestOperations.Users, Refusal(("Retry-After", "Mon, 16 Nov 2026 08:00:45 GMT")), Good());

        Assert.Equal(TimeSpan.FromSeconds(45), Assert.Single(_clock.Waits));
    }

    [Fact]
    public async Task Milliseconds_are_read_where_a_service_gives_them()
    {
        await SendAsync(TestOperations.Users, Refusal(("x-ms-retry-after-ms", "1500"), ("Retry-After", "2")), Good());

        Assert.Equal(TimeSpan.FromSeconds(1.5), Assert.Single(_clock.Waits));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("1e400")]
    [InlineData("99999999999")]
    [InlineData("NaN")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Thu, 01 Jan 2099 00:00:00 GMT")]
    public async Task Where_it_says_nothing_that_makes_sense_the_client_chooses_a_wait(string? retryAfter)
    {
        await SendAsync(TestOperations.Users, retryAfter is null ? Refusal() : Refusal(("Retry-After", retryAfter)), Good());

        Assert.InRange(Assert.Single(_clock.Waits), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Intune_says_nothing_and_is_given_the_length_of_its_window()
    {
        await SendAsync(TestOperations.Devices, Refusal(), Refusal(), Good());

        Assert.Equal(2, _clock.Waits.Count);
        Assert.All(_clock.Waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Who_refuses_for_ever_is_given_up_after_a_quarter_of_an_hour()
    {
        var sent = 0;
        using var tenant = new StubTenant().On(_ => true, _ => Count(ref sent, Refusal(("Retry-After", "1"))()));
        await using var session = await tenant.ConnectAsync(_clock);

        var failure = await Assert.ThrowsAsync<TenantException>(() => session.Client.SendAsync(TestOperations.Users, Get(session, TestOperations.Users), CancellationToken.None));

        Assert.Equal(TenantFailure.Throttled, failure.Failure);
        Assert.Equal(TimeSpan.FromSeconds(1), failure.RetryAfter);
        Assert.True(_clock.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait) <= TimeSpan.FromMinutes(15.1));
        Assert.InRange(sent, 5, 300);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_not_begun_and_nobody_else_begins_it()
    {
        var sent = 0;
        using var tenant = new StubTenant().On(_ => true, _ => Count(ref sent, Refusal(("Retry-After", "3600"))()));
        await using var session = await tenant.ConnectAsync(_clock);

        var first = await Assert.ThrowsAsync<TenantException>(() => session.Client.SendAsync(TestOperations.Users, Get(session, TestOperations.Users), CancellationToken.None));
        var second = await Assert.ThrowsAsync<TenantException>(() => session.Client.SendAsync(TestOperations.Users, Get(session, TestOperations.Users), CancellationToken.None));

        Assert.Equal([TenantFailure.Throttled, TenantFailure.Throttled], [first.Failure, second.Failure]);
        Assert.Equal(TimeSpan.FromHours(1), second.RetryAfter);
        Assert.Equal(1, sent);
        Assert.Empty(_clock.Waits);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_get_that_failed_in_the_service_is_sent_again(HttpStatusCode status) =>
        Assert.Equal(3, await SendAsync(TestOperations.Users, Html(status), Html(status), Good()));

    [Fact]
    public async Task So_is_one_whose_connection_broke_before_or_within_the_answer() =>
        Assert.Equal(4, await SendAsync(TestOperations.Users, () => throw new HttpRequestException("reset"), Breaking(Page), () => throw new IOException("reset"), Good()));

    [Theory]
    [InlineData("{\"value\":[{\"id\":\"1\"},")]
    [InlineData("")]
    [InlineData("{\"value\":[]} trailing")]
    [InlineData("<html>Please sign in</html>")]
    [InlineData("{\"error\":{\"code\":\"InternalServerError\",\"message\":\"late\"}}")]
    public async Task So_is_one_whose_good_status_comes_with_something_else(string text)
    {
        using var tenant = new StubTenant();
        var answers = new Queue<Func<HttpResponseMessage>>([Answer(HttpStatusCode.OK, text), Good()]);
        tenant.On(_ => true, _ => answers.Dequeue()());
        await using var session = await tenant.ConnectAsync(_clock);

        var pages = 0;
        await foreach (var page in session.Client.PagesAsync(TestOperations.Users, Get(session, TestOperations.Users), CancellationToken.None))
        {
            pages++;
            Assert.Equal(Page, Encoding.UTF8.GetString(page.Json.Span));
        }

        Assert.Equal((1, 2), (pages, tenant.Requests.Count));
    }

    [Fact]
    public async Task What_stays_broken_is_a_bad_answer_not_an_empty_one()
    {
        var failure = await Assert.ThrowsAsync<TenantException>(() => SendAsync(TestOperations.Users, [.. Enumerable.Repeat(Answer(HttpStatusCode.OK, "{\"value\":["), 10)]));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task An_action_whose_outcome_nobody_knows_is_not_sent_again(HttpStatusCode status)
    {
        var failure = await Assert.ThrowsAsync<TenantException>(() => SendAsync(TestOperations.Wipe, Html(status), Good()));

        Assert.Equal((TenantFailure.Unavailable, status), (failure.Failure, failure.Status));
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Nor_is_one_whose_connection_broke() =>
        Assert.Equal(TenantFailure.Unavailable, (await Assert.ThrowsAsync<TenantException>(() => SendAsync(TestOperations.Wipe, () => throw new IOException("reset"), Good()))).Failure);

    [Fact]
    public async Task But_one_that_was_refused_for_load_is_as_it_was_not_done() => Assert.Equal(
        4,
        await SendAsync(
            TestOperations.Wipe,
            Refusal(("Retry-After", "1")),
            Answer(HttpStatusCode.ServiceUnavailable, "", ("Retry-After", "1")),
            () => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
            () => new HttpResponseMessage(HttpStatusCode.NoContent)));

    [Fact]
    public async Task A_repeatable_query_is_sent_again_with_its_whole_body()
    {
        using var tenant = new StubTenant();
        var answers = new Queue<Func<HttpResponseMessage>>([Html(HttpStatusCode.BadGateway), Good()]);
        tenant.On(_ => true, _ => answers.Dequeue()());
        await using var session = await tenant.ConnectAsync(_clock);

        await session.Client.SendAsync(TestOperations.Hunt, session.Client.Raw(HttpMethod.Post, "v1.0/security/runHuntingQuery", "{\"Query\":\"X\"}"u8.ToArray()), CancellationToken.None);

        Assert.Equal(["{\"Query\":\"X\"}", "{\"Query\":\"X\"}"], tenant.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_at_once()
    {
        var still = new ManualTimeProvider();
        using var tenant = new StubTenant().On(_ => true, _ => Refusal(("Retry-After", "60"))());
        await using var session = await tenant.ConnectAsync(still);
        using var stop = new CancellationTokenSource();

        var reading = session.Client.SendAsync(TestOperations.Users, Get(session, TestOperations.Users), stop.Token);
        await still.Waiting;
        await stop.CancelAsync();

        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(stop.Token, stopped.CancellationToken);
    }

    [Fact]
    public async Task Disconnecting_ends_it_too_with_a_sentence()
    {
        var still = new ManualTimeProvider();
        using var tenant = new StubTenant().On(_ => true, _ => Refusal(("Retry-After", "60"))());
        var session = await tenant.ConnectAsync(still);

        var reading = session.Client.SendAsync(TestOperations.Users, Get(session, TestOperations.Users), CancellationToken.None);
        await still.Waiting;
        await session.DisposeAsync();

        Assert.Contains("disconnected", (await Assert.ThrowsAsync<TenantException>(() => reading)).Message, StringComparison.Ordinal);
    }

    internal static Microsoft.Kiota.Abstractions.RequestInformation Get(TenantSession session, TenantOperation operation) =>
        session.Client.Raw(operation.Method, operation.Path.TrimStart('/').Replace("{id}", "716", StringComparison.Ordinal));

    private async Task<int> SendAsync(TenantOperation operation, params Func<HttpResponseMessage>[] answers)
    {
        using var tenant = new StubTenant();
        var left = new Queue<Func<HttpResponseMessage>>(answers);
        tenant.On(_ => true, _ => left.Dequeue()());
        await using var session = await tenant.ConnectAsync(_clock);
        await session.Client.SendAsync(operation, Get(session, operation), CancellationToken.None);
        return tenant.Requests.Count;
    }

    private static HttpResponseMessage Count(ref int counter, HttpResponseMessage answer)
    {
        Interlocked.Increment(ref counter);
        return answer;
    }

    private static Func<HttpResponseMessage> Good() => () => StubTenant.JsonAnswer(Page);

    private static Func<HttpResponseMessage> Refusal(params (string Name, string Value)[] headers) => Answer(HttpStatusCode.TooManyRequests, """{"error":{"code":"TooManyRequests","message":"Please retry again later."}}""", headers);

    private static Func<HttpResponseMessage> Html(HttpStatusCode status) => Answer(status, "<html><body>Our services aren't available right now</body></html>");

    private static Func<HttpResponseMessage> Answer(HttpStatusCode status, string text, params (string Name, string Value)[] headers) => () =>
    {
        var answer = StubTenant.JsonAnswer(text, status);
        foreach (var (name, value) in headers)
            answer.Headers.TryAddWithoutValidation(name, value);
        return answer;
    };

    private static Func<HttpResponseMessage> Breaking(string text) => () => new HttpResponseMessage { Content = new StreamContent(new BreakingStream(Encoding.UTF8.GetBytes(text)[..10])) };
}
