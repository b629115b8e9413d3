namespace TikTokBan.Removal.Blocks.Formats.Dns;

/// <summary>A local zone for each domain, of which no name exists.</summary>
internal sealed class UnboundZones : BlockFormat
{
    private const string Zone = "local-zone:";

    // Types that keep a name from being resolved; others only add to it.
    private static readonly string[] Blocking = ["always_nxdomain", "always_refuse", "always_null", "always_deny", "static", "deny", "refuse", "redirect"];

    public override BlockListKind Kind => BlockListKind.Unbound;

    public override string Title => "Block list for the name server Unbound";

    public override IReadOnlyList<string> Install => ["Save this file as /etc/unbound/unbound.conf.d/tiktokban.conf", "unbound-checkconf; unbound-control reload"];

    public override IReadOnlyList<string> Test => [$"dig @127.0.0.1 {BlockNotes.BlockedSite} must answer NXDOMAIN; dig @127.0.0.1 www.belgium.be must answer as before."];

    public override IReadOnlyList<string> Undo => ["Remove the file; unbound-control reload"];

    public override string Limit => DnsLimits.Text;

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".conf", Lines([.. Comments("#", notes), "server:", .. selection.Domains.Select(domain => $"    {Zone} \"{domain.Name}.\" always_nxdomain")])),
    ];

    public override IEnumerable<ListedLine> Read(string text)
    {
        foreach (var (number, line) in LineReading.Significant(text, "#"))
        {
            if (line is "server:")
                continue;
            var words = line.Split([' ', '\t', '"'], StringSplitOptions.RemoveEmptyEntries);
            yield return words is [Zone, var name, var type, ..] && Blocking.Contains(type)
                ? LineReading.Entry(number, name, below: true)
                : ListedLine.Unclear(number);
        }
    }
}
