using System.Text;
using TikTokBan.Reports;
using TikTokBan.Reports.Html;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Tests.Reports;

/// <summary>The page is written as it goes where it lists. Alone, because what is alive in the whole process is measured.</summary>
[Collection(nameof(Alone))]
public sealed class PageMemoryTests
{
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
