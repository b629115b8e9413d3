namespace TikTokBan.Removal.Blocks.Formats.Dns;

/// <summary>An address line without an address for each domain: dnsmasq then knows no such name, nor any below it.</summary>
internal sealed class DnsmasqAddresses : BlockFormat
{
    private static readonly string[] Kinds = ["address", "local", "server"];

    private static readonly string[] Nowhere = ["", "#", "0.0.0.0", "::", "127.0.0.1", "::1"];

    public override BlockListKind Kind => BlockListKind.Dnsmasq;

    public override string Title => "Block list for dnsmasq";

    public override IReadOnlyList<string> Install => ["Save this file as /etc/dnsmasq.d/tiktokban.conf", "dnsmasq --test; systemctl restart dnsmasq"];

    public override IReadOnlyList<string> Test => [$"dig @127.0.0.1 {BlockNotes.BlockedSite} must answer NXDOMAIN; dig @127.0.0.1 www.belgium.be must answer as before."];

    public override IReadOnlyList<string> Undo => ["Remove the file; systemctl restart dnsmasq"];

    public override string Limit => DnsLimits.Text;

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".conf", Lines([.. Comments("#", notes), .. selection.Domains.Select(domain => $"address=/{domain.Name}/")])),
    ];

    public override IEnumerable<ListedLine> Read(string text)
    {
        foreach (var (number, line) in LineReading.Significant(text, "#"))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var parts = equals < 0 ? [] : line[(equals + 1)..].Split('/');
            if (equals < 0 || !Kinds.Contains(line[..equals]) || parts.Length < 3 || !Nowhere.Contains(parts[^1]))
            {
                yield return ListedLine.Unclear(number);
                continue;
            }

            foreach (var name in parts[1..^1])
                yield return LineReading.Entry(number, name, below: true);
        }
    }
}
