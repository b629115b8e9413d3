using System.Net;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants;

/// <summary>Message traces, as the service gives them and as it fails to.</summary>
public sealed class MailFlowReadingTests
{
    private const string Account = "register@account.tiktok.com";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 9, 30, 12, 345, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(impatient: true, Now);

    [Fact]
    public async Task All_ninety_days_are_read_in_nine_windows_and_every_page_of_them()
    {
        var mail = new MailFlowStub(_time) { PageSize = 7 };
        for (var day = 0; day < 90; day++)
            mail.With(Now.AddDays(-day).AddHours(-1).AddMinutes(day % 3), day % 9 == 0 ? Account : "paper@news.example", $"p{day}@agency.example");
        using var tenant = mail.Tenant();

        var read = await LiveReading.OfAsync(tenant, "mail.trace", _time);

        Assert.Null(read.Problem);
        Assert.Equal(9, mail.Asked.Count);
        Assert.Equal(90, read.Tally.RowsRead);
        Assert.Equal(10, read.Observations.Count);
    }

    [Fact]
    public async Task A_message_to_several_is_evidence_for_each()
    {
        var at = Now.AddDays(-3);
        using var tenant = new MailFlowStub(_time).With(at, Account, "a@agency.example").With(at, Account, "b@agency.example").Tenant();

        var read = await LiveReading.OfAsync(tenant, "mail.trace", _time);

        Assert.Equal(["a@agency.example", "b@agency.example"], read.Observations.Select(one => one.Person.Mail));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mail_at_the_seam_of_two_windows_counts_once_even_if_the_filter_does_nothing(bool ignored)
    {
        var mail = new MailFlowStub(_time) { IgnoresFilter = ignored };
        using (var first = mail.Tenant())
            await LiveReading.OfAsync(first, "mail.trace", _time);
        foreach (var (from, _) in mail.Asked.Skip(1))
            mail.With(from, Account, "seam@agency.example").With(from.AddTicks(1), "paper@news.example", "other@agency.example");
        using var tenant = mail.Tenant();

        var read = await LiveReading.OfAsync(tenant, "mail.trace", _time);

        Assert.Equal(8, read.Observations.Count);
        Assert.Equal(16, read.Tally.RowsRead);
    }

    [Fact]
    public async Task A_window_that_fails_leaves_the_others_read_and_is_named()
    {
        var mail = new MailFlowStub(_time) { Broken = Now.AddDays(-25) };
        foreach (var day in new[] { 5, 25, 45 })
            mail.With(Now.AddDays(-day), Account, $"p{day}@agency.example");
        using var tenant = mail.Tenant();

        var read = await LiveReading.OfAsync(tenant, "mail.trace", _time);

        Assert.Equal(["p45@agency.example", "p5@agency.example"], read.Observations.Select(one => one.Person.Mail));
        Assert.StartsWith("Mail received from 2026-10-17 10:30 to 2026-10-27 10:30 (UTC) could not be read whole: ", read.Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_clouds_are_not_asked()
    {
        using var tenant = new MailFlowStub(_time).Tenant();

        var read = await LiveReading.OfAsync(tenant, "mail.trace", _time, cloud: TenantCloud.UsGov);

        Assert.True(read.Problem is { Failure: TenantFailure.NotSupported, IsAbsence: true });
        Assert.Empty(tenant.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "has no service principal")]
    [InlineData(HttpStatusCode.OK, "some hours")]
    [InlineData(HttpStatusCode.Forbidden, "most likely")]
    public async Task A_missing_service_principal_is_named_with_the_way_to_make_it(HttpStatusCode principal, string words)
    {
        using var tenant = new StubTenant()
            .Json(MailFlowStub.Path, """{"error":{"code":"UnknownError","message":""}}""", HttpStatusCode.Unauthorized)
            .On(
                request => request.Path == "/v1.0/servicePrincipals(appId='8bd644d1-64a1-4d4b-ae52-2e0cbf64e373')",
                _ => StubTenant.JsonAnswer("""{"id":"716ddddd-0000-4000-8000-000000000001","accountEnabled":true}""", principal));

        var read = await LiveReading.OfAsync(tenant, "mail.trace", _time);

        Assert.Equal(TenantFailure.NotProvisioned, read.Problem?.Failure);
        Assert.Contains(words, read.Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("8bd644d1-64a1-4d4b-ae52-2e0cbf64e373", read.Problem.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("v1.0.messagingtrace-list.response.1.json")]
    [InlineData("v1.0.messagingtrace-list-subject-recipient.response.2.json")]
    public async Task The_documentations_answers_are_read(string sample)
    {
        var text = await File.ReadAllTextAsync(Repository.Shared("data", "graph", "samples", sample));
        using var tenant = new StubTenant().Json(MailFlowStub.Path, text);
        var then = new DateTimeOffset(sample.Contains("subject", StringComparison.Ordinal) ? new DateTime(2026, 2, 1) : new DateTime(2025, 7, 1), TimeSpan.Zero);

        var read = await LiveReading.OfAsync(tenant, "mail.trace", new ManualTimeProvider(impatient: true, then));

        Assert.Null(read.Problem);
        Assert.Equal((1, 0), (read.Tally.RowsRead, read.Tally.RowsRejected));
        Assert.Empty(read.Observations);
    }
}
