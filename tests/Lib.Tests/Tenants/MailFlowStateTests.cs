namespace TikTokBan.Tests.Tenants;

/// <summary>What one scan keeps of the mail for the next.</summary>
public sealed class MailFlowStateTests : IDisposable
{
    private const string Account = "register@account.tiktok.com";

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 9, 30, 12, 345, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(impatient: true, Now);
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("tiktokban-state-");

    private string Kept => Path.Combine(_folder.FullName, "mail-trace.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_later_scan_asks_for_what_is_new_and_finds_all_there_is()
    {
        var mail = Mail();
        var first = await ReadAsync(mail);
        mail.Asked.Clear();
        _time.Advance(TimeSpan.FromDays(2));
        mail.With(_time.GetUtcNow().AddDays(-1), Account, "new@agency.example");

        var second = await ReadAsync(mail);
        var whole = await ReadAsync(mail, keep: false);

        var (from, to) = Assert.Single(mail.Asked.Take(1));
        Assert.True(to - from < TimeSpan.FromDays(3.1) && to - from > TimeSpan.FromDays(2.9), $"{from:o} {to:o}");
        Assert.Equal(6, first.Observations.Count);
        Assert.Equal(Facts(whole), Facts(second));
        Assert.Contains("new@agency.example", second.Observations.Select(one => one.Person.Mail));
    }

    [Fact]
    public async Task Mail_that_shows_nothing_is_not_kept_nor_are_subjects()
    {
        await ReadAsync(Mail());

        var kept = await File.ReadAllTextAsync(Kept);
        Assert.Contains("p10@agency.example", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("paper@news.example", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY-SUBJECT", kept, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Kept));
    }

    [Fact]
    public async Task A_window_that_failed_is_read_the_next_time_and_no_other_is()
    {
        var mail = Mail();
        mail.Broken = Now.AddDays(-40);
        var first = await ReadAsync(mail);
        mail.Broken = null;
        mail.Asked.Clear();

        var second = await ReadAsync(mail);

        Assert.NotNull(first.Problem);
        Assert.Null(second.Problem);
        Assert.Equal(2, mail.Asked.Count);
        Assert.Equal(6, second.Observations.Count);
    }

    [Theory]
    [InlineData("{\"version\":1,\"tenant\"")]
    [InlineData("[]")]
    [InlineData("{\"version\":1,\"tenant\":\"716bbbbb-0000-4000-8000-000000000002\",\"catalogue\":\"x\",\"covered\":[],\"rows\":[]}")]
    public async Task A_state_that_is_damaged_or_anothers_is_as_good_as_none(string text)
    {
        await File.WriteAllTextAsync(Kept, text);
        var mail = Mail();

        var read = await ReadAsync(mail);

        Assert.Null(read.Problem);
        Assert.Equal(9, mail.Asked.Count);
        Assert.Equal(6, read.Observations.Count);
    }

    private MailFlowStub Mail()
    {
        var mail = new MailFlowStub(_time) { PageSize = 3 };
        foreach (var day in new[] { 1, 10, 25, 40, 60, 80 })
            mail.With(Now.AddDays(-day).AddHours(-1), Account, $"p{day}@agency.example").With(Now.AddDays(-day), "paper@news.example", "reader@agency.example");
        return mail;
    }

    private static IEnumerable<string> Facts(LiveReading read) =>
        read.Observations.Select(one => $"{one.Person.Mail} {one.ObservedAt:o} {one.Reference}").Order(StringComparer.Ordinal);

    private async Task<LiveReading> ReadAsync(MailFlowStub mail, bool keep = true)
    {
        using var tenant = mail.Tenant();
        return await LiveReading.OfAsync(tenant, "mail.trace", _time, keep ? _folder.FullName : null);
    }
}
