namespace TikTokBan.Removal.Blocks;

/// <summary>For what a block list is written.</summary>
public enum BlockListKind
{
    /// <summary>A DNS response policy zone, for BIND and others that know them.</summary>
    Rpz,

    /// <summary>A part of the configuration of Unbound.</summary>
    Unbound,

    /// <summary>A part of the configuration of dnsmasq.</summary>
    Dnsmasq,

    /// <summary>Lines for a hosts file. It knows single names only.</summary>
    Hosts,

    /// <summary>A filter list for AdGuard Home and Pi-hole.</summary>
    AdGuard,

    /// <summary>A list of destinations for the proxy Squid.</summary>
    Squid,

    /// <summary>An external dynamic list of domains for firewalls of Palo Alto Networks.</summary>
    PaloAltoDomains,

    /// <summary>An external dynamic list of addresses of pages for firewalls of Palo Alto Networks.</summary>
    PaloAltoUrls,

    /// <summary>A policy of Chrome on Linux.</summary>
    ChromePolicy,

    /// <summary>A policy of Edge on Linux.</summary>
    EdgePolicy,

    /// <summary>The policy of Chrome in the registry of Windows.</summary>
    ChromeRegistry,

    /// <summary>The policy of Edge in the registry of Windows.</summary>
    EdgeRegistry,

    /// <summary>A configuration profile for Chrome, Edge and Firefox on macOS.</summary>
    MacProfile,

    /// <summary>The policies of Firefox.</summary>
    FirefoxPolicy,

    /// <summary>A script for Exchange Online that holds back mail, and one that undoes it.</summary>
    ExchangeScript,

    /// <summary>Indicators to import in the portal of Defender for Endpoint.</summary>
    DefenderCsv,

    /// <summary>The same indicators as requests to the service.</summary>
    DefenderRequests,
}
