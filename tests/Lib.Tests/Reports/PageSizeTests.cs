using System.Text;

namespace TikTokBan.Tests.Reports;

/// <summary>The page stays small where it only counts.</summary>
public sealed class PageSizeTests
{
    [Fact]
    public void A_page_of_numbers_about_forty_organisations_fits_in_a_mail()
    {
        var scan = SampleScan.Make(Matrix.IsFull ? 5000 : 1500);
        scan = scan with
        {
            Exposures = [.. scan.Exposures.Select((one, index) => one with { Organisation = $"organisation-{index % 40:D2}" })],
        };
        var page = SampleModel.Write(SampleModel.Make(scan: scan, language: "fr-nl"));
        Assert.Contains("organisation-39", page, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100_000, 500_000);
    }
}
