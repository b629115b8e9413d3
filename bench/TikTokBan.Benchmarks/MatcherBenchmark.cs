using System.Text;
using BenchmarkDotNet.Attributes;
using TikTokBan.Catalogue;

namespace TikTokBan.Benchmarks;

/// <summary>What a name of an inventory costs, beside the naive question whether it contains the brand.</summary>
[MemoryDiagnoser]
public class MatcherBenchmark
{
    private Matcher _matcher = null!;
    private byte[] _utf8 = [];

    [Params("Signal", "Microsoft Visual C++ 2019 X64 Additional Runtime", "SSS Video Downloader for TikTok", "Überweisungen für Behörden", "TikTok")]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _matcher = CoveredCatalogue.Load(ProductFiles.Catalogue).CreateMatcher();
        _utf8 = Encoding.UTF8.GetBytes(Name);
    }

    [Benchmark(Baseline = true)]
    public bool Contains() => Name.Contains("tiktok", StringComparison.OrdinalIgnoreCase);

    [Benchmark]
    public MatchOutcome Match() => _matcher.Match(IndicatorKind.Name, Name).Outcome;

    [Benchmark]
    public MatchOutcome InventoryUtf8() => _matcher.MatchInventoryUtf8(_utf8, "Example Ltd."u8, "windows").Outcome;
}
