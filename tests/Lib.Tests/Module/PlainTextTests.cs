using TikTokBan.Removal.Plans;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Tests.Module;

/// <summary>What a list of all properties says of one that is an object itself: words, and never how a type is declared.</summary>
public sealed class PlainTextTests
{
    private static readonly ManifestScan Scan = new("x-1", new string('a', 64), new DateOnly(2026, 11, 16), Selection: null);

    [Fact]
    public void A_manifest_and_its_parts_are_told_in_words()
    {
        var manifest = new ReportManifest
        {
            Format = ReportManifest.FormatName,
            Version = ReportManifest.CurrentVersion,
            Kind = "report",
            Authority = "A made-up authority",
            Scan = Scan,
            Languages = ["en", "fr"],
            Product = "TikTokBan 0.1.0",
            Files = [new ManifestFile("report.html", 7, new string('b', 64))],
        };

        Assert.Equal("report, A made-up authority, x-1 as of 2026-11-16", $"{manifest}");
        Assert.Equal("rollup", $"{manifest with { Kind = "rollup", Authority = null, Scan = null }}");
        Assert.Equal("x-1 as of 2026-11-16, a selection", $"{Scan with { Selection = true }}");
        Assert.Equal("report.html", $"{manifest.Files[0]}");
        Assert.Equal("eu-council", $"{new ManifestDirective("eu-council", new string('c', 64))}");
    }

    [Fact]
    public void What_a_check_found_is_told_in_words()
    {
        Assert.Equal("report.html is missing.", $"{new ReportFinding(ReportFlaw.FileMissing, "report.html", "report.html is missing.")}");
        Assert.Equal("CN=Ada", $"{new ReportSigner("CN=Ada", "CN=Ada", new string('d', 64), null)}");
        Assert.Equal("2026-11-16 22:30Z of manifest.json", $"{new ReportTimeStamp(new DateTimeOffset(2026, 11, 16, 23, 30, 0, TimeSpan.FromHours(1)), "manifest.json")}");
    }

    [Theory]
    [InlineData(12, 9, false, "12 of 1,241 devices, 9 people")]
    [InlineData(1, 1, true, "1 of 1,241 devices, 1 person, and everybody in the tenant")]
    public void How_many_a_plan_reaches_is_told_in_words(int devices, int people, bool everybody, string words) =>
        Assert.Equal(words, $"{new BlastRadius { Devices = devices, People = people, Fleet = 1241, Share = 0.01m, TenantWide = everybody, AlsoReached = 0, ByPlatform = new Dictionary<string, int>(), ByOrganisation = new Dictionary<string, int>(), ByControl = new Dictionary<string, int>() }}");
}
