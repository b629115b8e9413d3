using TikTokBan.Reports.Handover;

namespace TikTokBan.Tests.Reports.Handover;

public sealed class PublishTests : IAsyncLifetime
{
    private HandoverTenant _tenant = null!;

    public async Task InitializeAsync() => _tenant = await HandoverTenant.StartAsync();

    public async Task DisposeAsync() => await _tenant.DisposeAsync();

    [Fact]
    public async Task Every_file_arrives_as_it_is_and_what_proves_the_others_comes_last()
    {
        using var report = new MadeReport(more: [("exposures.csv", 90), ("zz.csv", 0)]);
        report.Write("manifest.jws", "a.b.c"u8);

        var published = await _tenant.PublishAsync(report.Folder);

        Assert.Equal(["exposures.csv", "report.html", "report.json", "zz.csv", "manifest.json", "manifest.jws"], published.Files.Select(file => file.Name));
        Assert.All(published.Files, file => Assert.Equal(PublishedState.Uploaded, file.State));
        Assert.All(published.Files, file => Assert.Equal(report.Content(file.Name), _tenant.Content(file.Name)));
        Assert.Equal((true, true), (published.IsWhole, published.IsAggregate));
        Assert.Equal($"https://{_tenant.Sharing.Host}/sites/council/Shared%20Documents/2026/November", published.WebUrl);
        var sent = _tenant.Server.Log.Requests.Where(request => request.Method == "PUT").Select(request => request.Path.Split(":/")[1].TrimEnd(':')).ToList();
        Assert.Equal(published.Files.Select(file => file.Name), sent);
    }

