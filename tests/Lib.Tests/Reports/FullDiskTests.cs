using TikTokBan.Reports;
using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>Where there is no room or no right to write, what was there stays and one sentence says why.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ttb-full-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [SkippableTheory]
    [InlineData("report.json")]
    [InlineData("exposures.csv")]
    [InlineData("report.html")]
    [InlineData("report.xlsx")]
    [InlineData("summary.md")]
    public async Task A_disk_without_room_leaves_the_old_report(string file)
    {
        Skip.IfNot(File.Exists("/dev/full"), "this machine has no /dev/full to stand in for a disk without room");
        var target = Path.Combine(_root, "report");
        await ReportWriter.WriteAsync(SampleScan.Make(30), new ReportOptions(), target);
        var before = Directory.GetFiles(target).Order(StringComparer.Ordinal).Select(one => (one, Convert.ToHexString(File.ReadAllBytes(one)))).ToList();
        IReportFormat[] formats = [new JsonFormat(), new CsvFormat(), new HtmlFormat(), new XlsxFormat(), new MarkdownFormat()];
        var format = formats.Single(one => one.Files.Contains(file));
        var model = FullModel.Of(SampleScan.Make(40), new ReportOptions());
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => ReportFolder.ReplaceAsync(target, ReportWriter.Files, format.Files, ownerOnly: false, next =>
        {
            File.CreateSymbolicLink(Path.Combine(next, file), "/dev/full");
            return format.WriteAsync(model, ReportText.Of("en"), next, CancellationToken.None);
        }));
        Assert.Contains("the disk is full", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(target).Order(StringComparer.Ordinal).Select(one => (one, Convert.ToHexString(File.ReadAllBytes(one)))));
        Assert.Equal(["report"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [SkippableFact]
    public async Task A_place_where_nobody_may_write_gets_one_sentence()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "there is no /proc, in which not even root may write");
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => ReportWriter.WriteAsync(SampleScan.Make(3), new ReportOptions(), "/proc/report"));
        Assert.Contains("could not be written here", refused.Message, StringComparison.Ordinal);
    }
}
