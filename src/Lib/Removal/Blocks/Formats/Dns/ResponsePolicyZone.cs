using System.Globalization;

namespace TikTokBan.Removal.Blocks.Formats.Dns;

/// <summary>A zone that answers "no such name" for each domain and for everything below it.</summary>
internal sealed class ResponsePolicyZone : BlockFormat
{
    private const string Below = "*.";

    public override BlockListKind Kind => BlockListKind.Rpz;

    public override string Title => "Response policy zone for BIND and other name servers that know such zones";

    public override IReadOnlyList<string> Install =>
    [
        "Save this file as /var/lib/bind/db.tiktokban.rpz and add to named.conf:",
        "  options { response-policy { zone \"tiktokban.rpz\"; }; };",
        "  zone \"tiktokban.rpz\" { type primary; file \"/var/lib/bind/db.tiktokban.rpz\"; allow-query { none; }; };",
        "named-checkzone tiktokban.rpz /var/lib/bind/db.tiktokban.rpz; rndc reconfig",
        "The serial is the later day of this list and the catalogue; raise its last two digits for a second list of one day.",
    ];

    public override IReadOnlyList<string> Test => [$"dig @127.0.0.1 {BlockNotes.BlockedSite} must answer NXDOMAIN; dig @127.0.0.1 www.belgium.be must answer as before."];

    public override IReadOnlyList<string> Undo => ["Take both lines out of named.conf again; rndc reconfig; rndc flush"];

    public override string Limit => DnsLimits.Text;

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".rpz", Lines(
        [
            .. Comments(";", notes),
            "$TTL 300",
            $"@ IN SOA localhost. hostmaster.localhost. {Serial(selection)} 3600 600 604800 300",
            "@ IN NS localhost.",
            .. selection.Domains.SelectMany(domain => new[] { $"{domain.Name} IN CNAME .", $"{Below}{domain.Name} IN CNAME ." }),
        ])),
    ];

    public override IEnumerable<ListedLine> Read(string text)
    {
        foreach (var (number, line) in LineReading.Significant(text, ";", "$", "@", "#"))
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            var type = Array.FindIndex(words, word => word.Equals("CNAME", StringComparison.OrdinalIgnoreCase));

            // Other targets pass, drop or redirect; only this one, the wildcard and addresses of nowhere block.
            if (type > 0 && type + 1 < words.Length && words[type + 1] is "." or "*.")
                yield return LineReading.Entry(number, words[0], below: false);
            else
                yield return ListedLine.Unclear(number);
        }
    }

    // Name servers take a zone over only when its serial has grown.
    private static string Serial(BlockSelection selection)
    {
        var day = DateOnly.TryParseExact(selection.CatalogueVersion, "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var catalogue) && catalogue > selection.AsOf
            ? catalogue
            : selection.AsOf;
        return day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "00";
    }
}
