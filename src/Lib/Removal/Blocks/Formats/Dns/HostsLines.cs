namespace TikTokBan.Removal.Blocks.Formats.Dns;

/// <summary>Lines for a hosts file, which has no word for "and everything below".</summary>
internal sealed class HostsLines : BlockFormat
{
    private const string Begin = "# BEGIN TikTokBan";
    private const string End = "# END TikTokBan";

    private static readonly string[] Nowhere = ["0.0.0.0", "::", "127.0.0.1", "::1"];

    public override BlockListKind Kind => BlockListKind.Hosts;

    public override string Title => "Lines for a hosts file";

    public override bool NamesHostsOnly => true;

    public override IReadOnlyList<string> Install =>
    [
        "Put these lines at the end of /etc/hosts (Windows: System32\\drivers\\etc\\hosts); keep what is there.",
        "To renew them: take out what stands from BEGIN to END, then put the new lines in.",
    ];

    public override IReadOnlyList<string> Test => [$"ping {BlockNotes.BlockedSite} must not reach any address but 0.0.0.0 or ::."];

    public override IReadOnlyList<string> Undo => ["Take out the lines from BEGIN to END, these two included."];

    public override string Limit => "every name that is not written here, and a service has thousands. Use it only where there is no name server of yours.";

    /// <summary>The names written for a domain. What was registered as a domain has a site under www; a name on a content network has none.</summary>
    public static IEnumerable<string> NamesOf(BlockedDomain domain)
    {
        IEnumerable<string> names = domain.Name.Count(letter => letter == '.') == 1 ? [domain.Name, $"www.{domain.Name}"] : [domain.Name];
        return names.Concat(domain.Hosts).Distinct(StringComparer.Ordinal);
    }

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".hosts", Lines(
        [
            Begin,
            .. Comments("#", notes),
            .. selection.Domains.SelectMany(NamesOf).SelectMany(name => new[] { $"0.0.0.0 {name}", $":: {name}" }),
            End,
        ])),
    ];

    public override IEnumerable<ListedLine> Read(string text)
    {
        foreach (var (number, line) in LineReading.Significant(text, "#"))
        {
            var words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !Nowhere.Contains(words[0]))
            {
                yield return ListedLine.Unclear(number);
                continue;
            }

            foreach (var name in words[1..])
                yield return LineReading.Entry(number, name, below: false);
        }
    }
}