    [Fact]
    public async Task A_national_report_is_handed_over_too()
    {
        using var report = new MadeReport(withManifest: false);
        File.Move(report.At("report.json"), report.At("rollup.json"));
        Assert.Contains("no report in this folder", (await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.Folder))).Message, StringComparison.Ordinal);
        report.WriteManifest();

        var published = await _tenant.PublishAsync(report.Folder);

        Assert.Equal((true, true), (published.IsWhole, published.IsAggregate));
        Assert.Contains(published.Files, file => file.Name == "rollup.json");
    }

    [Fact]
    public async Task A_report_that_lies_there_is_not_sent_again()
    {
        using var report = new MadeReport(more: [("large.csv", 5 * 1024 * 1024)]);
        await _tenant.PublishAsync(report.Folder);
        _tenant.Server.Log.Clear();

        var again = await _tenant.PublishAsync(report.Folder);

        Assert.All(again.Files, file => Assert.Equal(PublishedState.AlreadyThere, file.State));
        Assert.True(again.IsWhole);
        Assert.DoesNotContain(_tenant.Server.Log.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task Where_no_digest_is_given_the_manifest_that_lies_there_tells()
    {
        using var report = new MadeReport();
        _tenant.Sharing.GivesHashes = false;
        await _tenant.PublishAsync(report.Folder);
        _tenant.Server.Log.Clear();

        var again = await _tenant.PublishAsync(report.Folder);

        Assert.All(again.Files, file => Assert.Equal(PublishedState.AlreadyThere, file.State));
        var read = Assert.Single(_tenant.Server.Log.Requests, request => request.Path.StartsWith("/download/", StringComparison.Ordinal));
        Assert.False(read.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Another_file_of_the_same_name_is_never_written_over_unasked()
    {
        using var report = new MadeReport();
        _tenant.Sharing.Put("council/Documents/2026/November/report.html", "somebody else's"u8.ToArray());

        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.Folder));

        Assert.Contains("report.html with other content; nothing was sent", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("somebody else's"u8.ToArray(), _tenant.Content("report.html"));
        Assert.Null(_tenant.Content("report.json"));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(5 * 1024 * 1024)]
    public async Task Content_that_is_replaced_keeps_its_versions_and_its_label(int length)
    {
        using var report = new MadeReport(more: [("exposures.csv", length)]);
        var there = _tenant.Sharing.Put("council/Documents/2026/November/exposures.csv", "earlier"u8.ToArray());
        there.RetentionLabel = "Ten years";

        var published = await _tenant.PublishAsync(report.Folder, request => request with { Replace = true });

        Assert.Equal(PublishedState.Replaced, Assert.Single(published.Files, file => file.Name == "exposures.csv").State);
        Assert.Equal("Ten years", there.RetentionLabel);
        Assert.Equal(report.Content("exposures.csv"), there.Content);
        Assert.Equal(["earlier"u8.ToArray()], there.Earlier);
        Assert.True(published.IsWhole);
        Assert.DoesNotContain(_tenant.Server.Log.Requests, request => request.Path.Contains("retention", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("named")]
    [InlineData("pseudonymised")]
    [InlineData("something new")]
    public async Task A_report_that_tells_of_people_takes_a_word_of_its_own(string detail)
    {
        using var report = new MadeReport(detail);

        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => _tenant.PublishAsync(report.Folder));
        Assert.Contains("The report tells of people, or doesn't say that it holds numbers only, and was not sent", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_tenant.Server.Log.Requests);

        var published = await _tenant.PublishAsync(report.Folder, request => request with { AllowPersonalData = true });
        Assert.Equal((false, true), (published.IsAggregate, published.IsWhole));
    }

    [Fact]
    public async Task A_library_is_found_by_its_name_and_progress_is_told()
    {
        using var report = new MadeReport(more: [("large.csv", 11 * 1024 * 1024)]);
        var told = new List<PublishProgress>();

        await _tenant.PublishAsync(report.Folder, request => request with { Library = "reports", Target = null, Progress = new Told(told) });

        Assert.NotNull(_tenant.Sharing.Find("council/Reports/report.html"));
        Assert.Equal(told.Select(step => step.Sent).Order(), told.Select(step => step.Sent));
        Assert.Contains(told, step => step.File == "large.csv" && step.Sent is >= FileUpload.Piece and < 11 * 1024 * 1024);
        Assert.Equal(told[^1].Bytes, told[^1].Sent);
    }

    [Fact]
    public async Task What_SharePoint_makes_of_a_workbook_is_said_and_does_not_stop_the_next_run()
    {
        using var report = new MadeReport(more: [("report.xlsx", 3_000)]);

        var published = await _tenant.PublishAsync(report.Folder);

        Assert.Contains("writes properties of its own into files of office programs", Assert.Single(published.Notes), StringComparison.Ordinal);
        Assert.True(published.IsWhole);
        var again = await _tenant.PublishAsync(report.Folder);
        Assert.All(again.Files, file => Assert.Equal(PublishedState.AlreadyThere, file.State));
    }

    [Fact]
    public async Task What_does_not_fit_afterwards_is_said()
    {
        using var report = new MadeReport();
        _tenant.Sharing.Put("council/Documents/2026/November/notes.txt", [1]);
        _tenant.Server.Log.Answered = request =>
        {
            if (request.Method == "PUT" && request.Path.Contains("manifest.json", StringComparison.Ordinal))
                _tenant.Sharing.Put("council/Documents/2026/November/report.html", "changed meanwhile"u8.ToArray());
        };

        var published = await _tenant.PublishAsync(report.Folder);

        Assert.False(published.IsWhole);
        Assert.StartsWith("report.html has 17 bytes instead of 36 there", Assert.Single(published.Findings), StringComparison.Ordinal);
        Assert.Contains("'notes.txt', which is not of this report", Assert.Single(published.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_do_not_write_to_one_folder_at_once()
    {
        using var report = new MadeReport();
        var inside = new TaskCompletionSource();
        Task<PublishedReport>? second = null;
        _tenant.Server.Log.Received = request =>
        {
            if (request.Method == "PUT" && second is null)
            {
                second = _tenant.PublishAsync(report.Folder);
                inside.TrySetResult();
                ((IAsyncResult)second).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            }
        };

        await _tenant.PublishAsync(report.Folder);

        await inside.Task;
        var refusal = await Assert.ThrowsAsync<UnusableInputException>(() => second!);
        Assert.Contains("Another run is putting a report into that folder", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Told(List<PublishProgress> steps) : IProgress<PublishProgress>
    {
        public void Report(PublishProgress value) => steps.Add(value);
    }
}
