namespace TikTokBan.Removal.Blocks.Formats.Web;

/// <summary>An external dynamic list: one entry a line, the domain itself and, apart from it, what lies below. Such lists know no comments.</summary>
internal abstract class PaloAltoList : BlockFormat
{
    public override IReadOnlyList<string> Test =>
    [
        "request system external-list show type TYPE name tiktokban lists the entries and finds none of them invalid.",
        $"From behind the firewall, https://{BlockNotes.BlockedSite} must not open, and https://www.belgium.be must.",
    ];

    public override IReadOnlyList<string> Undo => ["Take the list out of the profile and rule again, then delete it; commit."];

    /// <summary>What stands at the end of each entry.</summary>
    protected abstract string Ending { get; }

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".txt", Lines(selection.Domains.SelectMany(domain => new[] { domain.Name + Ending, $"*.{domain.Name}{Ending}" }))),
        About(notes),
    ];

    public override IEnumerable<ListedLine> Read(string text)
    {
        foreach (var (number, line) in LineReading.Significant(text, "#"))
            yield return LineReading.Entry(number, Ending.Length > 0 && line.EndsWith(Ending, StringComparison.Ordinal) ? line[..^Ending.Length] : line, below: false);
    }
}

/// <summary>For names that devices ask a name server for.</summary>
internal sealed class PaloAltoDomainList : PaloAltoList
{
    public override BlockListKind Kind => BlockListKind.PaloAltoDomains;

    public override string Title => "External dynamic list of domains for firewalls of Palo Alto Networks";

    public override IReadOnlyList<string> Install =>
    [
        "Put the list on a web server that the firewall reaches; it knows no comments, so these notes are a file of their own.",
        "Objects, External Dynamic Lists, Add: name tiktokban, type Domain List, its address, check daily.",
        "Objects, Security Profiles, Anti-Spyware, DNS Policies: action sinkhole for the list; use the profile in the rule for outgoing traffic; commit.",
    ];

    public override string Limit => "devices whose questions to a name server do not pass the firewall in the clear.";

    protected override string Ending => "";
}

/// <summary>For addresses of pages. The slash at the end keeps tiktok.com from standing for tiktok.com.example, too.</summary>
internal sealed class PaloAltoUrlList : PaloAltoList
{
    public override BlockListKind Kind => BlockListKind.PaloAltoUrls;

    public override string Title => "External dynamic list of addresses for firewalls of Palo Alto Networks";

    public override IReadOnlyList<string> Install =>
    [
        "Put the list on a web server that the firewall reaches; it knows no comments, so these notes are a file of their own.",
        "Objects, External Dynamic Lists, Add: name tiktokban, type URL List, its address, check daily.",
        "Objects, Security Profiles, URL Filtering: action block for the list; use the profile in the rule for outgoing traffic; commit.",
    ];

    public override string Limit => "devices behind another way out, and connections that hide the name they go to (encrypted client hello) where the firewall does not decrypt.";

    protected override string Ending => "/";
}
