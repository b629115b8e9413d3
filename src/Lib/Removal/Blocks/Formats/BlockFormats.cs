using TikTokBan.Removal.Blocks.Formats.Browsers;
using TikTokBan.Removal.Blocks.Formats.Defender;
using TikTokBan.Removal.Blocks.Formats.Dns;
using TikTokBan.Removal.Blocks.Formats.Mail;
using TikTokBan.Removal.Blocks.Formats.Web;

namespace TikTokBan.Removal.Blocks.Formats;

/// <summary>The formats by kind.</summary>
internal static class BlockFormats
{
    public static BlockFormat Of(BlockListKind kind) => kind switch
    {
        BlockListKind.Rpz => new ResponsePolicyZone(),
        BlockListKind.Unbound => new UnboundZones(),
        BlockListKind.Dnsmasq => new DnsmasqAddresses(),
        BlockListKind.Hosts => new HostsLines(),
        BlockListKind.AdGuard => new FilterRules(),
        BlockListKind.Squid => new SquidDestinations(),
        BlockListKind.PaloAltoDomains => new PaloAltoDomainList(),
        BlockListKind.PaloAltoUrls => new PaloAltoUrlList(),
        BlockListKind.ChromePolicy => new ChromiumPolicy(kind, ChromiumBrowser.Chrome),
        BlockListKind.EdgePolicy => new ChromiumPolicy(kind, ChromiumBrowser.Edge),
        BlockListKind.ChromeRegistry => new ChromiumRegistry(kind, ChromiumBrowser.Chrome),
        BlockListKind.EdgeRegistry => new ChromiumRegistry(kind, ChromiumBrowser.Edge),
        BlockListKind.MacProfile => new MacProfile(),
        BlockListKind.FirefoxPolicy => new FirefoxPolicy(),
        BlockListKind.ExchangeScript => new ExchangeScript(),
        BlockListKind.DefenderCsv => new DefenderCsv(),
        BlockListKind.DefenderRequests => new DefenderRequests(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind that no format writes"),
    };
}
