using System.Runtime.Versioning;
using TikTokBan.Reports.Handover;
using TikTokBan.Tenant.Faults;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Reports.Handover;

/// <summary>Large files whose way is cut off, in the same run and between two.</summary>
public sealed class InterruptionTests : IAsyncLifetime, IDisposable
{
    // Three pieces, the last of them a short one.
    private const int Length = (2 * FileUpload.Piece) + 1_000;

    private readonly MadeReport _report = new(more: [("large.csv", Length)]);
    private HandoverTenant _tenant = null!;

    public async Task InitializeAsync() => _tenant = await HandoverTenant.StartAsync();

    public async Task DisposeAsync() => await _tenant.DisposeAsync();

    public void Dispose() => _report.Dispose();

    [Fact]
    public async Task Pieces_are_sent_in_order_without_a_token_and_each_once()
    {
        var published = await PublishAsync();

        Assert.Equal(PublishedState.Uploaded, Large(published).State);
        var pieces = Pieces();
        Assert.Equal([$"bytes 0-10485759/{Length}", $"bytes 10485760-20971519/{Length}", $"bytes 20971520-{Length - 1}/{Length}"], pieces.Select(piece => piece.Headers["Content-Range"]));
        Assert.All(pieces, piece => Assert.False(piece.Headers.ContainsKey("Authorization")));
        Assert.Empty(States());
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeAnswer, 0)]
    [InlineData(FaultKind.ResetBeforeAnswer, 1)]
    [InlineData(FaultKind.LostAnswer, 0)]
    [InlineData(FaultKind.LostAnswer, 1)]
    [InlineData(FaultKind.LostAnswer, 2)]
    [InlineData(FaultKind.LateError, 1)]
    [InlineData(FaultKind.LateError, 2)]
    [InlineData(FaultKind.Error, 1)]
    [InlineData(FaultKind.HtmlError, 2)]
    [InlineData(FaultKind.TruncatedBody, 1)]
    [InlineData(FaultKind.Throttle, 1)]
    public async Task A_piece_that_is_lost_is_made_up_for_where_the_service_says(FaultKind kind, int piece)
    {
        _tenant.Server.Faults.Add(new FaultRule(kind) { Method = "PUT", Path = "^/upload/", Skip = piece, RetryAfter = kind == FaultKind.Throttle ? "1" : null });

        var published = await PublishAsync();

        Assert.True(published.IsWhole);
        Assert.Equal(_report.Content("large.csv"), _tenant.Content("large.csv"));
        Assert.Empty(_tenant.Sharing.Find("council/Documents/2026/November/large.csv")!.Earlier);
        Assert.Contains(_tenant.Server.Log.Requests, request => request.Fault is not null);
        Assert.DoesNotContain(Pieces(), request => request.Status == 416);
        Assert.Empty(States());
    }

    [Fact]
    public async Task A_session_that_the_service_lost_is_begun_anew()
    {
        var lost = false;
        _tenant.Server.Log.Answered = request =>
        {
            if (!lost && request.Method == "PUT" && request.Headers.TryGetValue("Content-Range", out var range) && range.StartsWith("bytes 10485760", StringComparison.Ordinal))
            {
                lost = true;
                _tenant.Sharing.LoseUploads();
            }
        };

        var published = await PublishAsync();

        Assert.True(published.IsWhole);
        Assert.Equal(2, _tenant.Server.Log.Requests.Count(request => request.Path.EndsWith("/createUploadSession", StringComparison.Ordinal)));
        Assert.Equal([2, 2, 4, 2, 2, 2], Pieces().Select(piece => piece.Status / 100));
    }

    [Fact]
    public async Task A_service_that_loses_every_session_is_given_up_on()
    {
        _tenant.Server.Faults.Add(new FaultRule(FaultKind.Error) { Method = "PUT", Path = "^/upload/", Status = 404, Code = "itemNotFound", Times = null });

        var refusal = await Assert.ThrowsAsync<TenantException>(() => PublishAsync());

        Assert.Contains("SharePoint lost what it had of large.csv, 3 times over", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, Pieces().Count);
    }

    [Fact]
    public async Task A_later_run_goes_on_where_an_earlier_one_was_broken_off()
    {
        await BreakOffAsync();
        _tenant.Server.Log.Clear();

        var published = await PublishAsync();

        Assert.Equal(PublishedState.Resumed, Large(published).State);
        Assert.Equal($"bytes 10485760-20971519/{Length}", Pieces()[0].Headers["Content-Range"]);
        Assert.Equal(_report.Content("large.csv"), _tenant.Content("large.csv"));
        Assert.Empty(States());
    }

    [Fact]
    public async Task A_later_run_with_other_content_begins_anew()
    {
        await BreakOffAsync();
        var changed = _report.Content("large.csv");
        changed[5]++;
        _report.Write("large.csv", changed);
        _report.WriteManifest();

        var published = await PublishAsync();

        Assert.Equal(PublishedState.Uploaded, Large(published).State);
        Assert.Equal(changed, _tenant.Content("large.csv"));
    }

    [Fact]
    public async Task An_address_that_expired_is_thrown_away_and_one_that_is_lost_is_begun_anew()
    {
        _tenant.Sharing.UploadLifetime = TimeSpan.FromMinutes(1);
        await BreakOffAsync();
        Assert.Single(States());

        Assert.Equal(PublishedState.Uploaded, Large(await PublishAsync()).State);
        Assert.Empty(States());

        _report.Write("large.csv", new byte[Length]);
        _report.WriteManifest();
        _tenant.Sharing.UploadLifetime = TimeSpan.FromDays(1);
        await BreakOffAsync(replace: true);
        _tenant.Sharing.LoseUploads();
        Assert.Equal(PublishedState.Replaced, Large(await PublishAsync(replace: true)).State);
        Assert.Empty(States());
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_address_is_kept_where_only_its_owner_reads_it_and_stands_nowhere_else()
    {
        Skip.If(OperatingSystem.IsWindows(), "the folder's own rules hold on this system");
        var refusal = await BreakOffAsync();

        var state = Assert.Single(States());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(state));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_tenant.StateFolder));
        Assert.Contains("tempauth", File.ReadAllText(state), StringComparison.Ordinal);
        Assert.DoesNotContain("tempauth", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("/upload/", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_report.Folder), file => Path.GetFileName(file).Contains("upload", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://agency716.sharepoint.com.evil.example")]
    [InlineData("http://agency716.sharepoint.com")]
    [InlineData("https://agency716.sharepoint.com:8443")]
    [InlineData("https://name@agency716.sharepoint.com")]
    public async Task An_address_elsewhere_is_refused_before_a_byte_is_sent(string host)
    {
        _tenant.Sharing.UploadHost = host;

        var refusal = await Assert.ThrowsAsync<TenantException>(() => PublishAsync());

        Assert.Equal(TenantFailure.BadAnswer, refusal.Failure);
        Assert.DoesNotContain("tempauth", refusal.ToString(), StringComparison.Ordinal);
        Assert.Empty(Pieces());
        Assert.Empty(States());
    }

    [Fact]
    public async Task A_file_of_that_name_that_appears_meanwhile_is_left_as_it_is()
    {
        _tenant.Server.Log.Received = request =>
        {
            if (request.Headers.TryGetValue("Content-Range", out var range) && range.StartsWith("bytes 20971520", StringComparison.Ordinal))
                _tenant.Sharing.Put("council/Documents/2026/November/large.csv", "somebody else's"u8.ToArray());
        };

        var refusal = await Assert.ThrowsAsync<TenantException>(() => PublishAsync());

        Assert.StartsWith("The file large.csv appeared there meanwhile", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("somebody else's"u8.ToArray(), _tenant.Content("large.csv"));
    }

    [Fact]
    public async Task Every_kind_of_request_may_fail_once_and_the_report_arrives_once()
    {
        _tenant.Server.Faults.EachKindOnce(
            new(FaultKind.Throttle) { RetryAfter = "1" }, new(FaultKind.Error) { RetryAfter = "1" }, new(FaultKind.DuplicateRows), new(FaultKind.ReorderRows), new(FaultKind.EmptyPage));

        Assert.True((await PublishAsync()).IsWhole);
    }

    [Fact]
    public async Task A_small_file_whose_answer_is_lost_is_looked_for_and_not_sent_blindly_again()
    {
        _tenant.Server.Faults.Add(new FaultRule(FaultKind.LostAnswer) { Method = "PUT", Path = "report.html" });
        _tenant.Server.Faults.Add(new FaultRule(FaultKind.LostAnswer) { Method = "POST", Path = "/children" });

        Assert.True((await PublishAsync()).IsWhole);

        Assert.Single(_tenant.Server.Log.Requests, request => request.Method == "PUT" && request.Path.Contains("report.html", StringComparison.Ordinal));
        Assert.Empty(_tenant.Sharing.Find("council/Documents/2026/November/report.html")!.Earlier);
        Assert.Single(_tenant.Sharing.Find("council/Documents")!.Children);
    }

    private Task<PublishedReport> PublishAsync(bool replace = false) => _tenant.PublishAsync(_report.Folder, request => request with { Replace = replace });

    private static PublishedFile Large(PublishedReport published) => published.Files.Single(file => file.Name == "large.csv");

    private List<TikTokBan.Tenant.Http.LoggedRequest> Pieces() =>
        [.. _tenant.Server.Log.Requests.Where(request => request.Method == "PUT" && request.Path.StartsWith("/upload/", StringComparison.Ordinal))];

    private string[] States() => Directory.Exists(_tenant.StateFolder) ? Directory.GetFiles(_tenant.StateFolder, "*.upload.json") : [];

    // The first piece arrives, and from then on nothing does.
    private async Task<TenantException> BreakOffAsync(bool replace = false)
    {
        _tenant.Server.Faults.Add(new FaultRule(FaultKind.ResetBeforeAnswer) { Path = "^/upload/", Skip = 1, Times = null });
        var refusal = await Assert.ThrowsAsync<TenantException>(() => PublishAsync(replace));
        _tenant.Server.Faults.Clear();
        return refusal;
    }
}
