namespace TikTokBan.Removal.Blocks.Formats.Dns;

/// <summary>What gets past every list for a name server.</summary>
internal static class DnsLimits
{
    public const string Text = "devices that ask another name server (DNS over HTTPS in a browser or an app, a VPN, mobile data). Forbid these by firewall and browser policy.";
}
