namespace TikTokBan.Removal.Blocks.Formats.Dns;

/// <summary>Rules as filtering name servers for homes and small offices read them.</summary>
internal sealed class FilterRules : BlockFormat
{
    private const string Begin = "||";

    public override BlockListKind Kind => BlockListKind.AdGuard;

    public override string Title => "Filter list for AdGuard Home, and for Pi-hole from version 6";

    public override IReadOnlyList<string> Install =>
    [
        "AdGuard Home: Filters, DNS blocklists, Add a custom list, with the address or path of this file.",
        "Pi-hole: Lists, Add blocklist, with its address; then pihole -g",
    ];

    public override IReadOnlyList<string> Test => [$"dig @SERVER {BlockNotes.BlockedSite} must answer 0.0.0.0 or NXDOMAIN; dig @SERVER www.belgium.be must answer as before."];

    public override IReadOnlyList<string> Undo => ["Take the list out of the same page again."];

    public override string Limit => DnsLimits.Text;

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".txt", Lines([.. Comments("!", notes), .. selection.Domains.Select(domain => $"{Begin}{domain.Name}^")])),
    ];

    public override IEnumerable<ListedLine> Read(string text)
    {
        foreach (var (number, line) in LineReading.Significant(text, "!", "#"))
        {
            yield return line.StartsWith(Begin, StringComparison.Ordinal) && line.EndsWith('^')
                ? LineReading.Entry(number, line[Begin.Length..^1], below: true)
                : LineReading.Entry(number, line, below: false);
        }
    }
}
