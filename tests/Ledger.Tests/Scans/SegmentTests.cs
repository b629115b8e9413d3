using TikTokBan.Ledger.Scans;

namespace TikTokBan.Ledger.Tests.Scans;

public sealed class SegmentTests
{
    [Fact]
    public void A_segment_comes_back_as_it_was()
    {
        var random = new Random(716);
        for (var round = 0; round < 200; round++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 50)).Select(_ => random.NextInt64(1, random.Next(2) == 0 ? 100 : long.MaxValue)).ToArray();
            var cuts = new List<Cut>();
            var ends = parts.Select(_ =>
            {
                cuts.AddRange(Enumerable.Range(0, random.Next(5)).Select(_ => Value(random)));
                return cuts.Count;
            }).ToArray();
            var read = Segment.Decode(new Segment(parts, ends, [.. cuts]).Encode());
            Assert.Equal(parts, read.Parts);
            Assert.Equal(cuts, Enumerable.Range(0, parts.Length).SelectMany(item => read.CutsOf(item).ToArray()));
            Assert.Equal(ends[0], read.CutsOf(0).Length);
        }
    }

    [Fact]
    public void A_segment_that_was_altered_is_refused_or_read_and_never_runs_on()
    {
        var data = new Segment([5, 6, 900], [1, 3, 3], [new Cut(true, DateTime.MaxValue.Ticks), new Cut(false, 7), new Cut(true, 0)]).Encode();
        var refused = 0;
        for (var place = 0; place < data.Length; place++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var altered = (byte[])data.Clone();
                altered[place] ^= (byte)(1 << bit);
                try
                {
                    _ = Segment.Decode(altered);
                }
                catch (Exception wrong) when (wrong is InvalidDataException or OverflowException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused > 8);
        Assert.Throws<InvalidDataException>(() => Segment.Decode([]));
        Assert.Throws<InvalidDataException>(() => Segment.Decode([1]));
    }

    private static Cut Value(Random random) => random.Next(4) switch
    {
        0 => new Cut(false, random.NextInt64(1_000_000_000_000_000)),
        1 => new Cut(true, random.NextInt64(DateTime.MaxValue.Ticks / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond),
        2 => new Cut(true, random.NextInt64(DateTime.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond),
        _ => new Cut(true, random.NextInt64(DateTime.MaxValue.Ticks)),
    };
}
