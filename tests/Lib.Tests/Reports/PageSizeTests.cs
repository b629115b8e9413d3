using System.Text;
using TikTokBan.Reports;
using TikTokBan.Reports.Html;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>The page stays small where it only counts, and is written as it goes where it lists.</summary>
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

    [Fact]
    public void A_page_of_a_hundred_thousand_cases_is_written_as_it_goes()
    {
        var one = SampleModel.Make(ReportDetail.Named, exposures: 1000);
        var model = one with { Cases = [.. Enumerable.Range(0, 100).SelectMany(_ => one.Cases)] };
        using var output = new Watching();
        Page.Write(model, ReportText.Of("en"), output, CancellationToken.None);
        Assert.True(output.Written > 50_000_000, $"{output.Written} characters");
        // What is alive while it is written doesn't grow with what was written.
        Assert.True(output.Growth < 24_000_000, $"{output.Growth} bytes more were alive in the middle of the list than at its beginning");
    }

    private sealed class Watching : TextWriter
    {
        private const long Every = 10_000_000;

        private long _next = Every;
        private long _first;

        public long Written { get; private set; }

        public long Growth { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Count(1);

        public override void Write(string? value) => Count(value?.Length ?? 0);

        public override void Write(char[] buffer, int index, int count) => Count(count);

        public override void Write(ReadOnlySpan<char> buffer) => Count(buffer.Length);

        private void Count(int characters)
        {
            Written += characters;
            if (Written < _next)
                return;
            _next += Every;
            var alive = GC.GetTotalMemory(forceFullCollection: true);
            if (_first == 0)
                _first = alive;
            Growth = Math.Max(Growth, alive - _first);
        }
    }
}
