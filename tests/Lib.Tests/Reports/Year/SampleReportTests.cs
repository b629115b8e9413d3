using TikTokBan.Reports;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports.Year;

/// <summary>The reports under docs/ are what the product writes. <c>TIKTOKBAN_WRITE_SAMPLES=1</c> writes them anew.</summary>
public sealed class SampleReportTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ttb-sample-").FullName;

    public static TheoryData<string> Editions => [.. ReportText.Editions];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Editions))]
    public async Task A_committed_sample_is_what_is_written_today(string edition)
    {
        var kept = Repository.At("docs", "sample-report", edition);
        var rewrite = Environment.GetEnvironmentVariable("TIKTOKBAN_WRITE_SAMPLES") == "1";
        var written = rewrite ? kept : Path.Combine(_root, edition);
        // The version of the product changes with every release, and the sample need not.
        var options = new ReportOptions { Language = edition, Proof = new ProofOptions { Product = "TikTokBan" } };
        await ReportWriter.WriteAsync(await SampleYear.MakeAsync(edition[..2]), options, written);

        Assert.Equal(Names(kept), Names(written));
        Assert.All(Names(kept), name => Assert.True(
            File.ReadAllBytes(Path.Combine(kept, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(written, name))),
            $"docs/sample-report/{edition}/{name} is not what is written today; look whether the change is meant, then write it anew with TIKTOKBAN_WRITE_SAMPLES=1"));
        Assert.True((await ReportCheck.CheckAsync(kept, new ReportCheckOptions { At = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero) })).IsWhole);

        static IReadOnlyList<string> Names(string folder) => [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
    }
}
