namespace TikTokBan.Removal.Blocks.Formats.Web;

/// <summary>Destinations, one a line, with a dot before each: the domain and everything below it. Squid refuses a list that names a domain and, beside it, one below it.</summary>
internal sealed class SquidDestinations : BlockFormat
{
    public override BlockListKind Kind => BlockListKind.Squid;

    public override string Title => "List of destinations for the proxy Squid";

    public override IReadOnlyList<string> Install =>
    [
        "Save this file as /etc/squid/tiktokban.txt and add to squid.conf, before the first http_access allow:",
        "  acl tiktokban dstdomain \"/etc/squid/tiktokban.txt\"",
        "  http_access deny tiktokban",
        "squid -k parse; squid -k reconfigure",
    ];

    public override IReadOnlyList<string> Test => [$"curl -x http://127.0.0.1:3128 https://{BlockNotes.BlockedSite} must fail with 403; the same for https://www.belgium.be must not."];

    public override IReadOnlyList<string> Undo => ["Take both lines out of squid.conf again; squid -k reconfigure"];

    public override string Limit => "devices that do not go through the proxy, and tunnels within it.";

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".txt", Lines([.. Comments("#", notes), .. selection.Domains.Select(domain => $".{domain.Name}")])),
    ];

    public override IEnumerable<ListedLine> Read(string text)
    {
        foreach (var (number, line) in LineReading.Significant(text, "#"))
        {
            foreach (var word in line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                yield return LineReading.Entry(number, word.TrimStart('.'), below: word.StartsWith('.'));
        }
    }
}
