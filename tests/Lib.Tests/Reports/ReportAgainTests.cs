using System.Globalization;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Tests.Ledger;

namespace TikTokBan.Tests.Reports;

/// <summary>
/// A report that is made again from the ledger is the same bytes, and tells of time what the ledger holds. Alone, as it changes the
/// time zone of the whole process, which other tests read.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ReportAgainTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Named)]
    public async Task Two_exports_of_a_scan_are_the_same_bytes_with_exports_of_others_between_and_on_machines_of_other_places(ReportDetail detail)
    {
        var scans = await WeeksAsync();
        await ExportAsync("day-007", ReportDetail.Aggregate, scans[1]);
        var first = await ExportAsync("day-014", detail, scans[2]);
        await ExportAsync("day-021", ReportDetail.Aggregate, scans[3]);
        await ExportAsync("day-000", ReportDetail.Aggregate, scans[0]);
        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        try
        {
            foreach (var (name, place) in new[] { ("tr-TR", "Pacific/Kiritimati"), ("ar-SA", "America/Los_Angeles"), ("fr-BE", "Europe/Brussels") })
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new CultureInfo(name), new CultureInfo(name));
                Environment.SetEnvironmentVariable("TZ", place);
                TimeZoneInfo.ClearCachedData();
                Assert.Equal(first, await ExportAsync("day-014", detail, scans[2]));
            }
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }

        Assert.NotEqual(first, await ExportAsync("day-021", detail, scans[3]));
    }

    [Fact]
    public async Task The_trend_tells_of_a_reported_scan_what_its_report_told_and_of_this_one_what_the_headline_does()
    {
        var scans = await WeeksAsync();
        await ExportAsync("day-000", ReportDetail.Aggregate, scans[0]);
        await ExportAsync("day-007", ReportDetail.Aggregate, scans[1]);
        var told = (await _folder.Ledger.ListReportsAsync()).Select(report => report.Figures["headline.exposures"]).ToList();
        var model = await ModelAsync("day-021", ReportDetail.Aggregate);
        Assert.Equal(["day-000", "day-007", "day-014", "day-021"], model.Trend.Select(point => point.Scan));
        Assert.Equal(told, model.Trend.Take(2).Select(point => point.Exposures.Plain));
        Assert.Equal((model.Headline.Exposures, true), (model.Trend[^1].Exposures, model.Trend[^1].IsThis));
        var named = await ModelAsync("day-021", ReportDetail.Named);
        Assert.Equal(scans.Select(scan => scan.Exposures), named.Trend.Select(point => point.Exposures.Value));
        Assert.Equal(scans.Select(scan => scan.Violations), named.Trend.Select(point => point.Violations.Value));
    }

    [Fact]
    public async Task What_changed_is_counted_by_cases()
    {
        var random = new Random(3);
        Exposure[] cases = [.. Enumerable.Range(0, 30).Select(index => SampleScan.One(random, index))];
        await _folder.SaveAsync(0, exposures: [.. cases[..4], .. cases[10..]]);
        await _folder.SaveAsync(7, exposures: [.. cases[3..5], .. cases[10..]]);
        await _folder.SaveAsync(14, exposures: [.. cases[2..4], .. cases[5..28]]);
        var changes = (await ModelAsync("day-014", ReportDetail.Named)).Changes!;
        Assert.Equal(("day-007", false), (changes.Since, changes.IsReported));
        // 2 is back, 3 stayed, 4 and the last two went, 5 to 9 are new.
        Assert.Equal((5L, 3L, 1L, 19L), (changes.All.New.Value, changes.All.Solved.Value, changes.All.Reappeared.Value, changes.All.StillOpen.Value));
        Assert.Equal([.. cases[5..10].Select(one => one.Id)], changes.NewCases);
        Assert.Equal([cases[2].Id], changes.ReappearedCases);
        Assert.Equal(new[] { cases[4].Id, cases[28].Id, cases[29].Id }.Order(), changes.SolvedCases.Select(one => one.Id).Order());
        foreach (var rows in new[] { changes.ByApplication, changes.ByOrganisation })
            Assert.Equal((5L, 3L, 1L, 19L), (rows.Sum(row => row.Count.New.Value), rows.Sum(row => row.Count.Solved.Value), rows.Sum(row => row.Count.Reappeared.Value), rows.Sum(row => row.Count.StillOpen.Value)));
        var aggregate = (await ModelAsync("day-014", ReportDetail.Aggregate)).Changes!;
        Assert.Empty(aggregate.SolvedCases);
        Assert.Empty(aggregate.NewCases);
        Assert.Equal("<5", aggregate.All.Reappeared.Plain);
    }

    [Fact]
    public async Task A_long_trend_is_thinned_and_keeps_its_ends_and_the_days_of_evaluation()
    {
        for (var day = 0; day < 400; day += 4)
            await _folder.SaveAsync(day);
        await _folder.SaveAsync(396, "again");
        var model = await ModelAsync("again", ReportDetail.Named);
        Assert.InRange(model.Trend.Count, 50, TrendThinning.Most);
        Assert.Equal(("day-000", "again"), (model.Trend[0].Scan, model.Trend[^1].Scan));
        Assert.Equal(model.Trend.Select(point => point.AsOf).Distinct().Order(), model.Trend.Select(point => point.AsOf));
        var review = Assert.Single(model.Reviews, review => review.Due == new DateOnly(2023, 9, 10));
        Assert.Equal(new DateOnly(2023, 9, 9), review.At!.AsOf);
        Assert.Contains(review.At, model.Trend);
        Assert.NotEmpty(review.Instrument!);
        Assert.True(model.Trend.Zip(model.Trend.Skip(1)).All(pair => pair.Second.AsOf.DayNumber - pair.First.AsOf.DayNumber <= 12));
        Assert.Null(Assert.Single((await ModelAsync("day-000", ReportDetail.Named)).Reviews, one => one.Due == new DateOnly(2023, 9, 10)).At);
    }

    [Fact]
    public async Task A_scan_that_no_ledger_holds_has_no_past()
    {
        var model = ReportModel.From(new ReportInput(SampleScan.Make(40)), new ReportOptions());
        Assert.Empty(model.Trend);
        Assert.Empty(model.Reviews);
        Assert.Null(model.Changes);
        await _folder.SaveAsync(0);
        Assert.Null((await ModelAsync("day-000", ReportDetail.Aggregate)).Changes);
    }

    private async Task<List<StoredScan>> WeeksAsync()
    {
        var random = new Random(8);
        var pool = Enumerable.Range(0, 160).Select(index => SampleScan.One(random, index)).ToList();
        var stored = new List<StoredScan>();
        for (var week = 0; week < 4; week++)
            stored.Add(await _folder.SaveAsync(7 * week, exposures: SampleScan.Ordered(pool.Skip(3 * week).Take(120 - (week * 2)))));
        return stored;
    }

    private Task<ReportInput> GatherAsync(string scan) => ReportGathering.FromLedgerAsync(_folder.Ledger, new EvidenceLedger(_folder.Location).Journal, scan);

    private async Task<ReportModel> ModelAsync(string scan, ReportDetail detail) => ReportModel.From(await GatherAsync(scan), new ReportOptions { Detail = detail });

    // Makes a report, remembers that it was made, and gives its files.
    private async Task<SortedDictionary<string, string>> ExportAsync(string scan, ReportDetail detail, StoredScan stored)
    {
        var folder = Directory.CreateTempSubdirectory("ttb-again-").FullName;
        try
        {
            var input = await GatherAsync(scan);
            var options = new ReportOptions { Detail = detail, Formats = ReportFormats.Html | ReportFormats.Csv | ReportFormats.Json };
            await ReportWriter.WriteAsync(input, options, folder);
            var figures = detail == ReportDetail.Aggregate ? ReportModel.From(input, options).Published : new Dictionary<string, string>();
            await _folder.Ledger.AddReportAsync(LedgerFolder.Report(stored, detail.ToString().ToLowerInvariant()) with { Figures = figures });
            return new(Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
