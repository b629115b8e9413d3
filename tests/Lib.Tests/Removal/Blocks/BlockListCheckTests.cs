using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Checking;

namespace TikTokBan.Tests.Removal.Blocks;

/// <summary>What a list of an authority's own lacks, and what it blocks that it should not.</summary>
public sealed class BlockListCheckTests
{
    [Theory]
    [InlineData(BlockListKind.Squid, "tiktok.com", "it is on the list, but what lies below it is not")]
    [InlineData(BlockListKind.Rpz, "*.tiktok.com CNAME .", "what lies below it is on the list, but it itself is not")]
    [InlineData(BlockListKind.Rpz, "tiktok.com CNAME rpz-passthru.", "it is not on the list")]
    [InlineData(BlockListKind.Rpz, "tiktok.com CNAME .\n*.tiktok.com 60 IN CNAME .", null)]
    [InlineData(BlockListKind.Squid, ".TikTok.com # the ban", null)]
    [InlineData(BlockListKind.Unbound, "server:\n local-zone: tiktok.com static", null)]
    [InlineData(BlockListKind.Unbound, "local-zone: \"tiktok.com\" transparent", "it is not on the list")]
    [InlineData(BlockListKind.Dnsmasq, "address=/example.org/tiktok.com/0.0.0.0", null)]
    [InlineData(BlockListKind.Dnsmasq, "server=/tiktok.com/192.0.2.53", "it is not on the list")]
    [InlineData(BlockListKind.AdGuard, "||tiktok.com^", null)]
    [InlineData(BlockListKind.PaloAltoUrls, "tiktok.com/\n*.tiktok.com/", null)]
    [InlineData(BlockListKind.ChromePolicy, """{"URLBlocklist":["tiktok.com"]}""", null)]
    [InlineData(BlockListKind.ChromePolicy, """{"URLBlocklist":["*://tiktok.com/*"]}""", null)]
    [InlineData(BlockListKind.ChromePolicy, """{"URLBlocklist":[".tiktok.com"]}""", "it is on the list, but what lies below it is not")]
    [InlineData(BlockListKind.ChromePolicy, """{"URLAllowlist":["tiktok.com"]}""", "it is not on the list")]
    [InlineData(BlockListKind.FirefoxPolicy, """{"policies":{"WebsiteFilter":{"Block":["*://tiktok.com/*"]}}}""", "it is on the list, but what lies below it is not")]
    [InlineData(BlockListKind.FirefoxPolicy, """{"policies":{"WebsiteFilter":{"Block":["*://*.tiktok.com/*"]}}}""", null)]
    [InlineData(BlockListKind.EdgeRegistry, "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Edge\\URLBlocklist]\r\n\"1\"=\"tiktok.com\"", null)]
    [InlineData(BlockListKind.EdgeRegistry, "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\URLBlocklist]\r\n\"1\"=\"tiktok.com\"", "it is not on the list")]
    [InlineData(BlockListKind.DefenderCsv, "IndicatorValue,Action\ntiktok.com,Block", null)]
    [InlineData(BlockListKind.DefenderCsv, "IndicatorValue,Action\ntiktok.com,Allowed", "it is not on the list")]
    public void What_is_missing_is_told_and_how(BlockListKind kind, string list, string? why) =>
        Assert.Equal(why, BlockListCheck.Run(kind, list, Lists.Selection).Missing.SingleOrDefault(one => one.Name == "tiktok.com")?.Why);

    [Fact]
    public void What_others_use_and_what_nobody_confirms_is_too_much_and_what_the_catalogue_does_not_know_is_not()
    {
        var findings = BlockListCheck.Run(BlockListKind.Squid, ".casino.example\n.akamaized.net\n.windows.net\n.bytedance.com\n.tiktok.org\n.tiktok.com\n??", Lists.Selection);

        Assert.False(findings.IsGood);
        Assert.Equal(
            [(2, "akamaized.net"), (3, "windows.net"), (4, "bytedance.com"), (5, "tiktok.org")],
            findings.TooMuch.Select(one => (one.Line, one.Name)));
        Assert.Equal([7], findings.NotUnderstood);
        Assert.DoesNotContain(findings.Missing, one => one.Name is "tiktok.com" or "tiktokcdn.com.akamaized.net");
        Assert.Contains(findings.Missing, one => one.Name == "tiktokcdn.com");
    }

    [Fact]
    public void What_can_not_be_checked_is_told_in_one_sentence()
    {
        Assert.Contains("can't be checked", Refusal(BlockListKind.ExchangeScript, ""), StringComparison.Ordinal);
        Assert.Contains("no JSON", Refusal(BlockListKind.ChromePolicy, "tiktok.com"), StringComparison.Ordinal);
        Assert.Contains("names no column", Refusal(BlockListKind.DefenderCsv, "tiktok.com"), StringComparison.Ordinal);

        static string Refusal(BlockListKind kind, string text) => Assert.Throws<UnusableInputException>(() => BlockListCheck.Run(kind, text, Lists.Selection)).Message;
    }
}
