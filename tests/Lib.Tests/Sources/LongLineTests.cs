using TikTokBan.Sources.Exports.Delimited;

namespace TikTokBan.Tests.Sources;

/// <summary>Alone, because what the whole process allocates is counted and other tests would count with it.</summary>
[Collection(nameof(Alone))]
public sealed class LongLineTests
{
    [Fact]
    public async Task A_line_of_two_gigabytes_is_passed_over_in_little_memory()
    {
        const long Long = 2L << 30;
        using var stream = new LongLineStream("a,b,c\n", Long, "\nd,e,f\n");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (rows, rejected) = await DelimitedText.ReadAsync(stream, 3, BlockLimits.Default);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(["1:a|b|c", "3:d|e|f"], rows);
        Assert.Equal(2, Assert.Single(rejected).Line);
        Assert.InRange(allocated, 0, 32L << 20);
    }
}
